"""Days as people live them: Europe/Paris, typed in French, counted from a clock that is passed in."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from beffroi.core.errors import NotReadable
from beffroi.core.text import fold
from beffroi.law.french import MONTHS, WEEKDAYS, cut_short, french_date, plural

PARIS = ZoneInfo("Europe/Paris")
Clock = Callable[[], datetime]
FIRST_YEAR, LAST_YEAR = 1900, 2200

_MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, start=1)}
_NUMERIC = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]+)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SPELLED = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),? )?"
    r"(?P<day>[0-9]{1,2})(?:er)? (?P<month>[a-z]+) (?P<year>[0-9]+)"
)


def local_day(moment: datetime) -> date:
    """Give the day it is in Paris at that moment.

    Raises: ValueError for a moment without a time zone, which could be any day.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(PARIS).date()


def parse_date(text: str) -> date:
    """Read a date as people type it.

    Raises: NotReadable for a day that does not exist, a year of two digits, or a weekday that contradicts it.
    Example: 12/12/2023 · 2023-12-12 · 12 décembre 2023 · mardi 12 décembre 2023 · 1er mars 2024.
    """
    typed = " ".join(text.split())
    if not typed:
        raise NotReadable("Indiquez une date, par exemple 12/12/2023.")
    if found := _ISO.fullmatch(typed):
        return _real_day(typed, found[3], int(found[2]), found[1])
    if found := _NUMERIC.fullmatch(typed):
        return _real_day(typed, found[1], int(found[2]), found[3])
    return _spelled_day(typed)


def _spelled_day(typed: str) -> date:
    found = _SPELLED.fullmatch(fold(typed))
    if found is None or found["month"] not in _MONTH_NUMBERS:
        raise NotReadable(f"« {cut_short(typed)} » n’est pas une date : écrivez par exemple 12/12/2023.")
    day = _real_day(typed, found["day"], _MONTH_NUMBERS[found["month"]], found["year"])
    weekday = WEEKDAYS[day.weekday()]
    if found["weekday"] and found["weekday"] != weekday:
        raise NotReadable(f"Le {french_date(day)} est un {weekday}, pas un {found['weekday']}.")
    return day


def _real_day(typed: str, day: str, month: int, year: str) -> date:
    if len(year) != 4:
        raise NotReadable(f"« {cut_short(typed)} » : écrivez l’année en quatre chiffres.")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NotReadable(f"L’année doit être comprise entre {FIRST_YEAR} et {LAST_YEAR}.")
    try:
        return date(int(year), month, int(day))
    except ValueError as error:
        raise NotReadable(f"« {cut_short(typed)} » n’existe pas au calendrier.") from error


def told_in_days(on: date, today: date) -> str:
    """Tell how far a day is.

    Example: aujourd’hui · demain · dans 6 jours · hier · il y a 3 jours.
    """
    distance = (on - today).days
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    if distance in near:
        return near[distance]
    count = plural(abs(distance), "jour")
    return f"dans {count}" if distance > 0 else f"il y a {count}"


def told_hour(at: time) -> str:
    """Write a time of day as French does.

    Example: 18 h 45, 9 h.
    """
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"
