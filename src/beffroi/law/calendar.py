"""Months and working days, as French procedure counts them."""

import calendar
from datetime import date, timedelta
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)
# The package leaves Whit Monday out while it was the « journée de solidarité »; it stayed a legal holiday.
WHIT_MONDAYS_LEFT_OUT = frozenset({date(2005, 5, 16), date(2006, 6, 5), date(2007, 5, 28)})


def add_months(start: date, months: int) -> date:
    """Move by whole months, clipped to the end of the month reached.

    Example: 31 December 2023 + 2 months = 29 February 2024.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


@lru_cache(maxsize=1024)
def public_holidays(year: int, *, alsace_moselle: bool = False) -> frozenset[date]:
    """Tell the public holidays of a year; Good Friday and 26 December are added in Alsace-Moselle.

    Source: Code du travail, art. L3133-1 and L3134-13, as kept by the package `holidays`.
    """
    subdivision = "57" if alsace_moselle else None
    known = frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))
    return known | {on for on in WHIT_MONDAYS_LEFT_OUT if on.year == year}


def is_working_day(on: date, *, alsace_moselle: bool = False) -> bool:
    """Tell whether the day is neither a Saturday, nor a Sunday, nor a public holiday."""
    return on.weekday() < 5 and on not in public_holidays(on.year, alsace_moselle=alsace_moselle)


def next_working_day(on: date, *, alsace_moselle: bool = False) -> date:
    """Give the day itself when it is a working day, else the first one after it."""
    while not is_working_day(on, alsace_moselle=alsace_moselle):
        on += ONE_DAY
    return on
