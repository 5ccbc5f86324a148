"""The line of an act's dates, and what separates them; the day is given, no clock is asked."""

from dataclasses import dataclass
from datetime import date

from beffroi.core.dates import told_in_days
from beffroi.law.french import plural


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
