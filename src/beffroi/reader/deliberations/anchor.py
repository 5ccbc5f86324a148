"""A line that may open a deliberation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

Span = tuple[int, int]


class Opening(IntEnum):
    """What opens a deliberation, the surest first."""

    NUMBER = 0
    OBJECT = 1
    ITEM = 2
    HEADING = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """The line, and where it gives a number and a title."""

    start: int
    end: int
    kind: Opening
    code: Span | None = None
    title: Span | None = None
