"""What is recorded, as plain frozen values: the one shape that forms, intakes and commands hand over."""

from dataclasses import dataclass, field
from datetime import date, time

from beffroi.assemblies.kinds import Ballot, Effect, Extent, Nature, Origin, Outcome, Position, Presence
from beffroi.assemblies.models import Member


@dataclass(frozen=True, slots=True)
class AttendanceFacts:
    """One line of the attendance sheet."""

    member: Member
    presence: Presence
    name_as_written: str
    proxy_holder: Member | None = None
    replaces: Member | None = None


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """Someone arrives or leaves during the sitting; `before_rank` is the item called next."""

    member: Member
    arrives: bool
    at: time | None = None
    before_rank: int | None = None


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """A sitting, with who was there."""

    held_on: date
    held_at: time | None = None
    place: str = ""
    convened_on: date | None = None
    dispatched_on: date | None = None
    posted_on: date | None = None
    listed_on: date | None = None
    is_urgent: bool = False
    is_second: bool = False
    is_first_after_renewal: bool = False
    seats_in_office: int | None = None
    chair: Member | None = None
    secretary: Member | None = None
    origin: Origin = Origin.BY_HAND
    attendances: tuple[AttendanceFacts, ...] = ()
    movements: tuple[MovementFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """What a commission said; `is_favourable` is None when its sense is not stated."""

    commission: str
    given_on: date | None = None
    is_favourable: bool | None = None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A verb and its object."""

    verb: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedVoteFacts:
    """What one named member did."""

    name_as_written: str
    position: Position
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """How the assembly voted; counts are None where the act gives none: nothing is inferred."""

    outcome: Outcome
    ballot: Ballot = Ballot.ORDINARY
    wording: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    not_voting: int | None = None
    blank_votes: int | None = None
    chair_vote: str = ""
    named: tuple[NamedVoteFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexFacts:
    """A document attached to the act."""

    title: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class ActFacts:
    """A deliberation: what it cites, decides, and how it was voted."""

    title: str
    vote: VoteFacts
    number: str = ""
    nature: Nature = Nature.DELIBERATION
    subject_code: str = ""
    effect: Effect = Effect.OTHER
    must_be_transmitted: bool = True
    is_accounts: bool = False
    signatory_name: str = ""
    signatory_capacity: str = ""
    citations: tuple[str, ...] = ()
    recitals: tuple[str, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    opinions: tuple[OpinionFacts, ...] = ()
    annexes: tuple[AnnexFacts, ...] = ()
    full_text: str = ""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """Something that happened to an act; `received_on` where the other side's reception counts."""

    happened_on: date
    received_on: date | None = None
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What is published, chosen before it is; `redactions` are the passages hidden, word for word."""

    extent: Extent
    author_first_name: str
    author_last_name: str
    author_capacity: str
    with_annexes: bool = False
    redactions: tuple[str, ...] = field(default=())
