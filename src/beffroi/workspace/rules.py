"""How a due date is told, and in which order things to do come."""

from dataclasses import dataclass
from datetime import date

# What falls due within a week stands out.
NEAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """A due date in words: « dans 6 jours », and whether it presses."""

    told: str
    presses: bool
    is_late: bool


def tell_due(due_on: date | None, on: date) -> Due:
    """Say how far a due date is.

    Example: due on the 23rd, on the 17th → « dans 6 jours ».
    """
    if due_on is None:
        return Due("sans échéance", presses=False, is_late=False)
    days = (due_on - on).days
    if days < 0:
        noun = "jour" if days == -1 else "jours"
        return Due(f"en retard de {-days} {noun}", presses=True, is_late=True)
    near = {0: "aujourd’hui", 1: "demain"}
    return Due(near.get(days, f"dans {days} jours"), presses=days <= NEAR_DAYS, is_late=False)


def tell_since(since_on: date, on: date) -> str:
    """Say for how long something has stood.

    Example: since the 8th, on the 17th → « depuis 9 jours ».
    """
    days = (on - since_on).days
    return {0: "depuis aujourd’hui", 1: "depuis hier"}.get(days, f"depuis {days} jours")
