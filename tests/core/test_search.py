import pytest

from beffroi.core.search import LONGEST_WORD, MOST_ASKED, asked_words, search_text, words_of


def test_words_are_folded_and_told_once():
    assert words_of("L’ŒUVRE de Béthune–Bruay, l’œuvre") == ["l", "oeuvre", "de", "bethune", "bruay"]


def test_a_number_is_cut_where_its_signs_are():
    assert words_of("n° 2022/CC136_b") == ["n", "2022", "cc136", "b"]


@pytest.mark.parametrize("typed", ["", "  ", "\"*'", "()&|!:-", "\x00", "\ud800", "%_"])
def test_signs_alone_ask_for_nothing(typed):
    assert asked_words(typed) == []


def test_operators_are_words_like_others():
    assert asked_words('NEAR("a" b, 2) OR NOT c*') == ["near", "a", "b", "2", "or", "not", "c"]


def test_ten_thousand_words_are_cut():
    asked = asked_words(" ".join(f"mot{number}" for number in range(10_000)))
    assert len(asked) == MOST_ASKED


def test_a_word_without_end_is_cut():
    assert asked_words("a" * 10_000) == ["a" * LONGEST_WORD]
    assert search_text(["b" * 5000]) == "b" * LONGEST_WORD
