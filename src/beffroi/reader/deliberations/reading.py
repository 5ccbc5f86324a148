"""One deliberation read out of its stretch of text."""

from __future__ import annotations

from datetime import date

from beffroi.reader.decisions import Mark, find_marks, read_decisions
from beffroi.reader.deliberations.anchor import Span
from beffroi.reader.deliberations.citations import read_citations
from beffroi.reader.deliberations.closing import FORMULA
from beffroi.reader.deliberations.number import read_number
from beffroi.reader.deliberations.opinions import read_opinions
from beffroi.reader.deliberations.segments import Segment
from beffroi.reader.deliberations.stamps import read_court, read_published, read_received
from beffroi.reader.deliberations.title import read_title
from beffroi.reader.model import Deliberation
from beffroi.reader.text import Text
from beffroi.reader.votes import read_vote


def read_deliberation(
    text: Text, segment: Segment, *, lists: Span, alone: bool, since: date | None = None
) -> Deliberation:
    """One deliberation; the only one of its text begins behind the roll.

    `lists`: where the roll of the sitting stands.
    `since`: the day of the sitting, which no publication precedes.
    """
    start = max(segment.start, lists[1]) if alone else segment.start
    end, marks = _enacting_terms(text, start, segment.end)
    first = marks[0].place if marks else None
    above = lists if alone else (segment.start, segment.start)
    return Deliberation(
        number=read_number(text, segment, alone=alone),
        title=read_title(text, segment, above, first),
        citations=read_citations(text, start, first or end),
        opinions=read_opinions(text, start, end),
        decisions=read_decisions(text, marks, end),
        vote=read_vote(text, start, end, first),
        received_on=read_received(text, segment.start, segment.end, since),
        published_on=read_published(text, segment.start, segment.end, since),
        court=read_court(text, segment.start, segment.end),
        extent=(segment.start, segment.end),
    )


def _enacting_terms(text: Text, start: int, end: int) -> tuple[int, list[Mark]]:
    """The enacting terms are over where the act is closed: an annex behind it decides nothing."""
    closed = FORMULA.search(text.folded, start, end)
    marks = find_marks(text, start, closed.start()) if closed else []
    if closed and marks:
        return closed.start(), marks
    return end, find_marks(text, start, end)
