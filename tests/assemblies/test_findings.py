"""The rules of sittings and votes, on the worked examples of the law."""

from dataclasses import replace
from datetime import date

import pytest

from beffroi.assemblies.kinds import Ballot, Outcome, Presence
from beffroi.assemblies.rules.findings import assess_act
from beffroi.assemblies.rules.inputs import ActInput, SittingInput
from beffroi.assemblies.rules.presence import Move, RollLine, room_at
from beffroi.law import AssemblyKind

P = Presence
ON = date(2024, 1, 10)


def sheet(present, represented=0, excused=0):
    """Members numbered from 1: the first are present, the next ones represented by them."""
    lines = [RollLine(n, f"MEMBRE {n}", P.PRESENT) for n in range(1, present + 1)]
    lines += [
        RollLine(present + n, f"MEMBRE {present + n}", P.REPRESENTED, holder=n)
        for n in range(1, represented + 1)
    ]
    first = present + represented
    return (*lines, *(RollLine(first + n, f"MEMBRE {first + n}", P.EXCUSED) for n in range(1, excused + 1)))


# The sitting of 12 December 2023, seats stated by the clerk.
SEED = SittingInput(
    regime=AssemblyKind.EPCI,
    held_on=date(2023, 12, 12),
    dispatched_on=date(2023, 12, 6),
    listed_on=date(2023, 12, 15),
    seats_stated=152,
    chair=1,
    secretary=2,
    roll=sheet(102, 23, 27),
)
ACT = ActInput(
    rank=1, outcome=Outcome.ADOPTED, number="1", votes_for=125, votes_against=0, abstentions=0, not_voting=0
)


def codes(sitting=SEED, act=ACT, on=ON):
    return [one.code for one in assess_act(sitting, act, on).findings]


def reckoned(rule, sitting=SEED, act=ACT):
    return next(one for one in assess_act(sitting, act, ON).reckonings if one.rule == rule)


def test_the_sitting_of_december_raises_nothing_once_all_is_stated():
    assert codes() == []
    assert reckoned("quorum").value == 77
    assert reckoned("vote-ceiling").value == 125
    assert reckoned("clear-days").value == 5


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dispatched_on": None}, "dispatch-date-not-stated"),
        ({"dispatched_on": date(2023, 12, 7)}, "convocation-too-late"),
        ({"dispatched_on": date(2023, 12, 13)}, "convocation-date-unlikely"),
        ({"seats_stated": None}, "seats-in-office-not-stated"),
        ({"seats_counted": 150}, "seats-in-office-differ"),
        ({"chair": None}, "chair-not-stated"),
        ({"secretary": None}, "secretary-not-stated"),
        ({"secretary": 130}, "secretary-not-present"),
        ({"chair": 130}, "chair-not-present"),
        ({"listed_on": date(2023, 12, 20)}, "list-posted-late"),
        ({"listed_on": None}, "list-not-posted"),
        ({"listed_on": date(2023, 12, 1)}, "list-date-unlikely"),
        ({"moves": (Move(3, arrives=False),)}, "movement-item-not-stated"),
    ],
)
def test_what_a_sitting_raises(changes, code):
    assert codes(replace(SEED, **changes)) == [code]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "number-missing"),
        ({"votes_for": None, "votes_against": None, "abstentions": None}, "vote-counts-missing"),
        ({"votes_for": 126}, "vote-counts-inconsistent"),
        ({"votes_for": 124}, "vote-counts-inconsistent"),
        ({"outcome": Outcome.REJECTED}, "outcome-inconsistent"),
        ({"votes_for": 62, "votes_against": 62, "abstentions": 1}, "chair-vote-not-stated"),
        ({"chair_vote": "contre"}, "vote-counts-inconsistent"),
        ({"ballot": Ballot.SECRET, "names_votes": True}, "secret-ballot-names"),
    ],
)
def test_what_an_act_raises(changes, code):
    assert codes(act=replace(ACT, **changes)) == [code]


def test_seats_are_counted_on_the_mandates_when_none_is_stated():
    sitting = replace(SEED, seats_stated=None, seats_counted=152)
    assert codes(sitting) == []
    assert reckoned("quorum", sitting).value == 77


