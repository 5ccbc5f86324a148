"""The one form every text takes: \\n for newlines, NFC, no control characters, no soft hyphens."""

import re
import unicodedata

from beffroi.reader.intake.source import Refused

# NEL and the two Unicode separators break a line in every editor; so do VT (Word's line break) and FF.
_NEWLINES = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# U+FEFF inside a text is a byte-order mark left by joined files.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff]")
_MARK_RUN_MAX = 30  # Unicode's stream-safe limit (UAX #15)
# Marks are neither letters, digits nor spaces: runs of the rest are looked at one by one. The look behind
# keeps the search from starting anew inside a run.
_SUSPECT_RUN = re.compile(rf"(?<![^\w\s\x00-\u02ff])[^\w\s\x00-\u02ff]{{{_MARK_RUN_MAX + 1},}}")


def clean(text: str) -> str:
    """Text in the house form; nothing else changes.

    Raises: Refused, when marks are piled so high that putting them in order would take quadratic time.
    """
    for newline in _NEWLINES:
        text = text.replace(newline, "\n")
    text = _DROPPED.sub("", text)
    if text.isascii():
        return text
    _refuse_piled_marks(text)
    return unicodedata.normalize("NFC", text)


def control_count(text: str) -> int:
    """Control characters other than tabs and newlines."""
    return len(text) - len(_CONTROLS.sub("", text))  # a list of hits could outweigh the text


def _refuse_piled_marks(text: str) -> None:
    for run in _SUSPECT_RUN.finditer(text):
        piled = 0
        for char in run.group():
            piled = piled + 1 if unicodedata.combining(char) else 0
            if piled > _MARK_RUN_MAX:
                raise Refused("not-text")
