"""Fields that several rules ask for."""

from collections.abc import Iterable

from beffroi.law.assembly import AssemblyKind
from beffroi.law.catalogue.model import Choice, Field
from beffroi.law.parsing import FieldKind

DATE_HELP = "2023-12-20 ou 20/12/2023"
COUNT_HELP = "un nombre entier"
MONEY_HELP = "en euros, par exemple 3224165,75"
YES_HELP = "oui ou non ; non si rien n’est dit"


def assembly(*kinds: AssemblyKind, required: bool = True) -> Field:
    """Ask which body deliberates."""
    return Field(
        "assembly",
        "Assemblée",
        FieldKind.CHOICE,
        "la commune, l’EPCI, le département, sa commission permanente ou le bureau",
        "Les règles changent d’une assemblée à l’autre.",
        required,
        tuple(Choice(kind.value, kind.label, kind) for kind in kinds or AssemblyKind),
    )


def day(name: str, label: str, reason: str, *, required: bool = False) -> Field:
    """Ask for a date."""
    return Field(name, label, FieldKind.DATE, DATE_HELP, reason, required)


def count(name: str, label: str, reason: str, *, required: bool = False) -> Field:
    """Ask for a whole number."""
    return Field(name, label, FieldKind.INT, COUNT_HELP, reason, required)


def amount(name: str, label: str, reason: str, *, required: bool = False) -> Field:
    """Ask for an amount in euros."""
    return Field(name, label, FieldKind.MONEY, MONEY_HELP, reason, required)


def yes(name: str, label: str, reason: str, *, negates: str | None = None) -> Field:
    """Ask a yes or no question, if need be the contrary of the rule's own parameter."""
    return Field(name, label, FieldKind.BOOL, YES_HELP, reason, negates=negates)


def choice(name: str, label: str, reason: str, choices: Iterable[Choice], *, required: bool = False) -> Field:
    """Ask for one value of a list."""
    return Field(name, label, FieldKind.CHOICE, "une valeur de la liste", reason, required, tuple(choices))


def lines(name: str, label: str, kind: FieldKind, how: str, reason: str, *, required: bool = False) -> Field:
    """Ask for several items, one per line."""
    return Field(
        name, label, kind, f"{how} ; une par ligne, ou séparées par des points-virgules", reason, required
    )


ALSACE_MOSELLE = yes(
    "alsace_moselle",
    "Alsace-Moselle",
    "Le Vendredi saint et le 26 décembre y sont fériés, et certaines règles diffèrent.",
)
