"""Votes, majorities, ceilings, nominations and requests of members."""

from datetime import date

import pytest

from beffroi.law import (
    AssemblyKind,
    BallotKind,
    ChairVote,
    LawInputError,
    Nomination,
    Outcome,
    absolute_majority,
    ballot_request,
    nomination_round,
    vote_ceiling,
    vote_outcome,
)
from law.plain import plain, told

C, E, D = AssemblyKind.COMMUNE, AssemblyKind.EPCI, AssemblyKind.DEPARTEMENT
SC, BUREAU = AssemblyKind.STANDING_COMMITTEE, AssemblyKind.BUREAU
ADOPTED, REJECTED, TIED = Outcome.ADOPTED, Outcome.REJECTED, Outcome.TIED


def outcome(*counts, assembly=E, **options):
    return vote_outcome(*counts, assembly=assembly, **options).value


@pytest.mark.parametrize("assembly", AssemblyKind)
@pytest.mark.parametrize(
    ("for_", "against", "expected"), [(1, 0, ADOPTED), (3, 2, ADOPTED), (2, 3, REJECTED)]
)
def test_more_votes_for_than_against_adopts(assembly, for_, against, expected):
    assert outcome(for_, against, assembly=assembly, abstentions=50, blank=5, refusals=5) is expected


def test_a_tie_is_decided_by_the_chair():
    assert outcome(5, 5, chair_vote=ChairVote.FOR) is ADOPTED
    assert outcome(5, 5, chair_vote=ChairVote.AGAINST) is REJECTED


def test_a_tie_stays_open_while_the_chair_s_vote_is_not_told():
    reckoning = vote_outcome(5, 5, assembly=E)
    assert (reckoning.value, reckoning.holds) == (TIED, None)


def test_the_chair_s_vote_changes_nothing_without_a_tie():
    assert outcome(6, 5, chair_vote=ChairVote.AGAINST) is ADOPTED
    assert outcome(5, 6, chair_vote=ChairVote.FOR) is REJECTED


@pytest.mark.parametrize("assembly", [C, E, BUREAU])
@pytest.mark.parametrize("chair", [None, ChairVote.FOR, ChairVote.AGAINST])
def test_a_tie_in_a_secret_ballot_rejects_in_a_commune_and_an_epci(assembly, chair):
    assert outcome(5, 5, assembly=assembly, secret=True, chair_vote=chair) is REJECTED


@pytest.mark.parametrize("assembly", [D, SC])
def test_a_tie_in_a_secret_ballot_is_the_chair_s_in_a_departement(assembly):
    assert outcome(5, 5, assembly=assembly, secret=True) is TIED
    assert outcome(5, 5, assembly=assembly, secret=True, chair_vote=ChairVote.FOR) is ADOPTED


def test_a_tie_with_the_chair_abstaining_is_rejected_to_be_confirmed():
    reckoning = vote_outcome(5, 5, abstentions=1, chair_vote=ChairVote.ABSTAIN, assembly=E)
    assert (reckoning.value, reckoning.holds) == (REJECTED, False)
    assert "à confirmer par un juriste" in told(reckoning)


def test_nothing_valid_is_rejected_to_be_confirmed():
    reckoning = vote_outcome(0, 0, abstentions=9, assembly=E)
    assert reckoning.value is REJECTED
    assert "à confirmer par un juriste" in told(reckoning)
    assert "à confirmer par un juriste" not in told(vote_outcome(1, 0, assembly=E))


def test_the_accounts_are_adopted_unless_a_majority_is_against():
    on = date(2025, 6, 1)
    assert outcome(0, 0, accounts=True, on=on) is ADOPTED
    assert outcome(0, 1, accounts=True, on=on) is REJECTED
    assert outcome(1, 1, accounts=True, secret=True, on=on) is ADOPTED
    doubt = "Aucun texte connu ne règle ce cas"
    assert doubt in told(vote_outcome(0, 0, accounts=True, assembly=E, on=on))
    assert doubt not in told(vote_outcome(1, 1, accounts=True, assembly=E, on=on))