def test_the_quorum_is_missed_by_one():
    sitting = replace(SEED, roll=sheet(76, 10, 66), chair=1)
    assert "quorum-not-met" in codes(sitting, replace(ACT, votes_for=86))


def test_the_standing_committee_counts_those_represented():
    committee = replace(
        SEED, regime=AssemblyKind.STANDING_COMMITTEE, dispatched_on=date(2023, 11, 1), seats_stated=20,
        roll=sheet(8, 3, 9),
    )  # fmt: skip
    assert reckoned("quorum", committee).holds is True
    council = replace(committee, regime=AssemblyKind.DEPARTEMENT)
    assert reckoned("quorum", council).holds is False


def test_interested_members_leave_the_quorum():
    # CE, Chauré: ten present of nineteen, two of them interested.
    sitting = replace(SEED, seats_stated=19, roll=sheet(10, 0, 9))
    act = replace(ACT, votes_for=8, recused=frozenset({3, 4}))
    assert codes(sitting, act) == ["quorum-not-met"]


def test_a_recused_holder_votes_for_nobody():
    act = replace(ACT, votes_for=123, recused=frozenset({1}))
    assert codes(act=act) == ["proxy-holder-recused"]
    assert reckoned("vote-ceiling", act=act).value == 123


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (RollLine(104, "MEMBRE 104", P.REPRESENTED, holder=1), "proxy-holder-over-limit"),
        (RollLine(104, "MEMBRE 104", P.REPRESENTED, holder=140), "proxy-holder-not-present"),
        (RollLine(104, "MEMBRE 104", P.REPRESENTED, holder=103), "proxy-passed-on"),
    ],
)
def test_the_faults_of_proxies(line, code):
    roll = tuple(line if one.member == 104 else one for one in SEED.roll)
    assert code in codes(replace(SEED, roll=roll))


def test_accounts_are_adopted_on_a_tie():
    tie = replace(ACT, votes_for=62, votes_against=62, abstentions=1, is_accounts=True)
    assert codes(act=tie) == []


def test_a_secret_ballot_is_not_for_those_at_a_distance():
    roll = (replace(SEED.roll[0], presence=P.REMOTE), *SEED.roll[1:])
    assert "secret-ballot-at-distance" in codes(replace(SEED, roll=roll), replace(ACT, ballot=Ballot.SECRET))


def test_four_votes_for_and_six_abstentions_adopt():
    sitting = replace(SEED, seats_stated=11, roll=sheet(10, 0, 1))
    assert codes(sitting, replace(ACT, votes_for=4, abstentions=6)) == []


class TestWhoIsThere:
    roll = (*sheet(3), RollLine(4, "MEMBRE 4", P.REPRESENTED, holder=1), RollLine(5, "MEMBRE 5", P.EXCUSED))

    def here(self, rank, *moves):
        return set(room_at(self.roll, moves, rank).here)

    def test_who_leaves_before_an_item_is_there_for_the_one_before(self):
        leaves = Move(3, arrives=False, before_rank=2)
        assert self.here(1, leaves) == {1, 2, 3}
        assert self.here(2, leaves) == {1, 2}

    def test_who_arrives_late_was_not_there(self):
        arrives = Move(2, arrives=True, before_rank=3)
        assert self.here(2, arrives) == {1, 3}
        assert self.here(3, arrives) == {1, 2, 3}

    def test_a_proxy_lapses_when_its_giver_arrives(self):
        arrives = Move(4, arrives=True, before_rank=2)
        assert room_at(self.roll, [arrives], 1).represented == {4}
        assert room_at(self.roll, [arrives], 2).represented == frozenset()
        assert 4 in self.here(2, arrives)

    def test_who_leaves_a_proxy_votes_by_it_afterwards(self):
        leaves = Move(4, arrives=False, before_rank=2)
        assert 4 in self.here(1, leaves)
        assert room_at(self.roll, [leaves], 2).represented == {4}

    def test_a_movement_without_its_item_changes_nothing(self):
        assert self.here(5, Move(3, arrives=False)) == {1, 2, 3}
