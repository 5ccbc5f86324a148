"""French typography, with every no-break space spelt out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.law.french import (
    MONTHS,
    day_list,
    french_date,
    french_day,
    french_number,
    money,
    percent,
    plural,
    typeset,
)

WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def test_a_date_is_written_in_full_with_no_break_spaces():
    assert french_date(date(2023, 12, 12)) == "12\u00a0décembre\u00a02023"


def test_the_first_of_the_month_is_an_ordinal():
    assert french_date(date(2024, 1, 1)) == "1er\u00a0janvier\u00a02024"
    assert french_date(date(2024, 1, 11)) == "11\u00a0janvier\u00a02024"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month):
    names = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    assert MONTHS[month - 1] == names[month - 1]
    assert french_date(date(2024, month, 2)) == f"2\u00a0{names[month - 1]}\u00a02024"


@pytest.mark.parametrize(
    ("day", "name"),
    list(enumerate(WEEKDAYS, start=19)),
)
def test_a_day_comes_with_its_weekday(day, name):
    assert french_day(date(2024, 2, day)) == f"{name}\u00a0{day}\u00a0février\u00a02024"


def test_days_of_one_month_name_it_once():
    days = [date(2023, 12, day) for day in range(7, 12)]
    assert day_list(days) == "7, 8, 9, 10, 11\u00a0décembre"


def test_days_of_two_months_name_each():
    days = [date(2024, 1, 30), date(2024, 1, 31), date(2024, 2, 1)]
    assert day_list(days) == "30, 31\u00a0janvier, 1er\u00a0février"


def test_days_of_two_years_tell_the_years():
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 2)]
    assert day_list(days) == "31\u00a0décembre\u00a02023, 1er, 2\u00a0janvier\u00a02024"


def test_no_day_is_nothing():
    assert day_list([]) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1\u202f000"),
        (27037941, "27\u202f037\u202f941"),
        (Decimal("62.5"), "62,5"),
        (Decimal("1234.50"), "1\u202f234,50"),
        (-1234, "−1\u202f234"),
        (Decimal("1E+3"), "1\u202f000"),
    ],
)
def test_numbers_have_a_comma_and_narrow_spaces(value, text):
    assert french_number(value) == text


@pytest.mark.parametrize(
    ("amount", "cents", "text"),
    [
        (Decimal(27037941), None, "27\u202f037\u202f941\u202f€"),
        (27037941, None, "27\u202f037\u202f941\u202f€"),
        (Decimal("27037941.00"), None, "27\u202f037\u202f941\u202f€"),
        (Decimal("3224165.75"), None, "3\u202f224\u202f165,75\u202f€"),
        (Decimal(5), True, "5,00\u202f€"),
        (Decimal("5.50"), False, "6\u202f€"),
        (Decimal("6.50"), False, "7\u202f€"),
        (Decimal("0.005"), None, "0,01\u202f€"),
        (Decimal("0.5"), None, "0,50\u202f€"),
    ],
)
def test_money_shows_cents_when_there_are_some_or_when_asked(amount, cents, text):
    assert money(amount, cents=cents) == text


@pytest.mark.parametrize(
    ("rate", "places", "text"),
    [
        (Decimal("0.25"), 2, "25\u202f%"),
        (Decimal(1) / 6, 2, "16,67\u202f%"),
        (Decimal("0.505"), 0, "51\u202f%"),
        (Decimal(10), 2, "1\u202f000\u202f%"),
        (Decimal("0.1"), 2, "10\u202f%"),
        (Decimal(0), 2, "0\u202f%"),
        (Decimal("0.1"), 0, "10\u202f%"),
        (Decimal("0.00005"), 2, "0,01\u202f%"),
    ],
)
def test_a_rate_is_a_percentage_without_useless_zeros(rate, places, text):
    assert percent(rate, places) == text


def test_a_rate_has_two_decimals_at_most_unless_told():
    assert percent(Decimal(1) / 3) == "33,33\u202f%"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0\u00a0présent"),
        (1, "1\u00a0présent"),
        (2, "2\u00a0présents"),
        (1000, "1\u202f000\u00a0présents"),
    ],
)
def test_the_plural_starts_at_two(count, text):
    assert plural(count, "présent") == text


def test_an_irregular_plural_is_given():
    assert plural(2, "jour franc", "jours francs") == "2\u00a0jours francs"
    assert plural(1, "jour franc", "jours francs") == "1\u00a0jour franc"
    assert plural(Decimal("1.5"), "euro") == "1,5\u00a0euro"
    assert plural(-1, "euro") == "−1\u00a0euro"
    assert plural(-2, "euro") == "−2\u00a0euros"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Quorum : oui ; non ? si !", "Quorum\u202f: oui\u202f; non\u202f? si\u202f!"),
        ("27 037 941 €", "27\u202f037\u202f941\u202f€"),
        ("16,67 %", "16,67\u202f%"),
        ("3 224 165,75 €", "3\u202f224\u202f165,75\u202f€"),
        ("« oui »", "«\u202foui\u202f»"),
        ("«oui»", "«\u202foui\u202f»"),
        ("«\u00a0oui\u00a0»", "«\u202foui\u202f»"),
        ("le 12 décembre 2023", "le 12\u00a0décembre\u00a02023"),
        ("le 1er janvier 2024", "le 1er\u00a0janvier\u00a02024"),
        ("en août 2022", "en août\u00a02022"),
        ("le 3 mai", "le 3\u00a0mai"),
        ("CGCT, art. L2121-17", "CGCT, art.\u00a0L2121-17"),
        ("CE, n° 383072", "CE, n°\u00a0383072"),
        ("de 1 000 à 2 500 habitants", "de 1\u202f000 à 2\u202f500 habitants"),
        ("2023 100", "2023 100"),
        ("12 1234", "12 1234"),
        ("3,5 100", "3,5 100"),
        ("à 18:45", "à 18:45"),
        ("oui\u00a0: non", "oui\u202f: non"),
        ("  : retrait", "  : retrait"),
        ("123 mai", "123 mai"),
        ("la maison, part. 2", "la maison, part. 2"),
    ],
)
def test_a_sentence_gets_its_spaces(typed, set_):
    assert typeset(typed) == set_


@given(st.text(alphabet="ab1 203«»:;?!%€,.\u00a0\u202f", max_size=30))
def test_typesetting_twice_changes_nothing_more(text):
    assert typeset(typeset(text)) == typeset(text)
