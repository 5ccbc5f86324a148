"""Days as people type and count them."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.core.dates import local_day, parse_date, told_in_days
from beffroi.core.errors import NotReadable
from beffroi.law.french import french_date, french_day

SITTING = date(2023, 12, 12)


@pytest.mark.parametrize(
    "typed",
    [
        "12/12/2023", "2023-12-12", "12-12-2023", "12.12.2023", "12 12 2023", " 12/12/2023 ",
        "12 décembre 2023", "12 decembre 2023", "12 DÉCEMBRE 2023", "12\u00a0décembre\u00a02023",
        "mardi 12 décembre 2023", "Mardi, 12 décembre 2023",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_typed(typed):
    assert parse_date(typed) == SITTING


def test_the_first_of_the_month_is_read():
    assert (
        parse_date("1er mars 2024") == parse_date("1 mars 2024") == parse_date("1/3/2024") == date(2024, 3, 1)
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Indiquez une date"),
        ("bientôt", "n’est pas une date"),
        ("12 brumaire 2023", "n’est pas une date"),
        ("31/02/2024", "n’existe pas au calendrier"),
        ("29 février 2023", "n’existe pas au calendrier"),
        ("12/13/2023", "n’existe pas au calendrier"),
        ("2023-13-01", "n’existe pas au calendrier"),
        ("12/12/23", "quatre chiffres"),
        ("12 décembre 23", "quatre chiffres"),
        ("12/12/20233", "quatre chiffres"),
        ("12/12/1789", "entre 1900 et 2200"),
        ("lundi 12 décembre 2023", "est un mardi, pas un lundi"),
        ("١٢/١٢/٢٠٢٣", "n’est pas une date"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused_in_french(typed, told):
    with pytest.raises(NotReadable) as refused:
        parse_date(typed)
    assert told in refused.value.message


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_a_date_written_in_french_is_read_back(day):
    assert parse_date(french_date(day)) == parse_date(french_day(day)) == parse_date(day.isoformat()) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_is_refused(text):
    with suppress(NotReadable):
        assert parse_date(text).year >= 1900


def test_the_day_is_that_of_paris():
    assert local_day(datetime(2023, 12, 31, 23, 30, tzinfo=UTC)) == date(2024, 1, 1)


def test_a_moment_without_a_time_zone_has_no_day():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2023, 12, 31))


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "aujourd’hui"), (1, "demain"), (-1, "hier"), (6, "dans 6\u00a0jours"), (-3, "il y a 3\u00a0jours")],
)
def test_a_distance_is_told_in_words(days, told):
    assert told_in_days(date.fromordinal(SITTING.toordinal() + days), SITTING) == told
