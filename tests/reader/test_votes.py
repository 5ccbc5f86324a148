"""Votes: the wording, the figures, the named minorities; what is not told stays null."""

import pytest

from reader.sheet import read_body, read_vote


def figures(vote):
    return vote["for"], vote["against"], vote["abstain"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Le conseil municipal, par 3 voix pour, 1 contre et 1 abstention,", (3, 1, 1)),
        ("Le conseil municipal, par quatre voix pour et une voix contre,", (4, 1, None)),
        ("Pour : 3\nContre : 1\nAbstention : 1\n\nLe conseil municipal", (3, 1, 1)),
        ("Le conseil municipal, à l'unanimité,", (None, None, None)),
        ("Le conseil municipal, à la majorité absolue,", (None, None, None)),
    ],
    ids=["figures", "words", "a line each", "unanimity", "majority"],
)
def test_the_figures_of_a_vote_are_those_of_the_text(written, wanted):
    assert figures(read_vote(written)) == wanted


@pytest.mark.parametrize(
    "wording",
    ["à l'unanimité", "à l’unanimité des suffrages exprimés", "à la majorité absolue", "à la majorité"],
)
def test_the_wording_of_a_vote_is_quoted(wording):
    assert read_vote(f"Le conseil municipal, {wording},")["wording"] == wording


def test_named_minorities():
    vote = read_vote("Pour : 3\nContre : 1 (M. LUNE)\nAbstention : 1 (Mme PETIT)\n\nLe conseil municipal")
    assert (vote["against_names"], vote["abstain_names"]) == (["LUNE"], ["PETIT"])


def test_a_minority_named_behind_its_count():
    vote = read_vote("Le conseil municipal, par quatre voix pour et une voix contre (LUNE Marc),")
    assert vote["against_names"] == ["LUNE Marc"]


def test_an_abstention_told_in_a_sentence():
    assert read_vote("Le conseil municipal, à la majorité, M. LUNE s'abstenant,")["abstain_names"] == ["LUNE"]


def test_who_takes_no_part_is_recused():
    vote = read_vote("Mme PETIT ne prend pas part au vote.\nLe conseil municipal, à l'unanimité des votants,")
    assert vote["recused_names"] == ["PETIT"]
    assert figures(vote) == (None, None, None)


def test_a_majority_without_figures_is_told():
    codes = {each["code"] for each in read_body("Le conseil municipal, à la majorité absolue,")["findings"]}
    assert "vote-counts-missing" in codes


def test_unanimity_needs_no_figures():
    codes = {each["code"] for each in read_body("Le conseil municipal, à l'unanimité,")["findings"]}
    assert "vote-counts-missing" not in codes


def test_more_votes_than_voters_are_told():
    codes = {
        each["code"]
        for each in read_body("Le conseil municipal, par 30 voix pour, 1 contre et 1 abstention,")["findings"]
    }
    assert "vote-counts-inconsistent" in codes


def test_the_decision_the_title_and_the_number_are_read():
    one = read_body("Le conseil municipal, à l'unanimité,")["deliberations"][0]
    assert (one["number"], one["title"]) == ("2024-01", "ACHAT D'UN BANC")
    assert one["decisions"] == [{"verb": "APPROUVE", "text": "l'achat d'un banc"}]
