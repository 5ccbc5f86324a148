"""What is read in an act: every value keeps the line it was read on. See docs/architecture.md, « reader »."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from beffroi.law import AssemblyKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """A value and where the text says it; `start` and `end` are offsets in the text, when it is at hand."""

    value: T
    line: int
    start: int | None = None
    end: int | None = None


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Proxy:
    giver: Mention[str]
    holder: Mention[str]


@dataclass(frozen=True, slots=True)
class Substitute:
    sitting: Mention[str]
    replaced: Mention[str]


@dataclass(frozen=True, slots=True)
class Movement:
    """An arrival or a departure during the sitting."""

    name: Mention[str]
    arrives: bool
    at: time | None


@dataclass(frozen=True, slots=True)
class StatedCounts:
    """What the text itself counts; kept apart from what its lists add up to."""

    present: Mention[int] | None = None
    represented: Mention[int] | None = None
    absent: Mention[int] | None = None
    voting: Mention[int] | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    commission: Mention[str]
    on: date | None
    favourable: bool | None


@dataclass(frozen=True, slots=True)
class Decision:
    verb: str
    text: Mention[str]


@dataclass(frozen=True, slots=True)
class Vote:
    wording: Mention[str] | None = None
    in_favour: Mention[int] | None = None
    against: Mention[int] | None = None
    abstain: Mention[int] | None = None
    against_names: tuple[Mention[str], ...] = ()
    abstain_names: tuple[Mention[str], ...] = ()
    recused_names: tuple[Mention[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deliberation:
    """One act; `extent` is the stretch of the text that it fills, when the text is at hand."""

    number: Mention[str] | None = None
    title: Mention[str] | None = None
    citations: tuple[Mention[str], ...] = ()
    opinions: tuple[Opinion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    vote: Vote = field(default_factory=Vote)
    received_on: Mention[date] | None = None
    published_on: Mention[date] | None = None
    court: Mention[str] | None = None
    extent: tuple[int, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt, with the words that raise it: the text is quoted, never corrected."""

    code: str
    severity: Severity
    line: int
    quote: str
    message: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The sitting: who convened it, when, and who was there."""

    assembly: Mention[str] | None = None
    kind: AssemblyKind | None = None
    sitting_on: Mention[date] | None = None
    sitting_at: Mention[time] | None = None
    convened_on: Mention[date] | None = None
    members_in_office: Mention[int] | None = None
    counts_stated: StatedCounts = field(default_factory=StatedCounts)
    chair: Mention[str] | None = None
    secretary: Mention[str] | None = None
    present: tuple[Mention[str], ...] = ()
    proxies: tuple[Proxy, ...] = ()
    absent: tuple[Mention[str], ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one text; `lines` is the text, or None when only its facts are at hand."""

    sitting: Sitting
    deliberations: tuple[Deliberation, ...]
    findings: tuple[Finding, ...]
    lines: tuple[str, ...] | None = None
