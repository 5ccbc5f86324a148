"""Dates and hours in figures or in words, and what the law computes of them."""

import pytest

from reader.sheet import read_bare, read_body

PLACE = "COMMUNE DE VALCLAIR\n"
VOTE = "Le conseil municipal, à l'unanimité,"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Séance du 12 mars 2024", "2024-03-12"),
        ("Séance du mardi 1er octobre 2024", "2024-10-01"),
        ("Séance du 12/03/2024", "2024-03-12"),
        ("SÉANCE DU 12 MARS 2024", "2024-03-12"),
        ("Séance du 29 février 2024", "2024-02-29"),
        ("L'an deux mille douze, le dix-sept octobre, le Conseil municipal s'est réuni", "2012-10-17"),
        ("Le vingt et un juin deux mille vingt-trois, le Conseil municipal s'est réuni", "2023-06-21"),
    ],
)
def test_the_day_of_the_sitting(written, wanted):
    assert read_bare(f"{PLACE}{written}\nPrésents : ROCHE Paul, DURAND Anne\n")["sitting_on"] == wanted


@pytest.mark.parametrize("day", ["31 février 2024", "29 février 2023", "32 mars 2024", "31/11/2024"])
def test_a_day_that_does_not_exist_is_not_corrected(day):
    assert read_bare(f"{PLACE}Séance du {day}\nPrésents : ROCHE Paul, DURAND Anne\n")["sitting_on"] is None


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("à 18 H 45", "18:45"),
        ("à 9h", "09:00"),
        ("à 20h30", "20:30"),
        ("à vingt heures trente", "20:30"),
        ("à 19 heures 30", "19:30"),
    ],
)
def test_the_hour_of_the_sitting(written, wanted):
    words = (
        f"{PLACE}Le 12 mars 2024 {written}, le Conseil municipal s'est réuni.\nPrésents : "
        f"ROCHE Paul, DURAND Anne\n"
    )
    assert read_bare(words)["sitting_at"] == wanted


def test_the_convocation_in_words_and_its_clear_days():
    act = read_bare(
        f"{PLACE}L'an deux mille douze, le dix-sept octobre à vingt heures trente, le Conseil "
        f"municipal, convoqué le dix "
        "octobre deux mille douze, s'est réuni.\nPrésents : ROCHE Paul, DURAND Anne\n"
    )
    assert (act["convened_on"], act["computed"]["clear_days"]) == ("2012-10-10", 6)


def test_a_convocation_sent_too_late_is_told():
    act = read_bare(
        "COMMUNAUTÉ DE COMMUNES DU LAC\nConseil communautaire\nSéance du 12 mars 2024\nDate "
        "d'envoi de la convocation : "
        "8 mars 2024\nPrésents : ROCHE Paul, DURAND Anne\n"
    )
    assert act["computed"]["clear_days"] == 3
    assert "convocation-too-late" in {each["code"] for each in act["findings"]}


def test_reception_and_publication_make_the_act_enforceable_and_open_the_appeal():
    one = read_body(
        VOTE,
        after="\nReçu en préfecture le 20/03/2024\nPublié le 20/03/2024\nRecours : tribunal "
        "administratif de Lille\n",
    )["deliberations"][0]
    assert (one["received_on"], one["published_on"]) == ("2024-03-20", "2024-03-20")
    assert one["computed"] == {"enforceable_on": "2024-03-20", "appeal_until": "2024-05-21"}
    assert one["court"] == "tribunal administratif de Lille"


def test_without_publication_nothing_is_computed():
    one = read_body(VOTE)["deliberations"][0]
    assert (one["received_on"], one["published_on"]) == (None, None)
    assert one["computed"] == {"enforceable_on": None, "appeal_until": None}


def test_a_short_month_in_capitals():
    after = "\nReçu en préfecture le : **20 DEC. 2024**\nPublié le : **21 DÉC. 2024**\n"
    one = read_body(VOTE, after=after)["deliberations"][0]
    assert (one["received_on"], one["published_on"]) == ("2024-12-20", "2024-12-21")


def test_a_reception_before_the_sitting_is_not_this_acts():
    one = read_body(VOTE, after="\nReçu en préfecture le 20/12/2023\nPublié le 20/12/2023\n")[
        "deliberations"
    ][0]
    assert (one["received_on"], one["published_on"]) == (None, None)
