"""Months, working days and public holidays against an independent computus."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.law.calendar import add_months, is_working_day, next_working_day, public_holidays
from beffroi.law.delays import two_clear_months


def easter(year: int) -> date:
    """Gauss's method as Oudin wrote it: nothing shared with the package under test."""
    golden = year % 19
    century = year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    shift = moon - weekday
    month = 3 + (shift + 40) // 44
    return date(year, month, shift + 28 - 31 * (month // 4))


def expected_holidays(year: int) -> set[date]:
    days = {date(year, m, d) for m, d in ((1, 1), (5, 1), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))}
    days |= {easter(year) + timedelta(days=n) for n in (1, 39, 50)}
    # 8 May was a holiday from 1953 to 1959 and again since 1982.
    if 1953 <= year <= 1959 or year >= 1982:
        days.add(date(year, 5, 8))
    return days


@pytest.mark.parametrize("year", range(1950, 2101))
def test_easter_and_the_fixed_holidays_agree_with_an_independent_computus(year):
    assert public_holidays(year) == expected_holidays(year)


@pytest.mark.parametrize("year", range(1950, 2101))
def test_alsace_moselle_adds_good_friday_and_26_december(year):
    added = {easter(year) - timedelta(days=2), date(year, 12, 26)}
    assert public_holidays(year, alsace_moselle=True) == expected_holidays(year) | added


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2022, 12, 31), 2, date(2023, 2, 28)),
        (date(2099, 12, 31), 2, date(2100, 2, 28)),
        (date(1999, 12, 31), 2, date(2000, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 10, 31), 2, date(2024, 12, 31)),
        (date(2024, 11, 30), 1, date(2024, 12, 30)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 3, 31), 0, date(2024, 3, 31)),
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(start, months, end):
    assert add_months(start, months) == end


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.integers(0, 100))
def test_moving_by_months_keeps_the_day_or_takes_the_last_of_the_month(start, months):
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


def test_saturdays_sundays_and_holidays_are_not_worked():
    assert is_working_day(date(2024, 2, 16))
    assert not is_working_day(date(2024, 2, 17))
    assert not is_working_day(date(2024, 2, 18))
    assert not is_working_day(date(2024, 4, 1))


def test_good_friday_and_26_december_are_worked_outside_alsace_moselle():
    for day in (date(2024, 3, 29), date(2024, 12, 26)):
        assert is_working_day(day)
        assert not is_working_day(day, alsace_moselle=True)


def test_the_next_working_day_is_the_day_itself_when_it_is_worked():
    assert next_working_day(date(2024, 2, 16)) == date(2024, 2, 16)
    assert next_working_day(date(2024, 2, 17)) == date(2024, 2, 19)
    assert next_working_day(date(2024, 3, 29), alsace_moselle=True) == date(2024, 4, 2)
    assert next_working_day(date(2024, 12, 25), alsace_moselle=True) == date(2024, 12, 27)


def test_alsace_moselle_is_never_supposed():
    assert next_working_day(date(2024, 12, 26)) == date(2024, 12, 26)
    assert two_clear_months(date(2024, 10, 25)).last == date(2024, 12, 26)
