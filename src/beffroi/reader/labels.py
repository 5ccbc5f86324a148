"""Stage 2, labels: the phrases that open the lists of an act, « Étaient présents : », and what they open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from beffroi.reader.lexicon import LABEL_WORDS
from beffroi.reader.signs import BLANK, ON_LINE
from beffroi.reader.text import Text


class BlockKind(Enum):
    PRESENT = auto()
    PROXY = auto()
    ABSENT = auto()
    OTHER = auto()  # people in the room who are no members: officials, press
    COUNT = auto()  # « Absents : néant »: a figure, no people, and the end of the list before


@dataclass(frozen=True, slots=True)
class Label:
    """A label from `start` to `body`, where its list begins."""

    kind: BlockKind
    start: int
    body: int


_STEMS = "pre[s5]ent|ab[s5]ent|excuse|represente|remplace|procurat[il1]on|pouvo[il1]r|mandat"
_KEYWORD = re.compile(
    rf"\b(?:(?:{_STEMS}|delegations?(?= de vote))e?s?(?![\w'])|assist(?:ai)?ent\b"
    r"|particip(?:ai)?ent\b(?=\s+a\s+la\s+(?:seance|reunion))|siegeaient\b)"
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_BEFORE = re.compile(r"(?:^|[\n.;:|,)(]|[ ]{2}|\t|\d[ ])$")
_LABEL_REST = re.compile(
    r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)'?"
    r"|(?P<count>\(?\s?(?:n\s?=\s?)?\d{1,3}\s?\))"
    r"|(?P<inflected>\([a-z]{1,3}\)|\.[a-z]{1,2}\b|-e-?s\b|/[a-z]{1,2}\b)"
    r"|(?P<dash>[-/](?=\s?[a-z]))"
    r"|(?P<comma>,(?=\s(?:titulaires|suppleants|avec|ayant|membres)))"
    r"|(?P<colon>[:;])"
    rf"|(?P<space>[{ON_LINE}]+)"
    r"|(?P<break>\n)"
)
_COUNT_BEHIND = re.compile(r"\s*[:=.-]*\s*(?:\d{1,3}\b(?!\s*(?:er|e|eme|re|ere|nd)\b)|neant\b|aucun\b)")
# « pouvoir à », « représenté par »: the middle of a relation between two people, no label.
_RELATION_END = re.compile(r"\b(?:a|au|de|par|d')\s*$")
_LONGEST_LABEL = 160
_TITLE_WORDS = frozenset(
    ["m", "mm", "mr", "mme", "mmes", "mlle", "monsieur", "messieurs", "madame", "mesdames"]
)
_NAME_START = re.compile(
    rf"[\s{BLANK}-]*(?:(?:m|mm|mr|mme|mmes|mlle|monsieur|messieurs|madame|mesdames)\b\.?[ \n]|[a-z][\w'.-]*)"
)
FULL_NAME = re.compile(r"[A-ZÀ-Ý]{3,} [A-ZÀ-Ý][a-zà-ÿ]+|[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý]{3,}")


def find_labels(text: Text) -> Iterator[Label]:
    """The labels of a text, in their order; none begins inside another."""
    last = 0
    for match in _KEYWORD.finditer(text.folded):
        label = _label_at(text, match) if match.start() >= last else None
        if label:
            last = label.body
            yield label


def _label_at(text: Text, match: re.Match[str]) -> Label | None:
    start = _label_start(text, match.start())
    if start is None or not _opens_label(text, start):
        return None
    body, ended = _label_end(text, match.end())
    words = text.folded[start:body].replace("procuratlon", "procuration")
    if _in_table_head(text, body):
        return None
    if _COUNT_BEHIND.match(text.folded, body) and not _names_behind_count(text, body):
        return Label(BlockKind.COUNT, start, body) if ended and text.clean[start].isupper() else None
    if not ended and (_RELATION_END.search(words) or not _name_begins(text, body)):
        return None
    if not text.clean[start].isupper() and not words.rstrip().endswith(":"):
        return None
    return Label(_kind_of(words), start, body)


def _label_start(text: Text, keyword: int) -> int | None:
    """Where the phrase that holds a keyword begins, or None when it is part of a sentence."""
    floor = max(0, keyword - 70)
    before = text.folded[floor:keyword]
    start = len(before)
    for word in reversed(list(_WORD.finditer(before))):
        between = before[word.end() : start]
        if between.strip(f" \t'{BLANK}()-/") or word.group().split("'")[-1].strip("'") not in LABEL_WORDS:
            break
        if "\n" in between or "  " in between.replace(BLANK, ""):
            break
        start = word.start()
    gap = before[:start].rstrip(f"{BLANK} \t-•·*o▪►➢")
    if gap and not _BEFORE.search(gap) and not text.clean[floor + start].isupper():
        return None
    return floor + start


def _opens_label(text: Text, start: int) -> bool:
    """A label begins with a capital, or alone at the start of its line."""
    first = text.clean[start]
    if first.isupper():
        return True
    line = text.line_start(text.line_of(start))
    return not text.clean[line:start].strip(f"{BLANK} \t-•·:▪►➢") and first.isalpha()


def _label_end(text: Text, position: int) -> tuple[int, bool]:
    """The end of a label, and whether a colon or the end of its line closes it."""
    limit = position + _LONGEST_LABEL
    presided = False  # « sous la présidence de M. X »: from there on a name is part of the label
    while position < limit:
        match = _LABEL_REST.match(text.folded, position)
        if match is None:
            return position, False
        if _closes(text, match):
            return match.end() if match["colon"] else position, True
        word = match["word"]
        presided = presided or word == "presidence"
        if word and not presided and _opens_the_list(text, match, word):
            return position, False
        position = match.end()
    return position, False


def _closes(text: Text, match: re.Match[str]) -> bool:
    if match["break"]:
        return not _goes_on(text, match.start())
    space = match["space"] or ""
    return bool(match["colon"]) or "   " in space or "\t" in space


def _opens_the_list(text: Text, match: re.Match[str], word: str) -> bool:
    """A word that no label is made of, or that a name begins with."""
    if word not in LABEL_WORDS and not _is_inflection(word):
        return True
    return text.clean[match.start()].isupper() and _name_begins(text, match.start())


def _is_inflection(word: str) -> bool:
    return word.startswith(("present", "absent", "excuse", "represent", "procuration", "pouvoir", "sous"))


def _goes_on(text: Text, newline: int) -> bool:
    """A label may run over the end of its line: « … avaient donné / pouvoir : »."""
    ahead = text.folded[newline + 1 : newline + 60].partition("\n")[0].strip(f"{BLANK} \t")
    if not ahead or not ahead.endswith(":") or not text.clean[newline + 1 : newline + 2].islower():
        return False
    return all(word in LABEL_WORDS or _is_inflection(word) for word in _WORD.findall(ahead.rstrip(": ")))


def _in_table_head(text: Text, body: int) -> bool:
    """A cell of a table is no label, unless people follow in the next cell."""
    line = text.line_of(max(body - 1, 0))
    rest = text.clean[body : text.line_end(line)].strip(f" \t{BLANK}*:")
    return (
        rest.startswith("|")
        and len(rest) > 1
        and not _name_begins(text, body + text.clean[body:].index("|") + 1)
    )


def _name_begins(text: Text, position: int) -> bool:
    match = _NAME_START.match(text.folded, position)
    if match is None or match.end() > position + 60:
        return False
    word = text.clean[position : match.end()].strip(f" \n\t-{BLANK}")
    folded = text.folded[position : match.end()].strip(f" \n\t-.{BLANK}")
    if (
        len(folded) == 1
        and text.folded[position + len(text.folded[position : match.end()].rstrip(f". {BLANK}")) :][:1] == "."
    ):
        return True
    return bool(word) and word[0].isupper() and (folded in _TITLE_WORDS or folded not in LABEL_WORDS)


def _names_behind_count(text: Text, position: int) -> bool:
    """« Présents : 14 : M. X… » or a count alone on its line, the names below."""
    match = _COUNT_BEHIND.match(text.folded, position)
    if match is None:
        return False
    rest = text.folded[match.end() : text.line_end(text.line_of(match.end()))].strip(f"{BLANK} \t")
    if rest.startswith((":", "(")):
        return True
    if rest and rest not in ("conseillers", "membres", "elus", "delegues"):
        return False
    line = text.line_of(match.end())
    ahead = (
        text.clean[text.line_end(line) : text.line_end(line) + 400]
        .strip(f" \n\t{BLANK}")[:160]
        .split("\n")[0]
    )
    if len(FULL_NAME.findall(ahead)) >= 2:
        return True
    below = [
        text.clean[text.line_start(n) : text.line_end(n)].strip(f"{BLANK} \t-•*")
        for n in range(line + 1, min(line + 3, len(text.starts)) + 1)
    ]
    first = next((each for each in below if each), "")
    return first.startswith(("M. ", "Mme ", "MM. ", "Mmes ", "Monsieur ", "Madame ", "Mesdames", "Messieurs"))


def _kind_of(words: str) -> BlockKind:
    if re.search(r"assist|egalement present|aussi present|autres presents", words):
        return BlockKind.OTHER
    if re.search(r"procuration|pouvoir|mandat|represente|delegation", words) and not re.search(
        r"sans (?:pouvoir|procuration|avoir)|non represente|ni represente", words
    ):
        return BlockKind.PROXY
    if re.search(r"ab[s5]ent|excuse|non represente", words):
        return BlockKind.ABSENT
    return BlockKind.PRESENT
