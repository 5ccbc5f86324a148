"""Where an act stands on a given day, and the line of its dates; the day is given, no clock is asked."""

from dataclasses import dataclass
from datetime import date

from beffroi.core.dates import told_in_days
from beffroi.core.ui.parts import Answer
from beffroi.law.french import french_date, french_day, plural, typeset
from beffroi.reader.model import Deliberation, Sitting


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of an act: those that were read, and the two that the law computes from them."""

    convened_on: date | None
    sitting_on: date | None
    received_on: date | None
    published_on: date | None
    enforceable_on: date | None
    appeal_until: date | None
    clear_days: int | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One date of the line, and what separates it from the next."""

    on: date
    label: str
    elapsed: str = ""
    is_open: bool = False


def calendar_of(
    sitting: Sitting,
    act: Deliberation,
    *,
    enforceable_on: date | None,
    appeal_until: date | None,
    clear_days: int | None,
) -> Calendar:
    """Gather the dates of one act."""
    return Calendar(
        convened_on=sitting.convened_on.value if sitting.convened_on else None,
        sitting_on=sitting.sitting_on.value if sitting.sitting_on else None,
        received_on=act.received_on.value if act.received_on else None,
        published_on=act.published_on.value if act.published_on else None,
        enforceable_on=enforceable_on,
        appeal_until=appeal_until,
        clear_days=clear_days,
    )


def where_it_stands(dates: Calendar, on: date) -> Answer:
    """Say whether the act is enforceable on that day."""
    if dates.enforceable_on is None:
        missing = [
            name
            for name, known in (("la réception", dates.received_on), ("la publication", dates.published_on))
            if known is None
        ]
        note = f"L’acte ne dit pas {' ni '.join(missing)}." if missing else ""
        return Answer("Le jour où il devient exécutoire n’est pas connu", note=typeset(note))
    verb = "Exécutoire depuis le" if dates.enforceable_on <= on else "Exécutoire à partir du"
    return Answer(f"{verb} {french_date(dates.enforceable_on)}", note=_received_and_published(dates))


def whose_turn(dates: Calendar, on: date, court: str) -> Answer:
    """Say who may still contest the act on that day."""
    last = dates.appeal_until
    if last is None:
        return Answer("Le délai de recours ne peut pas être compté", note="L’acte ne dit pas sa publication.")
    before = (
        f"{court[:1].upper()}{court[1:]}, ou recours gracieux auprès de l’auteur de l’acte." if court else ""
    )
    if on <= last:
        when = told_in_days(last, on)
        return Answer(
            typeset(f"À qui veut le contester : jusqu’au {french_day(last)} inclus"),
            note=f"{when[:1].upper()}{when[1:]}. {before}".strip(),
        )
    return Answer(
        f"À personne, le délai de recours a pris fin le {french_date(last)}",
        note="Sauf si un recours gracieux l’a prolongé : l’acte ne peut pas le dire.",
    )


def milestones(dates: Calendar, on: date) -> list[Milestone]:
    """Lay the known dates in order; what separates two dates is told on the first."""
    both = dates.received_on is not None and dates.received_on == dates.published_on
    known = [
        (dates.convened_on, "Convocation"),
        (dates.sitting_on, "Séance et vote"),
        (dates.received_on, "Réception par l’État, publication" if both else "Réception"),
        (None if both else dates.published_on, "Publication"),
        (dates.enforceable_on, "Exécutoire"),
        (dates.appeal_until, "Dernier jour du recours"),
    ]
    found = [(when, label) for when, label in known if when is not None]
    laid = []
    for rank, (when, label) in enumerate(found):
        following = found[rank + 1] if rank + 1 < len(found) else None
        laid.append(
            Milestone(
                when,
                _dated_label(label, when, on),
                _between(dates, (when, label), following),
                is_open=when >= on,
            )
        )
    return laid


def _received_and_published(dates: Calendar) -> str:
    if dates.received_on is None or dates.published_on is None:
        return ""
    if dates.received_on == dates.published_on:
        return "Reçu par l’État et publié le même jour."
    return (
        f"Reçu par l’État le {french_date(dates.received_on)}, publié le {french_date(dates.published_on)}."
    )


def _dated_label(label: str, when: date, on: date) -> str:
    if not label.startswith("Dernier"):
        return label
    return f"{label}, {told_in_days(when, on)}" if when >= on else f"{label}, passé"


def _between(dates: Calendar, one: tuple[date, str], following: tuple[date, str] | None) -> str:
    """Tell what separates two dates as the law counts it there."""
    if following is None:
        return ""
    if one[1] == "Convocation" and dates.clear_days is not None:
        return plural(dates.clear_days, "jour franc", "jours francs")
    if following[0] == dates.appeal_until and following[1].startswith("Dernier"):
        return "2\u00a0mois francs"
    days = (following[0] - one[0]).days
    return plural(days, "jour") if days > 0 else "le jour même" if days == 0 else ""
