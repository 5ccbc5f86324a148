"""Stage 4, the head of an act: which assembly sat, when, convened when, under whom, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from beffroi.law import AssemblyKind
from beffroi.reader.dates import find_dates
from beffroi.reader.header.assembly import read_assembly
from beffroi.reader.header.bounds import HEAD, head_end
from beffroi.reader.header.convocation import read_convocation
from beffroi.reader.header.counts import read_counts
from beffroi.reader.header.kind import read_kind
from beffroi.reader.header.officers import read_chair, read_secretary
from beffroi.reader.header.sitting import read_sitting_date, read_sitting_hour
from beffroi.reader.model import Mention, StatedCounts
from beffroi.reader.text import Text


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an act, as read."""

    assembly: Mention[str] | None
    kind: AssemblyKind | None
    sitting_on: Mention[date] | None
    sitting_at: Mention[time] | None
    convened_on: Mention[date] | None
    members_in_office: Mention[int] | None
    counts: StatedCounts
    chair: Mention[str] | None
    secretary: Mention[str] | None


def read_head(text: Text) -> Head:
    """All that the head of an act says."""
    end = head_end(text)
    dates = list(find_dates(text, 0, HEAD))
    sitting_on = read_sitting_date(text, dates, end)
    kind = read_kind(text, end)
    counts = read_counts(text)
    return Head(
        assembly=read_assembly(text, kind, end),
        kind=kind,
        sitting_on=sitting_on,
        sitting_at=read_sitting_hour(text, dates, sitting_on),
        convened_on=read_convocation(text, sitting_on),
        members_in_office=counts.get("in_office"),
        counts=StatedCounts(
            present=counts.get("present"),
            represented=counts.get("represented"),
            absent=counts.get("absent"),
            voting=counts.get("voting"),
        ),
        chair=read_chair(text),
        secretary=read_secretary(text),
    )
