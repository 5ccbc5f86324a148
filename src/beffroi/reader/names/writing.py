"""A name as the text writes it, on one line."""

from __future__ import annotations

import re

from beffroi.reader.markup import blanked_out
from beffroi.reader.signs import BLANK
from beffroi.reader.text import Text

_BROKEN = re.compile(r"-\s?\n\s*")
_SPACED_HYPHEN = re.compile(r"(?<=\w)(?: - |- | -)(?=\w)")
_WORD_BREAK = re.compile(r"[\s'-]")
# In capitals these keep the hyphen at the end of a line: « SAINT-/MARTIN ».
_KEEPS_HYPHEN = frozenset(["saint", "sainte", "st", "ste", "le", "la", "de", "du", "van", "bel", "mont"])


def name_as_written(text: Text, start: int, end: int) -> str:
    """The name on one line; a word cut at the end of a line is put together."""
    raw, clean = text.raw[start:end], text.clean[start:end]
    if "\n" in raw:
        raw = _BROKEN.sub(_mend, raw)
    if BLANK in clean and len(raw) == len(clean):
        raw = blanked_out(raw, clean)
    name = _SPACED_HYPHEN.sub("-", " ".join(raw.split()).strip(" ,;"))
    ends_a_sentence = name.endswith(".") and len(name) > 3 and name[-3:-1].isalpha()
    return name[:-1] if ends_a_sentence else name


def _mend(match: re.Match[str]) -> str:
    """« DELAT-/TRE » is one word, « Jean-/Pierre » keeps its hyphen."""
    before, behind = match.string[: match.start()], match.string[match.end() : match.end() + 1]
    if not behind or behind.islower():
        return ""
    head = _WORD_BREAK.split(before)[-1]
    one_word = head.isupper() and behind.isupper() and head.lower() not in _KEEPS_HYPHEN
    return "" if one_word else "-"
