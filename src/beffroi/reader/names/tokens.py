"""The words and signs of a list, each with its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from beffroi.reader.lexicon import PLURAL_TITLES, TITLES
from beffroi.reader.names.links import LinkWords, find_links
from beffroi.reader.names.person import Link
from beffroi.reader.signs import BLANK
from beffroi.reader.text import Text


class Is(Enum):
    """The kind of a token."""

    WORD = auto()
    TITLE = auto()
    LINK = auto()
    COMMA = auto()
    ET = auto()
    DASH = auto()
    LINE_END = auto()
    GAP = auto()  # between two columns
    OPEN = auto()
    CLOSE = auto()
    COLON = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Is
    start: int
    end: int
    word: str = ""  # folded
    raw: str = ""
    link: Link = Link.GIVES_TO  # of a token that is a link
    plural: bool = False


_SHORT_TITLE = r"(?:M|MM|Mr|Mme|Mlle|Mmes|Dr|Me)\."
_INITIALS = (
    r"(?:[A-ZÀ-Ý][a-zà-ÿ]{0,2}\.(?:[ ]?-?[A-ZÀ-Ý][a-zà-ÿ]?\.){0,2}|[A-ZÀ-Ý]-[A-ZÀ-Ý]\.)"
    r"(?=[^\w]|[A-ZÀ-Ý]|$)"
)
# What holds a word together: its signs, a spaced hyphen between two like parts, a hyphen at a line end.
_INNER = (
    r"(?:['/.-]|'\s|(?<=[a-zà-ÿ])(?:-\s|\s-)(?=[A-ZÀ-Ý][a-zà-ÿ])"
    r"|(?<=[A-ZÀ-Ý])(?:-\s|\s-)(?=[A-ZÀ-Ý]{2})|-\s?\n\s*(?=[^\W\d_]))"
)
_TOKEN = re.compile(
    "|".join(
        (
            rf"(?P<LINE_END>[ \t{BLANK}]*\n\s*)",
            rf"(?P<GAP>[ \t]*(?:\t|[ ]{{3,}}|\|)[ \t|{BLANK}-]*)",
            rf"(?P<space>[ {BLANK}]+)",
            rf"(?P<initials>(?!{_SHORT_TITLE}\s){_INITIALS})",
            rf"(?P<title>{_SHORT_TITLE}(?=\s))",
            rf"(?P<word>[^\W\d_]+(?:{_INNER}[^\W\d_]+)*'?)",
            r"(?P<number>\d+(?:[.,]\d+)*[^\W\d_]*)",
            r"(?P<COMMA>[,;•·▪►➢●○]|\.(?=\s|$))",
            r"(?P<COLON>:)",
            r"(?P<OPEN>[(\[])",
            r"(?P<CLOSE>[)\]])",
            r"(?P<DASH>-{1,3}|/)",
            r"(?P<OTHER>.)",
        )
    )
)
_BARE_TO = re.compile(r"(?:a|au|par|pour)\b(?:\s+(?:a|par)\b)?")
_BARE_WORDS = frozenset(["a", "par", "au", "pour"])
_GLUED_TITLE = re.compile(r"(m|mm|mme|mmes|mlle|mr)\.(?=[a-z]{2})")
# The titles that stay titles in capitals: « MME DUPONT »; the others may be initials or names.
_TITLES_IN_CAPITALS = frozenset(["monsieur", "madame", "messieurs", "mesdames", "mme", "mmes", "mlle"])


def tokenise(text: Text, start: int, end: int, *, bare_to: bool) -> list[Token]:
    """The tokens of a stretch of text; `bare_to`: « à » between two names joins them."""
    links = find_links(text, start, end)
    tokens: list[Token] = []
    position = start
    while position < end:
        link = links.get(position)
        if link:
            tokens.append(_link_token(link))
            position = link.end
            continue
        match = _TOKEN.match(text.clean, position, end)
        if match is None:
            break
        stop = _next_link(links, position, match.end())
        token = None if match["space"] else _token_of(text, match, stop, tokens, bare_to)
        if token:
            tokens.append(token)
            stop = token.end
        position = stop
    return tokens


def _link_token(found: LinkWords) -> Token:
    return Token(Is.LINK, found.start, found.end, found.words, found.words, found.link, found.plural)


def _next_link(links: dict[int, LinkWords], start: int, end: int) -> int:
    if not links:
        return end
    return next((place for place in range(start + 1, end) if place in links), end)


def _token_of(
    text: Text, match: re.Match[str], stop: int, before: list[Token], bare_to: bool
) -> Token | None:
    group = match.lastgroup or "OTHER"
    start = match.start()
    if group == "GAP":
        return _gap_token(start, stop, "|" in match.group(), before, bare_to)
    if group in Is.__members__:
        return Token(Is[group], start, stop)
    word, raw = text.folded[start:stop], text.clean[start:stop]
    if group == "number":
        return Token(Is.OTHER, start, stop, word, raw)
    if word == "et":
        return Token(Is.ET, start, stop)
    if bare_to and raw[0].islower() and word.rstrip(".") in _BARE_WORDS:
        bare = _BARE_TO.match(text.folded, start)
        if bare:
            return Token(Is.LINK, start, bare.end(), word, raw)
    return _word_token(start, stop, word, raw)


def _gap_token(start: int, stop: int, barred: bool, before: list[Token], bare_to: bool) -> Token | None:
    if barred and bare_to and _parts_giver_and_holder(before):
        return Token(Is.LINK, start, stop, "|", "|")
    indents = not before or before[-1].kind is Is.LINE_END
    return None if indents and not barred else Token(Is.GAP, start, stop)


def _parts_giver_and_holder(before: list[Token]) -> bool:
    """In a table of proxies the first bar behind a name stands for « donne procuration à »."""
    named = False
    for token in reversed(before):
        if token.kind is Is.LINE_END:
            break
        if token.kind is Is.LINK:
            return False
        named = named or token.kind is Is.WORD
    return named


def _word_token(start: int, stop: int, word: str, raw: str) -> Token:
    head, _, _ = word.partition(" ")
    if head in TITLES and head != word.strip():
        stop = start + len(head)
        word, raw = head, raw[: len(head)]
    glued = _GLUED_TITLE.match(word)
    if glued and raw[: len(glued[1])].istitle():
        stop, word, raw = start + glued.end(), glued.group(), raw[: glued.end()]
    title = word.strip()
    if title in TITLES and _is_written_as_title(title, raw):
        return Token(Is.TITLE, start, stop, title, raw, plural=title in PLURAL_TITLES)
    return Token(Is.WORD, start, stop, word, raw)


def _is_written_as_title(title: str, raw: str) -> bool:
    if not raw[0].isupper():
        return False
    in_capitals = raw.isupper() and len(raw.rstrip(".")) > 2
    return not in_capitals or title.strip(".") in _TITLES_IN_CAPITALS
