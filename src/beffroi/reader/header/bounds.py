"""How far the head of an act reaches."""

from __future__ import annotations

import re

from beffroi.reader.text import BLANK, Text

HEAD = 12_000  # characters in which the head of an act stands
_USUAL_HEAD = 3_000  # characters, where nothing tells its end
_BODY_BEGINS = re.compile(rf"\n[\s{BLANK}]*(?:vu\b|considerant|etaient presents|presents?\s*:)")


# A text that names none of these tells of no sitting: a letter, a lease, a list of towns.
_ASSEMBLES = re.compile(
    r"\bconseil|seance|comite syndical|\bbureau\b|commission permanente|assemblee|deliber|reunion"
)


def tells_of_a_sitting(text: Text) -> bool:
    return _ASSEMBLES.search(text.folded, 0, HEAD) is not None


def head_end(text: Text) -> int:
    """The head ends where the lists or the grounds of the act begin."""
    match = _BODY_BEGINS.search(text.folded, 0, HEAD)
    return match.start() if match else min(len(text.folded), _USUAL_HEAD)
