"""On which day a digest is due: pure, the day it is comes as a parameter."""

from datetime import date, timedelta

from beffroi.workspace.kinds import Rhythm

FRIDAY = 4


def due_day(rhythm: Rhythm, weekday: int, on: date) -> date | None:
    """Give the latest day, that one included, on which a digest was due.

    A day that was missed, when the machine was stopped, is made up for until the next one.
    Example: each Tuesday, on Thursday the 18th → Tuesday the 16th; each day, on a Sunday → the Friday before.
    """
    if rhythm is Rhythm.NEVER:
        return None
    if rhythm is Rhythm.DAILY:
        return on - timedelta(days=max(0, on.weekday() - FRIDAY))
    return on - timedelta(days=(on.weekday() - weekday) % 7)
