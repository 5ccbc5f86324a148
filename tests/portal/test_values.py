from datetime import time

from beffroi.portal.values import (
    MOST_ENTRIES,
    act_part,
    clock,
    count_lists,
    dates_part,
    places,
    presence_part,
    sitting_part,
    vote_part,
)
from beffroi.reader.model import Mention, Proxy, StatedCounts, Substitute, Vote
from portal.factories import make_act, make_movement, make_sitting, mention


def rows(part):
    return {value.label: (value.text.replace("\u00a0", " "), value.line) for value in part.values}


def test_each_value_keeps_its_line():
    assert rows(sitting_part(make_sitting()))["Date"] == ("mardi 12 mars 2024", 2)


def test_what_the_text_does_not_say_is_an_empty_row():
    assert rows(sitting_part(make_sitting()))["Secrétaire"] == ("", None)
    assert rows(vote_part(make_act(), 1))["Pour"] == ("", None)


def test_no_number_written_is_one_row_not_four():
    assert list(rows(presence_part(make_sitting()))) == ["Sièges en exercice", "Nombres écrits"]
    counts = StatedCounts(present=mention(2, "PETIT"))
    assert rows(presence_part(make_sitting(counts_stated=counts)))["Présents (écrit)"] == ("2", 3)


def test_a_proxy_is_a_pair_marked_at_both_names():
    part = presence_part(make_sitting())
    pairs = next(one for one in part.lists if one.title == "Procurations")
    assert pairs.entries[0].text == "MOREL Zoé à PETIT Luc"
    anchors = [anchor for anchor, _ in places([part])]
    assert anchors.count(pairs.entries[0].anchor) == 2


def test_substitutes_and_movements_are_told():
    seat = Substitute(mention("PETIT Luc", "PETIT Luc"), mention("DURAND Anne", "DURAND Anne"))
    part = presence_part(make_sitting(substitutes=(seat,), movements=(make_movement(),)))
    told = {one.title: one.entries[0].text.replace("\u00a0", " ") for one in part.lists}
    assert told["Suppléants"] == "PETIT Luc pour DURAND Anne"
    assert told["Arrivées et départs"] == "PETIT Luc arrive à 19 h 10"


def test_every_anchor_is_used_once():
    sitting, act = make_sitting(), make_act()
    parts = [sitting_part(sitting), presence_part(sitting)]
    for number in (1, 2):
        parts += [act_part(act, number), vote_part(act, number), dates_part(act, number)]
    anchors = [value.anchor for part in parts for value in part.values]
    anchors += [entry.anchor for part in parts for one in part.lists for entry in one.entries]
    assert len(anchors) == len(set(anchors))


def test_an_opinion_says_its_sense_only_when_it_was_read():
    opinions = next(one for one in act_part(make_act(), 1).lists if one.title == "Avis des commissions")
    assert (
        opinions.entries[0].text.replace("\u00a0", " ")
        == "commission des finances : favorable, 1er mars 2024"
    )


def test_a_list_without_end_is_cut_and_counted():
    names = tuple(Mention(f"NOM {n}", 1) for n in range(50_000))
    (present, *_) = presence_part(make_sitting(present=names)).lists
    assert len(present.entries) == MOST_ENTRIES
    assert present.count == 50_000


def test_names_of_the_vote_are_listed():
    part = vote_part(make_act(vote=Vote(recused_names=(mention("PETIT Luc", "PETIT Luc"),))), 1)
    assert part.lists[0].title == "N’ont pas pris part au vote"


def test_counts_are_written_as_a_clerk_would():
    proxy = Proxy(Mention("A", 1), Mention("B", 1))
    sitting = make_sitting(present=(Mention("B", 1),) * 3, proxies=(proxy,), absent=())
    assert count_lists(sitting).replace("\u00a0", " ") == "3 présents, 1 procuration, 0 excusé"


def test_a_time_is_written_in_french():
    assert clock(time(18, 45)).replace("\u00a0", " ") == "18 h 45"
    assert clock(time(9, 0)).replace("\u00a0", " ") == "9 h"