def test_the_article_of_the_accounts_carries_its_dates():
    before = vote_outcome(1, 0, accounts=True, assembly=E, on=date(2025, 12, 31))
    after = vote_outcome(1, 0, accounts=True, assembly=E, on=date(2026, 1, 1))
    unknown = vote_outcome(1, 0, accounts=True, assembly=E)
    assert [source.article for source in before.sources] == ["L1612-12", "L2121-14"]
    assert "L1612-12" not in [source.article for source in after.sources]
    assert "à confirmer par un juriste" in told(after)
    assert len(unknown.sources) == 3


@pytest.mark.parametrize(
    ("counts", "chair"),
    [
        ({"for_": 0, "against": 1, "abstentions": 1}, ChairVote.FOR),
        ({"for_": 1, "against": 0, "abstentions": 1}, ChairVote.AGAINST),
        ({"for_": 1, "against": 1, "abstentions": 0}, ChairVote.ABSTAIN),
    ],
)
def test_the_chair_s_vote_must_be_in_the_counts(counts, chair):
    with pytest.raises(LawInputError) as refused:
        vote_outcome(**counts, chair_vote=chair, assembly=E)
    assert refused.value.field == "chair_vote"


@pytest.mark.parametrize(("valid", "needed"), [(0, 1), (1, 1), (2, 2), (3, 2), (10, 6), (11, 6)])
def test_the_absolute_majority_is_more_than_half_of_the_valid_votes(valid, needed):
    assert absolute_majority(valid).value == needed
    assert absolute_majority(valid).holds is None
    for votes in range(valid + 1):
        assert absolute_majority(valid, votes_for=votes).holds is (votes * 2 > valid)


def test_the_ceiling_leaves_out_the_recused_and_the_proxies_they_carry():
    assert vote_ceiling(102, 23).value == 125
    assert vote_ceiling(102, 23, recused=2, proxies_of_recused=1).value == 122


def test_votes_recorded_must_equal_the_ceiling():
    assert vote_ceiling(10, 2).holds is None
    answers = [vote_ceiling(10, 2, recused=1, recorded=recorded).holds for recorded in (10, 11, 12)]
    assert answers == [False, True, False]
    assert plain(vote_ceiling(10, 2, recorded=13).verdict) == "Le décompte a 1 voix de trop."
    assert plain(vote_ceiling(10, 2, recorded=10).verdict) == "Le décompte a 2 voix de moins."


def round_of(votes, number, **options):
    return nomination_round(votes, round_number=number, assembly=E, **options)


@pytest.mark.parametrize("number", [1, 2])
def test_the_first_two_rounds_want_the_absolute_majority(number):
    elected = round_of({"A": 6, "B": 4}, number)
    assert (elected.value, elected.holds) == (Nomination("A", 6, None), True)
    half = round_of({"A": 5, "B": 3, "C": 2}, number)
    assert (half.value, half.holds) == (Nomination(None, 6, number + 1), False)


def test_the_third_round_wants_the_most_votes():
    assert round_of({"A": 3, "B": 4, "C": 2}, 3).value == Nomination("B", 1, None)


def test_a_tie_at_the_third_round_elects_the_eldest():
    births = {"A": date(1970, 1, 1), "B": date(1960, 1, 1), "C": date(1950, 1, 1)}
    elected = round_of({"A": 4, "B": 4, "C": 2}, 3, born_on=births)
    assert (elected.value.elected, elected.holds) == ("B", True)


def test_a_tie_without_the_ages_or_of_the_same_age_cannot_be_told():
    assert round_of({"A": 4, "B": 4}, 3).holds is None
    assert round_of({"A": 4, "B": 4}, 3, born_on={"A": date(1970, 1, 1)}).holds is None
    twins = {"A": date(1970, 1, 1), "B": date(1970, 1, 1)}
    reckoning = round_of({"A": 4, "B": 4}, 3, born_on=twins)
    assert (reckoning.value, reckoning.holds) == (Nomination(None, 1, None), None)


