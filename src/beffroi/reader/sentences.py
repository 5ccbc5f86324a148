"""Where a sentence begins, told from the verb back."""

from __future__ import annotations

import re

from beffroi.reader.signs import ON_LINE
from beffroi.reader.text import Text

_SENTENCE_END = re.compile(rf"\n[{ON_LINE}]*\n|[;:!?]\s|\(|(?<![ \n.-][a-z])\.\s")


def sentence_start(text: Text, floor: int, position: int) -> int:
    """The offset, not before `floor`, where the sentence that holds `position` begins."""
    begins = floor
    for stop in _SENTENCE_END.finditer(text.calm[floor:position]):
        begins = floor + stop.end()
    return begins
