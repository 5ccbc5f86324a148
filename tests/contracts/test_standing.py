"""The three questions and the seven bricks, in each state."""

from dataclasses import replace
from datetime import date

import pytest

from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.rules import Opinions, Party, Vote
from beffroi.contracts.standing import STEPS, Life, life_line, short, three_questions

ON = date(2024, 1, 17)
DAY = date(2023, 12, 20)
VOTE = Vote(
    date(2023, 12, 12),
    received_on=DAY,
    published_on=DAY,
    enforceable_on=DAY,
    opinions=Opinions(5, 5, date(2023, 11, 27), date(2023, 12, 4)),
)
EPCI = Party(Side.EPCI, "l’agglomération", VOTE)
WAITING = Party(Side.DEPARTEMENT, "le Département")
LIFE = Life(ContractState.VOTES, (EPCI, WAITING), 2026, 2, "Arras")
BOTH = replace(LIFE, parties=(EPCI, replace(WAITING, vote=VOTE)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_contract_voted_by_one_party_waits_for_the_other():
    standing = three_questions(LIFE, ON)
    assert standing.where.text == "Étape 3 sur 7 : les deux votes"
    assert plain(standing.where.note) == (
        "L’agglomération a voté. Aucun vote du Département n’est enregistré au 17 janvier 2024."
    )
    assert standing.turn.text == "Au Département"
    assert standing.stuck is not None
    assert standing.stuck.text == "La signature attend un vote exécutoire du Département"
    assert "176873" in standing.stuck.law


def test_its_bricks_tell_the_same():
    steps = life_line(LIFE, ON)
    assert [one.bricks for one in steps] == [
        ("done",), ("done",), ("done", "now"), ("done", "open"), ("stuck",), ("open",), ("open",),
    ]  # fmt: skip
    assert [plain(one.state.word) for one in steps[:5]] == [
        "Arrêté", "5 favorables", "En cours", "1 vote sur 2", "Bloquée",
    ]  # fmt: skip
    assert plain(steps[1].when) == "27 nov. – 4 déc. 2023\nCommissions de l’agglomération"
    assert plain(steps[2].when).endswith("Département : pas de vote enregistré")
    assert steps[4].when == "Deux exemplaires, à Arras ; date en blanc"
    assert [one.current for one in steps] == [False, False, True, False, False, False, False]


def test_without_any_vote_two_are_missing():
    life = replace(LIFE, parties=(replace(EPCI, vote=None), WAITING))
    standing = three_questions(life, ON)
    assert standing.stuck is not None
    assert standing.stuck.text == "La signature attend deux votes exécutoires"
    assert standing.turn.text == "À l’agglomération"


@pytest.mark.parametrize("state", ContractState)
def test_every_state_has_one_next_actor(state):
    signed = ON if state in {ContractState.ACTIVE, ContractState.REVIEW, ContractState.CLOSED} else None
    standing = three_questions(replace(BOTH, state=state, signed_on=signed), ON)
    assert standing.turn.text
    assert standing.stuck is None
    steps = life_line(replace(BOTH, state=state, signed_on=signed), ON)
    assert len(steps) == len(STEPS) == 7
    assert sum(one.current for one in steps) == (0 if state is ContractState.CLOSED else 1)


def test_a_signed_contract_says_when():
    life = replace(BOTH, state=ContractState.ACTIVE, signed_on=date(2024, 1, 12))
    assert "12" in three_questions(life, ON).where.note
    assert plain(life_line(life, ON)[4].when) == "Deux exemplaires, à Arras ; 12 janv. 2024"


def test_a_vote_that_will_be_enforceable_later_still_waits():
    assert three_questions(BOTH, date(2023, 12, 19)).stuck is not None


def test_a_short_date():
    assert plain(short(date(2023, 12, 6))) == "6 déc. 2023"
    assert plain(short(date(2023, 12, 6), with_year=False)) == "6 déc."
