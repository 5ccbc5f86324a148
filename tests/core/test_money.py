"""Amounts as people type them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.core.errors import NotReadable
from beffroi.core.money import parse_amount, to_cent
from beffroi.law.french import money


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3 224 165,75 €", "3224165.75"),
        ("3\u202f224\u202f165,75\u202f€", "3224165.75"),
        ("60\u00a0540\u00a0488,90", "60540488.90"),
        ("27 037 941 euros", "27037941.00"),
        ("1200", "1200.00"),
        ("1200.5", "1200.50"),
        ("0,5", "0.50"),
        ("3.224.165,75", "3224165.75"),
        ("3.224.165", "3224165.00"),
        ("1.234,56", "1234.56"),
        ("  12 EUR ", "12.00"),
        ("0", "0.00"),
    ],
)
def test_an_amount_is_read_as_the_french_type_it(typed, read):
    assert parse_amount(typed) == Decimal(read)
    assert parse_amount(typed).as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Indiquez un montant"),
        ("€", "Indiquez un montant"),
        ("-5", "négatif"),
        ("−5 €", "négatif"),
        ("1.234", "se lit de deux façons : écrivez 1234 ou 1,23"),
        ("12,345", "deux chiffres au plus"),
        ("12,", "deux chiffres au plus"),
        ("1,234.56", "deux chiffres au plus"),
        ("12 34", "n’est pas un montant"),
        ("1 2345", "n’est pas un montant"),
        ("douze", "n’est pas un montant"),
        ("1e9", "n’est pas un montant"),
        ("NaN", "n’est pas un montant"),
        ("٣", "n’est pas un montant"),
        ("12345678901234", "trop grand"),
    ],
)
def test_an_amount_that_cannot_be_read_is_refused_in_french(typed, told):
    with pytest.raises(NotReadable) as refused:
        parse_amount(typed)
    assert told in refused.value.message


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_an_amount_written_in_french_is_read_back_exactly(cents):
    amount = Decimal(cents) / 100
    assert parse_amount(money(amount, cents=True)) == amount


@pytest.mark.parametrize(("exact", "rounded"), [("0.005", "0.01"), ("2.675", "2.68"), ("-0.005", "-0.01")])
def test_half_a_cent_is_rounded_up(exact, rounded):
    assert to_cent(Decimal(exact)) == Decimal(rounded)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    with suppress(NotReadable):
        assert parse_amount(text) >= 0
