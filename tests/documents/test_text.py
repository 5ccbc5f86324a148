"""What is done to a text before it is set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.documents.coverage import drawn
from beffroi.documents.text import BREAK_HERE, printable
from beffroi.law.french import MONTHS


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("27 037 € : bien", "27\u202f037\u202f€\u202f: bien"),
        ("e\u0301te\u0301", "été"),
        ("oﬃce", "office"),
        ("Ｖａｌ", "Val"),
        ("m⁴", "m[U+2074]"),
        ("a\tb", "a b"),
        ("a\u200db\ufeffc\u0007", "abc"),
        ("a\u00adb", "ab"),
        ("ligne\r\nligne", "ligne\nligne"),
        ("[a]😀", "[a][U+1F600]"),
        ("😀 😀", "[U+1F600] [U+1F600]"),
        ("2023\u20112026", "2023\u20112026"),
        ("14 → 15", "14 → 15"),
        ("Łódź, Gdańsk, Straße, Plœuc, L’Haÿ", "Łódź, Gdańsk, Straße, Plœuc, L’Haÿ"),
    ],
)
def test_a_text_is_made_printable(typed, printed):
    assert printable(typed) == printed


def test_only_words_longer_than_any_word_may_break():
    assert BREAK_HERE not in printable(
        "anticonstitutionnellement, Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"
    )
    assert printable("x" * 45).split(BREAK_HERE) == ["x" * 15] * 3


@given(st.text())
def test_every_sign_that_is_left_is_drawn_by_the_fonts(typed):
    assert {ord(sign) for sign in printable(typed)} <= drawn() | {ord("\n")}


@given(
    st.text(
        alphabet=[chr(code) for code in sorted(drawn()) if code > 32 and chr(code).isalnum()], max_size=30
    )
)
def test_letters_that_the_fonts_draw_are_left_alone(typed):
    assert printable(typed) == typed or any(month in typed for month in MONTHS)


def test_every_sign_of_french_is_drawn():
    wanted = "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»’“”–—…€°²³×÷−·•§½→←↑↓\u00a0\u202f\u2011\u200b"
    assert [sign for sign in wanted if ord(sign) not in drawn()] == []
