"""A record cut into the stretches of text of its deliberations."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from beffroi.reader.decisions import find_marks
from beffroi.reader.deliberations.anchor import Anchor, Opening, Span
from beffroi.reader.deliberations.anchors import find_anchors
from beffroi.reader.deliberations.closing import FORMULA
from beffroi.reader.deliberations.title_words import GENERIC, title_words
from beffroi.reader.grammar import rule
from beffroi.reader.text import Text
from beffroi.reader.votes import vote_marks

_BEYOND = sys.maxsize  # an offset behind any text
# Where an extract begins: its own header stands above its number.
_EXTRACT_HEAD = rule(r"""
    (?:^|\n)[ \t\x1f#>]*
    (?:extrait d[ue]|republique francaise|envoye en prefecture|accuse de reception|departement d[eu]|seance d
    |arrondissement d)
""")
_LINE_OF_SIGNS = rule(r"(?:^|\n)[ \t\x1f]*(?:-{5,}|_{5,}|={5,}|\f)[ \t\x1f]*(?=\n)")


@dataclass(slots=True)
class Segment:
    """The stretch of text of one deliberation."""

    start: int
    end: int
    anchors: list[Anchor] = field(default_factory=list)


class _Marks:
    """Where a text decides or votes something."""

    def __init__(self, text: Text) -> None:
        end = len(text.folded)
        decided = (each.place for each in find_marks(text, 0, end))
        self._places = sorted({*decided, *vote_marks(text, 0, end)})

    def first(self) -> int:
        """The first of them, or an offset behind any text."""
        return self._places[0] if self._places else _BEYOND

    def between(self, start: int, end: int) -> bool:
        """Is something decided in that stretch?"""
        place = bisect_left(self._places, start)
        return place < len(self._places) and self._places[place] < end


def cut(text: Text, roll_end: int) -> list[Segment]:
    """The stretches of a record that decide something under a number or a heading of their own."""
    marks = _Marks(text)
    segments = _segments(text, _openings(text, marks, roll_end), marks)
    if not segments and marks.first() < _BEYOND:
        segments = [Segment(0, len(text.folded))]
    if segments:
        segments[0].start = 0
    _take_headers_along(text, segments)
    return segments


def _openings(text: Text, marks: _Marks, roll_end: int) -> list[Anchor]:
    """The anchors that open deliberations: numbers and objects, else items, else headings."""
    anchors = find_anchors(text)
    items = [each for each in anchors if each.kind is Opening.ITEM]
    numbered = [each for each in anchors if each.kind in (Opening.NUMBER, Opening.OBJECT)]
    if numbered and _items_rule(items, numbered, marks):
        return [each for each in anchors if each.kind is not Opening.HEADING]
    return numbered or items or _headings(text, anchors, marks, roll_end)


def _items_rule(items: list[Anchor], numbered: list[Anchor], marks: _Marks) -> bool:
    """Minutes whose items are numbered, where only some bear the number of a deliberation."""
    if len(numbered) != 1 or len(_deciding(items, marks)) < 2:
        return False
    return numbered[0].start > items[0].start


def _deciding(anchors: list[Anchor], marks: _Marks) -> list[Anchor]:
    """The anchors below which something is decided before the next of them."""
    ends = [*(each.start for each in anchors[1:]), _BEYOND]
    return [each for each, end in zip(anchors, ends, strict=False) if marks.between(each.start, end)]


def _headings(text: Text, anchors: Sequence[Anchor], marks: _Marks, roll_end: int) -> list[Anchor]:
    """Headings open deliberations only when nothing stronger does: each that has a decision below it."""
    closed = _first_act_end(text, marks)
    headings = [
        each
        for each in anchors
        if each.kind is Opening.HEADING
        and each.title
        and roll_end <= each.start < closed
        and not GENERIC.search(title_words(text, each.title))
    ]
    return _deciding(headings, marks)


def _first_act_end(text: Text, marks: _Marks) -> int:
    """Where the first act is closed: a heading behind it is that of an annex."""
    first = marks.first()
    return next((each.start() for each in FORMULA.finditer(text.folded) if first < each.start()), _BEYOND)


def _segments(text: Text, anchors: list[Anchor], marks: _Marks) -> list[Segment]:
    """One stretch for each anchor, or for several that stand together above the same decision."""
    segments: list[Segment] = []
    for anchor in anchors:
        current = segments[-1] if segments else None
        if current is None:
            _open(text, segments, anchor)
            continue
        decided = marks.between(current.anchors[-1].end, anchor.start)
        repeated = _repeats(text, current, anchor)
        if not decided and (repeated or all(each.kind != anchor.kind for each in current.anchors)):
            current.anchors.append(anchor)
        elif not repeated:
            if not decided:
                segments.pop()
            _open(text, segments, anchor)
    return [each for each in segments if marks.between(each.anchors[-1].end, each.end)]


def _open(text: Text, segments: list[Segment], anchor: Anchor) -> None:
    if segments:
        segments[-1].end = anchor.start
    segments.append(Segment(anchor.start, len(text.folded), [anchor]))


def _repeats(text: Text, segment: Segment, anchor: Anchor) -> bool:
    """The number of a page header said again is no new deliberation."""
    if anchor.code is None:
        return False
    code = _code(text, anchor.code)
    return any(each.code and _code(text, each.code) == code for each in segment.anchors)


def _code(text: Text, span: Span) -> str:
    return "".join(text.folded[span[0] : span[1]].split())


def _take_headers_along(text: Text, segments: list[Segment]) -> None:
    """Each extract of a record takes its own header along, with the stamps that stand in it."""
    for before, segment in pairwise(segments):
        closed = FORMULA.search(text.folded, before.start + 1, segment.start)
        if closed is None:
            continue
        head = _EXTRACT_HEAD.search(text.folded, closed.end(), segment.start)
        if head is None:
            continue
        rules = list(_LINE_OF_SIGNS.finditer(text.folded, closed.end(), head.start() + 1))
        segment.start = before.end = rules[-1].start() if rules else head.start()
