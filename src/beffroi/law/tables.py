"""Thresholds and exceptions as dated data: a change of the law is a new row, never a new branch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeVar

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.reckoning import Source

C, E, D = AssemblyKind.COMMUNE, AssemblyKind.EPCI, AssemblyKind.DEPARTEMENT
SC, BUREAU = AssemblyKind.STANDING_COMMITTEE, AssemblyKind.BUREAU


class Dated(Protocol):
    """A row of a table: its first source says between which days it holds."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The texts that the row stands on."""
        ...  # pragma: no cover


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], on: date) -> list[Row]:
    """Keep the rows whose first source holds that day."""
    return [row for row in rows if row.sources[0].holds_on(on)]


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before a sitting the members are told.

    Unit: clear days, or whole days from the dispatch to the sitting when `clear` is False.
    """

    assembly: AssemblyKind
    days: int
    sources: tuple[Source, ...]
    clear: bool = True
    least_population: int = 0
    population_under: int | None = None
    first_after_renewal: bool | None = None


NOTICES = (
    Notice(C, 3, (sources.C_SMALL_CONVOCATION,), population_under=3500, first_after_renewal=False),
    Notice(C, 5, (sources.C_LARGE_CONVOCATION,), least_population=3500, first_after_renewal=False),
    Notice(C, 3, (sources.C_FIRST_MEETING,), first_after_renewal=True),
    Notice(E, 5, (sources.E_CONVOCATION, sources.E_CONVOCATION_RULING)),
    Notice(E, 5, (sources.E_CONVOCATION_BEFORE, sources.E_CONVOCATION_RULING)),
    Notice(D, 12, (sources.D_CONVOCATION,), clear=False),
    Notice(SC, 8, (sources.SC_CONVOCATION,), clear=False),
)
URGENT_CLEAR_DAYS = 1


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """Who counts towards the majority of the members in office."""

    assembly: AssemblyKind
    sources: tuple[Source, ...]
    counts_represented: bool = False
    video: Source | None = None


QUORUMS = {
    C: QuorumRule(C, (sources.C_QUORUM,)),
    E: QuorumRule(E, (sources.C_QUORUM, sources.E_AS_COMMUNE), video=sources.E_VIDEO),
    D: QuorumRule(D, (sources.D_QUORUM,), video=sources.D_VIDEO),
    SC: QuorumRule(SC, (sources.SC_QUORUM,), counts_represented=True, video=sources.D_VIDEO),
    BUREAU: QuorumRule(BUREAU, (sources.BUREAU_DELEGATION,)),
}


@dataclass(frozen=True, slots=True)
class SecondSitting:
    """When a body may sit without a quorum after having missed it.

    Unit: clear days from the second dispatch, or whole days from the failed sitting when `as_of_right`.
    """

    days: int
    sources: tuple[Source, ...]
    as_of_right: bool = False


_COMMUNE_SECOND = (sources.C_QUORUM, sources.SECOND_CONVOCATION_RULING)
SECOND_SITTINGS = {
    C: SecondSitting(3, _COMMUNE_SECOND),
    E: SecondSitting(3, (*_COMMUNE_SECOND, sources.E_AS_COMMUNE)),
    D: SecondSitting(3, (sources.D_QUORUM,), as_of_right=True),
    SC: SecondSitting(3, (sources.SC_QUORUM,), as_of_right=True),
    BUREAU: SecondSitting(3, (sources.BUREAU_DELEGATION,)),
}


@dataclass(frozen=True, slots=True)
class ProxyRule:
    """How many proxies a member may hold, and for how many sittings in a row one proxy lasts."""

    per_holder: int
    sittings: int
    sources: tuple[Source, ...]


PROXIES = {
    C: ProxyRule(1, 3, (sources.C_PROXIES,)),
    E: ProxyRule(1, 3, (sources.C_PROXIES, sources.E_AS_COMMUNE)),
    D: ProxyRule(1, 1, (sources.D_PROXIES,)),
    SC: ProxyRule(1, 1, (sources.D_PROXIES_FOR_SC,)),
    BUREAU: ProxyRule(1, 3, (sources.C_VOTES_FOR_BUREAU,)),
}


@dataclass(frozen=True, slots=True)
class VoteRule:
    """What a tie becomes."""

    sources: tuple[Source, ...]
    secret_tie_rejects: bool


VOTES = {
    C: VoteRule((sources.C_VOTES,), secret_tie_rejects=True),
    E: VoteRule((sources.C_VOTES, sources.E_AS_COMMUNE), secret_tie_rejects=True),
    D: VoteRule((sources.D_VOTES,), secret_tie_rejects=False),
    SC: VoteRule((sources.D_VOTES_FOR_SC,), secret_tie_rejects=False),
    BUREAU: VoteRule((sources.C_VOTES_FOR_BUREAU,), secret_tie_rejects=True),
}
ACCOUNTS_SOURCES = (sources.ACCOUNTS, sources.ACCOUNTS_SINCE_2026)


class BallotKind(StrEnum):
    """What members may ask for about the way of voting or of sitting."""

    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105  a kind of ballot
    CLOSED_SESSION = "huis_clos"

    @property
    def label(self) -> str:
        """Its French name."""
        return _BALLOT_LABELS[self]


_BALLOT_LABELS = {
    BallotKind.PUBLIC: "scrutin public",
    BallotKind.SECRET: "scrutin secret",
    BallotKind.CLOSED_SESSION: "huis clos",
}


@dataclass(frozen=True, slots=True)
class RequestRule:
    """How many must ask: a share of those present, or a number of members."""

    sources: tuple[Source, ...]
    share: Fraction | None = None
    members: int = 0
    chair_alone: bool = False


PUBLIC, SECRET, CLOSED = BallotKind.PUBLIC, BallotKind.SECRET, BallotKind.CLOSED_SESSION
_QUARTER, _SIXTH, _THIRD = Fraction(1, 4), Fraction(1, 6), Fraction(1, 3)
REQUESTS = {
    (C, PUBLIC): RequestRule((sources.C_BALLOTS,), share=_QUARTER),
    (E, PUBLIC): RequestRule((sources.C_BALLOTS, sources.E_AS_COMMUNE), share=_QUARTER),
    (D, PUBLIC): RequestRule((sources.D_VOTES,), share=_SIXTH),
    (SC, PUBLIC): RequestRule((sources.D_VOTES_FOR_SC,), share=_SIXTH),
    (BUREAU, PUBLIC): RequestRule((sources.C_BALLOTS_FOR_BUREAU,), share=_QUARTER),
    (C, SECRET): RequestRule((sources.C_BALLOTS,), share=_THIRD),
    (E, SECRET): RequestRule((sources.C_BALLOTS, sources.E_AS_COMMUNE), share=_THIRD),
    (D, SECRET): RequestRule((sources.D_VOTES_FOR_SC,), share=_THIRD),
    (SC, SECRET): RequestRule((sources.D_VOTES_FOR_SC,), share=_THIRD),
    (BUREAU, SECRET): RequestRule((sources.C_BALLOTS_FOR_BUREAU,), share=_THIRD),
    (C, CLOSED): RequestRule((sources.C_CLOSED_SESSION,), members=3, chair_alone=True),
    (E, CLOSED): RequestRule((sources.E_CLOSED_SESSION,), members=5, chair_alone=True),
    (D, CLOSED): RequestRule((sources.D_CLOSED_SESSION,), members=5, chair_alone=True),
    (SC, CLOSED): RequestRule((sources.D_CLOSED_SESSION_FOR_SC,), members=5, chair_alone=True),
    (BUREAU, CLOSED): RequestRule((sources.E_CLOSED_SESSION_FOR_BUREAU,), members=5, chair_alone=True),
}


@dataclass(frozen=True, slots=True)
class OwnShareException:
    """A kind of operation for which the 20 % floor may be lowered, or that stands outside the rule."""

    slug: str
    label: str
    sources: tuple[Source, ...]
    outside: bool = False


_DOUBT = (sources.OWN_SHARE_EXCEPTION,)
OWN_SHARE_FLOOR = Fraction(1, 5)
OWN_SHARE_EXCEPTIONS = (
    OwnShareException("patrimoine", "patrimoine protégé", _DOUBT),
    OwnShareException("calamite", "réparation des dégâts d’une calamité", _DOUBT),
    OwnShareException("eau", "eau et assainissement", _DOUBT),
    OwnShareException("dechets", "déchets", _DOUBT),
    OwnShareException("voirie", "voirie communale", _DOUBT),
    OwnShareException("ponts", "ponts et ouvrages d’art", _DOUBT),
    OwnShareException("biodiversite", "biodiversité", _DOUBT),
    OwnShareException("anru", "renouvellement urbain (ANRU)", _DOUBT, outside=True),
    OwnShareException("outre-mer", "outre-mer", _DOUBT, outside=True),
)


@dataclass(frozen=True, slots=True)
class ImpactBand:
    """Above which cost a study is required, for owners under a population; None: no ceiling, no amount."""

    label: str
    population_under: int | None
    share: Fraction
    amount: Decimal | None = None


IMPACT_BANDS = (
    ImpactBand("moins de 5 000 habitants", 5_000, Fraction(3, 2)),
    ImpactBand("de 5 000 à 14 999 habitants", 15_000, Fraction(1)),
    ImpactBand("de 15 000 à 49 999 habitants", 50_000, Fraction(3, 4)),
    ImpactBand("de 50 000 à 400 000 habitants", 400_001, Fraction(1, 2), Decimal(50_000_000)),
    ImpactBand("plus de 400 000 habitants", None, Fraction(1, 4), Decimal(100_000_000)),
)


@dataclass(frozen=True, slots=True)
class LeadField:
    """A field of action that one authority leads."""

    slug: str
    label: str
    leader: str
    sources: tuple[Source, ...]


LEAD_SHARE = Fraction(3, 10)
_REGION, _DEPARTEMENT, _COMMUNES = "la région", "le département", "la commune ou son intercommunalité"
LEAD_FIELDS = (
    LeadField("solidarite-territoires", "solidarité des territoires", _DEPARTEMENT, (sources.LEAD,)),
    LeadField("action-sociale", "action sociale et développement social", _DEPARTEMENT, (sources.LEAD,)),
    LeadField("autonomie", "autonomie des personnes", _DEPARTEMENT, (sources.LEAD,)),
    LeadField("jeunesse", "politique de la jeunesse", _REGION, (sources.LEAD_UNSURE,)),
    LeadField("biodiversite", "protection de la biodiversité", _REGION, (sources.LEAD,)),
    LeadField("climat", "climat, qualité de l’air et énergie", _REGION, (sources.LEAD,)),
    LeadField("mobilite-durable", "mobilité durable", _COMMUNES, (sources.LEAD_UNSURE,)),
    LeadField(
        "services-proximite", "organisation des services publics de proximité", _COMMUNES,
        (sources.LEAD_UNSURE,),
    ),
    LeadField("espace", "aménagement de l’espace", _COMMUNES, (sources.LEAD_UNSURE,)),
    LeadField("developpement-local", "développement local", _COMMUNES, (sources.LEAD_UNSURE,)),
)  # fmt: skip