def test_a_tie_at_the_first_round_elects_nobody():
    births = {"A": date(1970, 1, 1), "B": date(1960, 1, 1)}
    assert round_of({"A": 4, "B": 4}, 1, born_on=births).value == Nomination(None, 5, 2)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_sole_candidate_takes_effect_at_once(number):
    assert round_of({"A": 0}, number).value.elected == "A"


@pytest.mark.parametrize(("number", "following"), [(1, 2), (2, 3), (3, None)])
def test_no_valid_vote_elects_nobody(number, following):
    reckoning = round_of({"A": 0, "B": 0}, number)
    assert (reckoning.value, reckoning.holds) == (Nomination(None, 1, following), False)


def test_an_open_nomination_needs_a_unanimous_waiver_that_no_text_forbids():
    assert round_of({"A": 1}, 1, secret=False, waived_unanimously=True).holds is True
    for options in ({}, {"waived_unanimously": True, "secrecy_imposed": True}):
        with pytest.raises(LawInputError) as refused:
            round_of({"A": 1}, 1, secret=False, **options)
        assert refused.value.field == "secret"
    assert round_of({"A": 1}, 1, secrecy_imposed=True).holds is True


@pytest.mark.parametrize("assembly", [D, SC, BUREAU])
def test_the_rounds_are_to_be_confirmed_outside_a_commune_and_an_epci(assembly):
    reckoning = nomination_round({"A": 1}, round_number=1, assembly=assembly)
    assert "à confirmer par un juriste" in told(reckoning)
    assert "à confirmer par un juriste" not in told(round_of({"A": 1}, 1))


@pytest.mark.parametrize(
    ("assembly", "kind", "threshold"),
    [
        (C, BallotKind.PUBLIC, 26), (E, BallotKind.PUBLIC, 26), (BUREAU, BallotKind.PUBLIC, 26),
        (D, BallotKind.PUBLIC, 17), (SC, BallotKind.PUBLIC, 17),
        (C, BallotKind.SECRET, 34), (E, BallotKind.SECRET, 34), (D, BallotKind.SECRET, 34),
        (SC, BallotKind.SECRET, 34), (BUREAU, BallotKind.SECRET, 34),
        (C, BallotKind.CLOSED_SESSION, 3), (E, BallotKind.CLOSED_SESSION, 5),
        (D, BallotKind.CLOSED_SESSION, 5), (SC, BallotKind.CLOSED_SESSION, 5),
        (BUREAU, BallotKind.CLOSED_SESSION, 5),
    ],
)  # fmt: skip
def test_each_request_has_its_threshold(assembly, kind, threshold):
    for asking in (threshold - 1, threshold, threshold + 1):
        reckoning = ballot_request(asking, 102, kind=kind, assembly=assembly)
        assert (reckoning.value, reckoning.holds) == (threshold, asking >= threshold)


@pytest.mark.parametrize(("present", "threshold"), [(100, 25), (101, 26), (103, 26), (104, 26), (1, 1)])
def test_a_share_of_those_present_is_rounded_up(present, threshold):
    assert ballot_request(0, present, kind=BallotKind.PUBLIC, assembly=E).value == threshold


@pytest.mark.parametrize("assembly", AssemblyKind)
@pytest.mark.parametrize("kind", BallotKind)
def test_the_chair_may_ask_alone_for_a_closed_session_only(assembly, kind):
    alone = ballot_request(0, 50, kind=kind, assembly=assembly, by_chair=True)
    assert alone.holds is (kind is BallotKind.CLOSED_SESSION)


def test_a_nomination_is_secret_without_a_request_and_secret_prevails():
    assert ballot_request(0, 50, kind=BallotKind.SECRET, assembly=E, nomination=True).holds is True
    assert ballot_request(50, 50, kind=BallotKind.PUBLIC, assembly=E, nomination=True).holds is False
    with pytest.raises(LawInputError):
        ballot_request(50, 50, kind=BallotKind.CLOSED_SESSION, assembly=E, nomination=True)
