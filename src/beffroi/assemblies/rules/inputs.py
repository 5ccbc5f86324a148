"""What the findings start from: plain values of a sitting and of one of its acts."""

from dataclasses import dataclass
from datetime import date

from beffroi.assemblies.kinds import Ballot, Origin, Outcome
from beffroi.assemblies.rules.presence import Move, RollLine
from beffroi.law import AssemblyKind, Reckoning
from beffroi.reader.model import Severity


@dataclass(frozen=True, slots=True)
class SittingInput:
    """A sitting; `seats_counted` are the mandates of that day, 0 when none is known."""

    regime: AssemblyKind
    held_on: date
    population: int | None = None
    origin: Origin = Origin.BY_HAND
    dispatched_on: date | None = None
    convened_on: date | None = None
    listed_on: date | None = None
    is_urgent: bool = False
    is_second: bool = False
    is_first_after_renewal: bool = False
    alsace_moselle: bool = False
    seats_stated: int | None = None
    seats_counted: int = 0
    chair: int | None = None
    secretary: int | None = None
    roll: tuple[RollLine, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class ActInput:
    """An act's vote; `recused` are the members in recusal, by number."""

    rank: int
    outcome: Outcome
    number: str = ""
    ballot: Ballot = Ballot.ORDINARY
    is_accounts: bool = False
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    not_voting: int | None = None
    blank_votes: int | None = None
    chair_vote: str = ""
    recused: frozenset[int] = frozenset()
    names_votes: bool = False


@dataclass(frozen=True, slots=True)
class LegalFinding:
    """A doubt, with the text it stands on and the arithmetic when there is one; never a correction."""

    code: str
    severity: Severity
    message: str
    source: str
    reckoning: Reckoning[object] | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a sitting or an act: every reckoning made, and the doubts."""

    reckonings: tuple[Reckoning[object], ...]
    findings: tuple[LegalFinding, ...]
