"""Deadlines of the papers of a sitting."""

from datetime import date, timedelta

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import check_date, check_optional_date, check_order
from beffroi.law.french import french_date
from beffroi.law.reckoning import Reckoning, Source, told_inputs

ONE_WEEK = timedelta(days=7)
UNKNOWN_LIST = (
    "L’art. L2121-25 du CGCT vise les communes et les EPCI depuis le 1er juillet 2022 ; "
    "délai à confirmer par un juriste."
)
LIST_SOURCES: dict[AssemblyKind, tuple[Source, ...]] = {
    AssemblyKind.COMMUNE: (sources.WEEKLY_LIST,),
    AssemblyKind.EPCI: (sources.WEEKLY_LIST, sources.E_AS_COMMUNE),
}


def weekly_list_deadline(
    sitting_on: date, *, assembly: AssemblyKind, listed_on: date | None = None
) -> Reckoning[date | None]:
    """Give the last day to post and put online the list of a sitting's deliberations.

    The value is None where no text is known: département, standing committee, bureau, and any sitting
    before July 2022.

    Raises: LawInputError when the list precedes the sitting.
    Source: CGCT L2121-25.
    Example: sitting of 12 December 2023 → 19 December 2023.
    """
    check_date("sitting_on", sitting_on)
    check_order(
        "listed_on", sitting_on, check_optional_date("listed_on", listed_on),
        "La liste ne peut pas précéder la séance.",
    )  # fmt: skip
    inputs = told_inputs((
        ("Séance", french_date(sitting_on)),
        ("Assemblée", assembly.label),
        ("Affichage et mise en ligne", "non renseigné" if listed_on is None else french_date(listed_on)),
    ))  # fmt: skip
    cited = LIST_SOURCES.get(assembly)
    if cited is None or not sources.WEEKLY_LIST.holds_on(sitting_on):
        return Reckoning(
            rule="weekly-list", value=None, holds=None, title="Liste des délibérations : aucun délai connu",
            verdict="Aucun texte connu du programme ne fixe ce délai pour cette assemblée à cette date.",
            inputs=inputs, steps=(), sources=(),
            notes=(UNKNOWN_LIST,),
        )  # fmt: skip
    last = sitting_on + ONE_WEEK
    return Reckoning(
        rule="weekly-list",
        value=last,
        holds=None if listed_on is None else listed_on <= last,
        title=f"Liste des délibérations : au plus tard le {french_date(last)}",
        verdict=_verdict(last, listed_on),
        inputs=inputs,
        steps=(f"{french_date(sitting_on)} + 7 jours = {french_date(last)}",),
        sources=cited,
        notes=("La liste donne l’objet de chaque délibération, adoptée ou rejetée.",),
    )


def _verdict(last: date, listed_on: date | None) -> str:
    if listed_on is None:
        return "La date d’affichage de la liste n’est pas connue."
    if listed_on <= last:
        return f"Affichée à temps, le {french_date(listed_on)}."
    return f"Affichée trop tard, le {french_date(listed_on)}."
