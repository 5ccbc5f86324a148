"""A verb in capitals: it decides when the words behind it are in lower case; else it is part of a title."""

from __future__ import annotations

import re

from beffroi.reader.decisions.verbs import VERBS
from beffroi.reader.grammar import rule
from beffroi.reader.text import BLANK, Text

CAPITALS = re.compile(
    r"(?<![\w'’-])(?:S['’ ]|SE\s)?[A-ZÀ-Ý]{3,14}"
    r"(?:[ \x1f]+(?:ACTE|AVIS|POUR|UN AVIS[A-Z ]*|DÉLÉGATION|DELEGATION|CONNAISSANCE))?(?![\w-])"
)
# « ADOPTE A L'UNANIMITE » without its accent tells the vote, it decides nothing.
_TELLS_A_RESULT = rule(r"""
    ~(?:a l'~unanimite|a la majorite|par \d+ voix)[^\n]{0,60}\.?[ ]*(?:\n|$)
""")
_TAKES_NOTE = rule(r"prend acte\b|prend connaissance\b|prend note\b")
_VOTES_SOMETHING = rule(r"(?: )(?:l[ae']|les|un|d[eu'])")
_LIST_BEHIND = rule(r"~:?~\n")
_WORD = re.compile(r"[^\W\d_]+['’]?")
_MORE_CAPITALS = re.compile(r"\W*[A-ZÀ-Ý]{3,}")


def verb_in_capitals(text: Text, match: re.Match[str]) -> str | None:
    """The verb of words in capitals, with the noun that belongs to it, or None where they decide nothing."""
    end = match.end()
    if text.raw[end - 1] in "ÉÈ" or _TELLS_A_RESULT.match(text.folded, end):
        return None
    folded = text.folded[match.start() : end].replace(BLANK, " ").split()
    verb = " ".join(folded[:2]) if folded[0] in ("se", "s") else folded[0]
    if verb == "prend":
        note = _TAKES_NOTE.match(text.folded, match.start(), match.start() + 24)
        return text.clean[match.start() : note.end()] if note else None
    if not _is_verb(text, verb, end) or _is_title(text, end):
        return None
    words = match.group().replace(BLANK, " ")
    return words.split()[0] if folded[1:2] in (["avis"], ["pour"], ["un"]) else words


def _is_verb(text: Text, verb: str, end: int) -> bool:
    if verb == "vote" and not _VOTES_SOMETHING.match(text.folded, end, end + 6):
        return False
    return verb in VERBS or (verb.endswith("ent") and verb.removesuffix("nt") in VERBS)


def _is_title(text: Text, end: int) -> bool:
    """Two more words in capitals stand behind, and no list."""
    behind = text.clean[end : end + 60].lstrip(f" \n\t:,;.{BLANK}-–•°0123456789")
    word = _WORD.match(behind)
    if word is None or not word.group().isupper() or len(word.group()) <= 2:
        return False
    if _LIST_BEHIND.match(text.folded, end, end + 12):
        return False
    following = behind[word.end() : word.end() + 30]
    return not following.startswith("'") and _MORE_CAPITALS.match(following) is not None
