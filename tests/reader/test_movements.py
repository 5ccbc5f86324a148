"""Arrivals and departures during the sitting."""

import pytest

from reader.sheet import read_body

VOTE = "\n\nLe conseil municipal, à l'unanimité,"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Arrivée de M. BRUN Luc à 19 h 45.", ("BRUN Luc", "arrival", "19:45")),
        ("M. BRUN Luc arrive à 20h05.", ("BRUN Luc", "arrival", "20:05")),
        ("M. BRUN arrive en cours de séance.", ("BRUN", "arrival", None)),
        ("M. LUNE Marc quitte la séance à 20h10.", ("LUNE Marc", "departure", "20:10")),
        ("Départ de Mme PETIT Zoé à 21 h.", ("PETIT Zoé", "departure", "21:00")),
    ],
)
def test_a_movement_with_its_hour_and_its_line(written, wanted):
    movements = read_body(written + VOTE)["movements"]
    assert [(each["name"], each["kind"], each["at"]) for each in movements] == [wanted]
    assert movements[0]["line"] == 12


def test_who_leaves_and_gives_a_proxy_is_read_as_both():
    act = read_body("À 20 h 40, Mme PETIT Zoé quitte la séance et donne pouvoir à Mme DURAND Anne." + VOTE)
    assert [each["kind"] for each in act["movements"]] == ["departure"]
    assert act["proxies"] == [{"giver": "PETIT Zoé", "holder": "DURAND Anne"}]


def test_who_leaves_the_room_for_a_vote_has_not_left_the_sitting():
    assert read_body("M. LUNE sort de la salle." + VOTE)["movements"] == []


def test_the_lists_stay_those_of_the_opening():
    act = read_body("Arrivée de M. BRUN Luc à 19 h 45." + VOTE)
    assert act["absent"] == ["BRUN Luc"]
    assert "BRUN Luc" not in act["present"]
