"""Who was there, who voted for whom, who sat in whose place."""

import pytest

from reader.sheet import read_bare, read_roll

PAIR = [{"giver": "PETIT Zoé", "holder": "DURAND Anne"}]
THERE = "Présents : ROCHE Paul, DURAND Anne, LE GOFF Yann\n"


@pytest.mark.parametrize(
    "written",
    [
        "Pouvoirs : Mme PETIT Zoé donne pouvoir à Mme DURAND Anne",
        "Procurations : PETIT Zoé donne procuration à DURAND Anne",
        "Pouvoirs : PETIT Zoé a donné pouvoir à DURAND Anne",
        "Pouvoirs : PETIT Zoé à DURAND Anne",
        "Procurations :\n- PETIT Zoé → DURAND Anne",
        "Étaient représentés : PETIT Zoé représentée par DURAND Anne",
        "Absents ayant donné pouvoir : PETIT Zoé à DURAND Anne",
        "Absents : PETIT Zoé (pouvoir à DURAND Anne)",
        "Absents excusés : PETIT Zoé ayant donné procuration à DURAND Anne",
        "Excusée : Mme PETIT Zoé qui donne pouvoir à Mme DURAND Anne",
    ],
)
def test_a_proxy_however_it_is_worded(written):
    act = read_roll(THERE + written + "\n")
    assert act["proxies"] == PAIR
    assert act["absent"] == []
    assert act["present"] == ["ROCHE Paul", "DURAND Anne", "LE GOFF Yann"]


def test_a_proxy_told_beside_its_holder():
    act = read_roll("Présents : ROCHE Paul, DURAND Anne (pouvoir de PETIT Zoé), LE GOFF Yann\n")
    assert (act["proxies"], len(act["present"])) == (PAIR, 3)


def test_who_gives_a_proxy_leaves_the_others_absent():
    act = read_roll(THERE + "Absents : PETIT Zoé (pouvoir à DURAND Anne), LUNE Marc, BRUN Luc\n")
    assert (act["proxies"], act["absent"]) == (PAIR, ["LUNE Marc", "BRUN Luc"])


@pytest.mark.parametrize(
    "written",
    [
        "PETIT Zoé (suppléante de LUNE Marc)",
        "LUNE Marc remplacé par PETIT Zoé",
        "PETIT Zoé, suppléante de M. LUNE Marc",
    ],
)
def test_a_substitute_is_present_and_the_replaced_is_not(written):
    act = read_roll(f"Présents : ROCHE Paul, DURAND Anne, {written}\n")
    assert act["substitutes"] == [{"sitting": "PETIT Zoé", "for": "LUNE Marc"}]
    assert act["present"] == ["ROCHE Paul", "DURAND Anne", "PETIT Zoé"]
    assert act["absent"] == []


def test_a_table_read_across():
    act = read_bare(
        "COMMUNE DE VALCLAIR\n\n| Nom | Présent | Absent | Pouvoir |\n|---|---|---|---|\n| ROCHE "
        "Paul | X | | |\n"
        "| DURAND Anne | X | | |\n| PETIT Zoé | | X | ROCHE Paul |\n| LUNE Marc | | X | |\n| LE "
        "GOFF Yann | X | | |\n"
    )
    assert act["present"] == ["ROCHE Paul", "DURAND Anne", "LE GOFF Yann"]
    assert act["proxies"] == [{"giver": "PETIT Zoé", "holder": "ROCHE Paul"}]
    assert act["absent"] == ["LUNE Marc"]


def test_a_holder_over_the_limit_is_told():
    act = read_roll(THERE + "Pouvoirs : PETIT Zoé à DURAND Anne, LUNE Marc à DURAND Anne\n")
    assert "proxy-holder-over-limit" in {each["code"] for each in act["findings"]}


def test_a_holder_who_is_not_there_is_told():
    act = read_roll(THERE + "Pouvoirs : PETIT Zoé à BRUN Luc\nAbsents : BRUN Luc\n")
    assert "proxy-holder-not-present" in {each["code"] for each in act["findings"]}


def test_a_member_in_two_lists_is_told_and_left_in_both():
    act = read_roll(THERE + "Absents : LE GOFF Yann, LUNE Marc\n")
    assert "member-in-two-lists" in {each["code"] for each in act["findings"]}
    assert "LE GOFF Yann" in act["present"]
    assert "LE GOFF Yann" in act["absent"]


def test_a_missing_quorum_is_told():
    act = read_roll(
        "Nombre de membres en exercice : 11\nPrésents : ROCHE Paul, DURAND Anne\nAbsents : LUNE Marc\n"
    )
    assert act["computed"]["quorum"] == 6
    assert act["computed"]["quorum_met"] is False
    assert "quorum-not-met" in {each["code"] for each in act["findings"]}


def test_counts_stated_stay_apart_from_the_lists():
    act = read_roll("Nombre de membres en exercice : 33, présents : 25, votants : 30\n")
    assert act["members_in_office"] == 33
    assert act["counts_stated"] == {"present": 25, "represented": None, "absent": None, "voting": 30}
    assert act["present"] == []
