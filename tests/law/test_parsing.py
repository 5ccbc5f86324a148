"""From what is typed to plain values."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.law import LawInputError
from beffroi.law.french import money
from beffroi.law.parsing import FieldKind, is_blank, parse

KINDS = FieldKind


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (KINDS.DATE, "2023-12-20", date(2023, 12, 20)),
        (KINDS.DATE, " 20/12/2023 ", date(2023, 12, 20)),
        (KINDS.DATE, "1/2/2024", date(2024, 2, 1)),
        (KINDS.DATE, ["2023-12-20", "2023-12-21", "2023-12-22"], date(2023, 12, 22)),
        (KINDS.INT, "152", 152),
        (KINDS.INT, "1 234", 1234),
        (KINDS.INT, "1\u202f234\u00a0567", 1234567),
        (KINDS.INT, "-3", -3),
        (KINDS.INT, "0", 0),
        (KINDS.MONEY, "3224165.75", Decimal("3224165.75")),
        (KINDS.MONEY, "3\u202f224\u202f165,75\u202f€", Decimal("3224165.75")),
        (KINDS.MONEY, "12", Decimal(12)),
        (KINDS.MONEY, "-12", Decimal(-12)),
        (KINDS.MONEY, "0,005", Decimal("0.005")),
        (KINDS.BOOL, "Oui", True),
        (KINDS.BOOL, "true", True),
        (KINDS.BOOL, "on", True),
        (KINDS.BOOL, "1", True),
        (KINDS.BOOL, "non", False),
        (KINDS.BOOL, "false", False),
        (KINDS.BOOL, "off", False),
        (KINDS.BOOL, "0", False),
        (KINDS.BOOL, "", False),
        (KINDS.CHOICE, "epci", "epci"),
        (KINDS.NAMES, "A\nB ; C;;", ("A", "B", "C")),
        (KINDS.NAMES, ["A", "B;C"], ("A", "B", "C")),
        (KINDS.PAIRS, "A > B\nC>D", (("A", "B"), ("C", "D"))),
        (KINDS.TALLY, "MARTIN Anne = 12 ; B=0", {"MARTIN Anne": 12, "B": 0}),
        (KINDS.TALLY, "a=b=3", {"a=b": 3}),
        (KINDS.BIRTHS, "A = 14/07/1961", {"A": date(1961, 7, 14)}),
        (KINDS.AMOUNTS, "100 000,50\n200000", (Decimal("100000.50"), Decimal(200000))),
        (KINDS.AMOUNTS, ["1", "2"], (Decimal(1), Decimal(2))),
    ],
)
def test_what_is_typed_is_read(kind, raw, value):
    assert parse(kind, "field", raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "message"),
    [
        (KINDS.DATE, "demain", "« demain » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023."),
        (KINDS.DATE, "2024-02-30", "« 2024-02-30 » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023."),
        (KINDS.DATE, "20/12/23", "« 20/12/23 » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023."),
        (KINDS.DATE, "2024-01-0٣", "« 2024-01-0٣ » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023."),
        (KINDS.INT, "1,5", "« 1,5 » n’est pas un nombre entier."),
        (KINDS.INT, "", "«  » n’est pas un nombre entier."),
        (KINDS.INT, "1234567890123", "« 1234567890123 » n’est pas un nombre entier."),
        (KINDS.INT, "٣", "« ٣ » n’est pas un nombre entier."),
        (KINDS.MONEY, "1.234,56", "« 1.234,56 » n’est pas un montant ; écrire 3224165,75."),
        (KINDS.MONEY, "NaN", "« NaN » n’est pas un montant ; écrire 3224165,75."),
        (KINDS.MONEY, "1e9", "« 1e9 » n’est pas un montant ; écrire 3224165,75."),
        (KINDS.BOOL, "peut-être", "« peut-être » : répondre par oui ou par non."),
        (KINDS.PAIRS, "A B", "« A B » ne se lit pas ; écrire par exemple « MARTIN Anne > DURAND Paul »."),
        (KINDS.PAIRS, "A >", "« A > » ne se lit pas ; écrire par exemple « MARTIN Anne > DURAND Paul »."),
        (KINDS.PAIRS, "> B", "« > B » ne se lit pas ; écrire par exemple « MARTIN Anne > DURAND Paul »."),
        (KINDS.TALLY, "A", "« A » ne se lit pas ; écrire par exemple « MARTIN Anne = 12 »."),
        (KINDS.TALLY, "A = x", "« x » n’est pas un nombre entier."),
        (KINDS.TALLY, "A = 1; A = 2", "« A » est donné deux fois."),
        (KINDS.BIRTHS, "A", "« A » ne se lit pas ; écrire par exemple « MARTIN Anne = 14/07/1961 »."),
        (KINDS.BIRTHS, "A = 1/1/2000; A = 1/1/2001", "« A » est donné deux fois."),
        (KINDS.BIRTHS, "A = x", "« x » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023."),
        (KINDS.AMOUNTS, "1; x", "« x » n’est pas un montant ; écrire 3224165,75."),
    ],
)
def test_what_cannot_be_read_is_refused_in_french(kind, raw, message):
    with pytest.raises(LawInputError) as refused:
        parse(kind, "field", raw)
    assert (refused.value.field, refused.value.message) == ("field", message)


@pytest.mark.parametrize(
    ("raw", "blank"),
    [(None, True), ("", True), ("  ", True), ([], True), (["", " "], True), ("a", False), (["", "a"], False)],
)
def test_blank_is_nothing_typed(raw, blank):
    assert is_blank(raw) is blank


def test_lists_are_the_fields_that_take_many():
    many = {KINDS.NAMES, KINDS.PAIRS, KINDS.TALLY, KINDS.BIRTHS, KINDS.AMOUNTS}
    assert {kind for kind in FieldKind if kind.many} == many


@given(st.integers(0, 10**15).map(lambda cents: Decimal(cents) / 100))
def test_an_amount_that_is_shown_can_be_typed_back(amount):
    assert parse(FieldKind.MONEY, "field", money(amount)) == amount


@given(st.sampled_from(FieldKind), st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_never_a_crash(kind, text):
    with suppress(LawInputError):
        parse(kind, "field", text)
