"""What the signature waits for, before and after each missing fact; the table of states; the sentences."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.rules import (
    BY_THEIR_OWN_ACTION,
    NO_EARLY_SIGNATURE,
    SIGNED,
    TRANSITIONS,
    Party,
    Vote,
    blockers_for_signature,
    may_follow,
    of,
    the,
    to,
)

ON = date(2024, 1, 17)
DAY = date(2023, 12, 20)
GOOD = Vote(date(2023, 12, 12), received_on=DAY, published_on=DAY, enforceable_on=DAY)
EPCI = Party(Side.EPCI, "l’agglomération", GOOD)
DEPARTEMENT = Party(Side.DEPARTEMENT, "le Département", GOOD)


def told(*parties: Party, on: date = ON) -> list[tuple[str, Side]]:
    return [(one.code, one.side) for one in blockers_for_signature(parties, on)]


def test_nothing_forbids_to_sign_when_both_votes_are_enforceable():
    assert blockers_for_signature([EPCI, DEPARTEMENT], ON) == []


@pytest.mark.parametrize("party", [EPCI, DEPARTEMENT])
@pytest.mark.parametrize(
    ("vote", "code"),
    [
        (None, "no-vote"),
        (replace(GOOD, is_adopted=False), "rejected"),
        (replace(GOOD, fallen="Retrait du 3 janvier 2024."), "fallen"),
        (replace(GOOD, received_on=None, enforceable_on=None), "not-transmitted"),
        (replace(GOOD, published_on=None, enforceable_on=None), "not-published"),
        (replace(GOOD, enforceable_on=None), "not-enforceable"),
        (replace(GOOD, enforceable_on=ON + timedelta(days=1)), "not-enforceable-yet"),
    ],
)
def test_the_signature_waits_for_each_missing_fact_of_either_party(party, vote, code):
    other = DEPARTEMENT if party is EPCI else EPCI
    assert told(replace(party, vote=vote), other) == [(code, party.side)]
    assert told(replace(party, vote=GOOD), other) == []


def test_both_missing_dates_are_named_at_once():
    vote = replace(GOOD, received_on=None, published_on=None, enforceable_on=None)
    assert [code for code, _ in told(EPCI, replace(DEPARTEMENT, vote=vote))] == [
        "not-transmitted",
        "not-published",
    ]


def test_a_missing_party_is_a_blocker():
    assert told(EPCI) == [("no-party", Side.DEPARTEMENT)]
    assert [side for _, side in told()] == [Side.EPCI, Side.DEPARTEMENT]


def test_an_act_that_needs_no_transmission_waits_for_its_publication_alone():
    vote = replace(GOOD, must_be_transmitted=False, received_on=None)
    assert told(EPCI, replace(DEPARTEMENT, vote=vote)) == []


def test_a_vote_is_enforceable_from_its_day_on():
    assert told(EPCI, DEPARTEMENT, on=DAY) == []
    assert len(told(EPCI, DEPARTEMENT, on=DAY - timedelta(days=1))) == 2


def test_each_party_has_its_own_article_and_the_early_signature_its_ruling():
    epci, departement = blockers_for_signature(
        [replace(EPCI, vote=None), replace(DEPARTEMENT, vote=None)], ON
    )
    assert "L5211-3" in epci.source
    assert "L3131-1" in departement.source
    assert departement.sentence == "Aucun vote du Département n’est enregistré."
    late = replace(GOOD, received_on=None, enforceable_on=None)
    (obstacle,) = blockers_for_signature([EPCI, replace(DEPARTEMENT, vote=late)], ON)
    assert NO_EARLY_SIGNATURE in obstacle.source


def test_the_table_of_states_names_every_state_and_ends():
    assert set(TRANSITIONS) == set(ContractState)
    assert TRANSITIONS[ContractState.CLOSED] == frozenset()
    reached = {state for following in TRANSITIONS.values() for state in following}
    assert reached == set(ContractState)


def test_no_state_skips_the_signature():
    before = set(ContractState) - set(SIGNED) - {ContractState.SIGNATURE}
    assert not any(may_follow(one, signed) for one in before for signed in SIGNED)
    assert may_follow(ContractState.SIGNATURE, ContractState.ACTIVE)
    assert {ContractState.ENFORCEABLE, ContractState.ACTIVE} == BY_THEIR_OWN_ACTION


@pytest.mark.parametrize(
    ("called", "sentences"),
    [
        ("le Département", ("Le Département", "du Département", "au Département")),
        ("l’agglomération", ("L’agglomération", "de l’agglomération", "à l’agglomération")),
        ("la communauté", ("La communauté", "de la communauté", "à la communauté")),
    ],
)
def test_a_party_is_told_as_french_wants(called, sentences):
    assert (the(called), of(called), to(called)) == sentences
