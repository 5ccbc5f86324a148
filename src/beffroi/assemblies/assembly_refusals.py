"""What an assembly may not be, field by field: the page shows it beside the field, the action enforces it."""

from dataclasses import dataclass

from beffroi.assemblies.models import Assembly, Mandate, Sitting
from beffroi.core.text import fold
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind

MOST_SEATS = 500
MOST_PEOPLE = 10_000_000
# From this population on, a commune convenes five clear days before, not three. Source: CGCT L2121-12.
LARGE_COMMUNE = 3_500
# A bureau decides by delegation of its council, a standing committee too. Source: CGCT L5211-10, L3211-2.
KINDS_OF: dict[OrganisationKind, tuple[AssemblyKind, ...]] = {
    OrganisationKind.DEPARTEMENT: (AssemblyKind.DEPARTEMENT, AssemblyKind.STANDING_COMMITTEE),
    OrganisationKind.EPCI: (AssemblyKind.EPCI, AssemblyKind.BUREAU),
    OrganisationKind.COMMUNE: (AssemblyKind.COMMUNE,),
    OrganisationKind.PARTNER: (),
}
_CONVOCATION = "CGCT, art. L2121-11 et L2121-12"


@dataclass(frozen=True, slots=True)
class AssemblyFacts:
    """A body that deliberates; `seats` are numbered from 1, and no slug makes one of the name."""

    kind: AssemblyKind
    name: str
    slug: str = ""
    population: int | None = None
    court: str = ""
    alsace_moselle: bool = False
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A field, what is wrong with it, and the article when there is one."""

    field: str
    sentence: str
    source: str = ""


def kinds_of(organisation: Organisation) -> tuple[AssemblyKind, ...]:
    """The assemblies that the law gives to this kind of organisation."""
    return KINDS_OF[OrganisationKind(organisation.kind)]


def kinds_left(organisation: Organisation) -> tuple[AssemblyKind, ...]:
    """Those that it has not yet."""
    taken = set(Assembly.objects.filter(organisation=organisation).values_list("kind", flat=True))
    return tuple(one for one in kinds_of(organisation) if one.value not in taken)


def refusals_of(
    organisation: Organisation, facts: AssemblyFacts, known: Assembly | None = None
) -> list[Refusal]:
    """Say what is wrong with an assembly to open, or with what one that is known would become."""
    others = [one for one in Assembly.objects.filter(organisation=organisation) if one != known]
    return [
        *_wrong_kind(organisation, facts, others),
        *_wrong_figures(facts),
        *(_changes_too_late(known, facts) if known else ()),
        *(_seats_held(known, facts) if known else ()),
    ]


def _wrong_kind(organisation: Organisation, facts: AssemblyFacts, others: list[Assembly]) -> list[Refusal]:
    found = []
    if facts.kind not in kinds_of(organisation):
        told = f"« {facts.kind.label} » : la loi ne donne pas cette assemblée à votre organisation."
        found.append(Refusal("kind", told))
    if facts.kind in {one.regime for one in others}:
        found.append(Refusal("kind", "Cette organisation a déjà une assemblée de cette nature."))
    if not fold(facts.name).strip(" -'’.,"):
        found.append(Refusal("name", "Écrivez son nom en toutes lettres."))
    if fold(facts.name) in {fold(one.name) for one in others}:
        found.append(Refusal("name", "Une autre assemblée de votre organisation porte déjà ce nom."))
    return found


def _wrong_figures(facts: AssemblyFacts) -> list[Refusal]:
    found = []
    if facts.seats > MOST_SEATS:
        found.append(Refusal("seats", f"Une assemblée a {MOST_SEATS} sièges au plus."))
    if facts.kind is AssemblyKind.COMMUNE and facts.population is None:
        found.append(
            Refusal("population", "La population d’une commune fixe le délai de convocation.", _CONVOCATION)
        )
    if facts.population is not None and not 0 < facts.population <= MOST_PEOPLE:
        found.append(Refusal("population", "Une population va de 1 à 10 millions d’habitants."))
    return found


def frozen_fields(assembly: Assembly) -> dict[str, str]:
    """Say which fields of an assembly change no more, and why.

    The rules of a sitting are reckoned from them: a later change would alter an act already made.
    """
    frozen = {}
    if Sitting.objects.filter(assembly=assembly).exists():
        frozen["kind"] = "Une séance est enregistrée sous ce régime : il ne change plus."
    if _has_sealed(assembly):
        frozen["name"] = "Des actes scellés portent ce nom : il ne change plus."
        frozen["alsace_moselle"] = "Les délais d’actes scellés en dépendent : ce choix ne change plus."
    return frozen


def _changes_too_late(known: Assembly, facts: AssemblyFacts) -> list[Refusal]:
    frozen = frozen_fields(known)
    changed = {
        "kind": facts.kind is not known.regime,
        "name": facts.name != known.name,
        "alsace_moselle": facts.alsace_moselle != known.alsace_moselle,
    }
    found = [Refusal(field, sentence) for field, sentence in frozen.items() if changed[field]]
    if known.regime is AssemblyKind.COMMUNE and _crosses(known, facts) and _has_sealed(known):
        found.append(
            Refusal(
                "population",
                "Le seuil de 3 500 habitants fixe le délai de convocation de séances déjà scellées : "
                "la population ne le franchit plus ici.",
                _CONVOCATION,
            )
        )
    return found


def _has_sealed(assembly: Assembly) -> bool:
    return Sitting.objects.filter(assembly=assembly, sealed_at__isnull=False).exists()


def _crosses(known: Assembly, facts: AssemblyFacts) -> bool:
    before, after = known.population, facts.population
    if before is None or after is None:
        return False
    return (before >= LARGE_COMMUNE) != (after >= LARGE_COMMUNE)


def _seats_held(known: Assembly, facts: AssemblyFacts) -> list[Refusal]:
    """A seat that somebody holds or held stays: their mandate names it."""
    held = Mandate.objects.filter(seat__assembly=known, seat__number__gt=facts.seats)
    last = held.select_related("seat").order_by("-seat__number").first()
    if last is None:
        return []
    told = f"Le siège {last.seat.number} est ou a été tenu : il reste. Donnez au moins {last.seat.number}."
    return [Refusal("seats", told)]
