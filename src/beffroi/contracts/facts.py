"""What a contract is made of, as plain frozen values: what forms and commands hand to actions."""

from dataclasses import dataclass, field
from decimal import Decimal

from beffroi.contracts.kinds import (
    ClauseScope,
    CommitmentKind,
    FrameKind,
    MentionKind,
    PriorityKind,
    Side,
    Strength,
)
from beffroi.contracts.models import Ambition, StrategicFrame
from beffroi.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract about to be written."""

    slug: str
    title: str
    starts_year: int
    ends_year: int
    is_fictitious: bool
    summary: str = ""
    money_note: str = ""
    owners_note: str = ""
    owners_line: int | None = None
    is_open_list: bool = True
    copies_count: int | None = None
    place_of_signature: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class NewParty:
    """An authority that enters a contract."""

    organisation: Organisation
    side: Side
    rank: int
    introduction: str
    cover_name: str
    called: str
    representative_name: str
    representative_capacity: str
    contact: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Sourced:
    """A title and the line of the source that says it."""

    title: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewFrame:
    """A frame, with its ambitions."""

    owner: Organisation
    kind: FrameKind
    rank: int
    name: str
    version: str
    starts_year: int
    ends_year: int
    ambitions: tuple[Sourced, ...]
    adoption: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewPriority:
    """A priority that runs through frames, or a theme of one of them."""

    owner: Organisation
    kind: PriorityKind
    rank: int
    title: str
    frames: tuple[StrategicFrame, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewAxis:
    """An axis and its themes."""

    rank: int
    title: str
    short_title: str
    themes: tuple[Sourced, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewCrossing:
    """An ambition that an axis takes up."""

    ambition: Ambition
    axis_rank: int
    strength: Strength
    why: str
    line: int | None = None
    is_reading: bool = True


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """What a party brings."""

    side: Side
    kind: CommitmentKind
    title: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewAttention:
    """A matter that operations answer."""

    title: str
    question: str
    detail: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewClause:
    """A duty to make the aid known."""

    duty: str
    support: str
    applies_to: ClauseScope
    proof: str = ""
    blocks_final_payment: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NewMention:
    """An operation that the contract names."""

    kind: MentionKind
    title: str
    line: int | None = None
    axis_rank: int | None = None
    place: str = ""
    commune_code: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class NewCommune:
    """A commune that the contract covers."""

    code: str
    name: str
    longitude: Decimal
    latitude: Decimal
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Substance:
    """All that stands in a contract beside its parties, each list in its order."""

    frames: tuple[StrategicFrame, ...]
    axes: tuple[NewAxis, ...]
    crossings: tuple[NewCrossing, ...] = ()
    commitments: tuple[NewCommitment, ...] = ()
    target_publics: tuple[Sourced, ...] = ()
    attention_points: tuple[NewAttention, ...] = ()
    clauses: tuple[NewClause, ...] = ()
    mentions: tuple[NewMention, ...] = field(default=())
    communes: tuple[NewCommune, ...] = ()
