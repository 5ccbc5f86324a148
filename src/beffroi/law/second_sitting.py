"""A second sitting after a missed quorum: when the body may deliberate without one."""

from datetime import date

from beffroi.law.assembly import AssemblyKind
from beffroi.law.convocation import check_span, count_clear_days, counted_days, listed
from beffroi.law.errors import LawInputError, check_optional_date, check_order
from beffroi.law.french import french_date, plural
from beffroi.law.reckoning import Input, Reckoning, told_inputs
from beffroi.law.sources import ALSACE_MOSELLE_QUORUM
from beffroi.law.tables import SECOND_SITTINGS, SecondSitting

FREE = "L’assemblée peut délibérer sans quorum."


def second_convocation(
    sitting_on: date,
    *,
    assembly: AssemblyKind,
    dispatched_on: date | None = None,
    failed_on: date | None = None,
    same_items: bool = True,
    urgent: bool = False,
    alsace_moselle: bool = False,
) -> Reckoning[int]:
    """Tell whether a sitting that follows a missed quorum may deliberate without one.

    Unit: clear days since the second dispatch (C, E), or days since the failed sitting (D and its committee).
    Raises: LawInputError when the date that the count starts from is missing or in the wrong order.
    Source: CGCT L2121-17, L3121-14, L3121-14-1; CE 16 June 1997, Pfister, 142691.
    """
    rule = SECOND_SITTINGS[assembly]
    check_order(
        "sitting_on", check_optional_date("failed_on", failed_on), sitting_on,
        "La seconde séance ne peut pas précéder la première.",
    )  # fmt: skip
    inputs = told_inputs((
        ("Séance sans quorum", None if failed_on is None else french_date(failed_on)),
        ("Second envoi", None if dispatched_on is None else french_date(dispatched_on)),
        ("Seconde séance", french_date(sitting_on)),
        ("Assemblée", assembly.label),
        ("Délai abrégé pour urgence", "oui" if urgent else None),
        ("Ordre du jour modifié", None if same_items else "oui"),
    ))  # fmt: skip
    if rule.as_of_right:
        start = _needed("failed_on", failed_on, "La date de la séance sans quorum est nécessaire.")
        return _as_of_right(rule, start, sitting_on, inputs)
    start = _needed(
        "dispatched_on", dispatched_on, "La date d’envoi de la seconde convocation est nécessaire."
    )
    check_order("dispatched_on", failed_on, start, "La seconde convocation suit la séance sans quorum.")
    special = alsace_moselle and assembly is AssemblyKind.COMMUNE
    obstacle = _obstacle(same_items=same_items, urgent=urgent)
    return _convened_again(rule, (start, sitting_on), inputs, obstacle=obstacle, alsace_moselle=special)


def _needed(field: str, on: date | None, message: str) -> date:
    if on is None:
        raise LawInputError(field, message)
    return on


def _obstacle(*, same_items: bool, urgent: bool) -> str | None:
    """Say why the quorum applies again although the days are enough."""
    if urgent:
        return "Le délai a été abrégé pour urgence : le quorum s’applique de nouveau."
    if not same_items:
        return "L’ordre du jour a changé : le quorum s’applique de nouveau."
    return None


def _convened_again(
    rule: SecondSitting,
    span: tuple[date, date],
    inputs: tuple[Input, ...],
    *,
    obstacle: str | None,
    alsace_moselle: bool,
) -> Reckoning[int]:
    check_span(*span)
    clear, days = count_clear_days(*span), counted_days(*span)
    enough = clear >= rule.days
    late = f"Trop tôt : {rule.days} jours francs séparent au moins le second envoi de la séance."
    named = f" : {listed(days)}" if clear else ""
    counted = f"{rule.days} jours francs exigés, {plural(clear, 'compté')}"
    extra = (ALSACE_MOSELLE_QUORUM,) if alsace_moselle else ()
    return Reckoning(
        rule="second-convocation",
        value=clear,
        holds=enough and obstacle is None,
        title=f"Seconde convocation : {counted}",
        verdict=obstacle or (FREE if enough else late),
        inputs=inputs,
        steps=(f"{counted}{named}",),
        sources=(*rule.sources, *extra),
        notes=("Le délai court de l’envoi de la seconde convocation, sur les mêmes affaires.",),
        days=days,
    )


def _as_of_right(
    rule: SecondSitting, failed_on: date, sitting_on: date, inputs: tuple[Input, ...]
) -> Reckoning[int]:
    check_span(failed_on, sitting_on)
    days = (sitting_on - failed_on).days
    holds = days == rule.days
    return Reckoning(
        rule="second-convocation",
        value=days,
        holds=holds,
        title=f"Réunion de plein droit : {rule.days} jours plus tard, {plural(days, 'jour')} ici",
        verdict=FREE
        if holds
        else f"La réunion de plein droit se tient {rule.days} jours après la séance sans quorum.",
        inputs=inputs,
        steps=(f"{french_date(failed_on)} + {plural(days, 'jour')} = {french_date(sitting_on)}",),
        sources=rule.sources,
        notes=("Réunion de plein droit : aucun quorum n’y est exigé.",),
    )
