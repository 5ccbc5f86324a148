"""Convocations, second sittings, quorum, proxies, weekly list."""

from datetime import date, timedelta

import pytest

from beffroi.law import (
    AssemblyKind,
    Certainty,
    ProxyFaultKind,
    check_proxies,
    clear_days,
    quorum,
    second_convocation,
    weekly_list_deadline,
)
from law.plain import plain, told

C, E, D = AssemblyKind.COMMUNE, AssemblyKind.EPCI, AssemblyKind.DEPARTEMENT
SC, BUREAU = AssemblyKind.STANDING_COMMITTEE, AssemblyKind.BUREAU
SITTING = date(2024, 6, 20)
AFTER_VIDEO, BEFORE_VIDEO = date(2022, 8, 1), date(2022, 7, 31)


def sent(days_before, assembly, **options):
    return clear_days(SITTING - timedelta(days=days_before), SITTING, assembly=assembly, **options)


@pytest.mark.parametrize("population", [None, 100, 100_000])
@pytest.mark.parametrize("first", [True, False])
def test_an_epci_needs_5_clear_days_whatever_its_population(population, first):
    assert sent(5, E, population=population, first_after_renewal=first).holds is False
    assert sent(6, E, population=population, first_after_renewal=first).holds is True


def test_a_commune_of_unknown_population_cannot_be_told_between_3_and_5():
    answers = {clear: sent(clear + 1, C).holds for clear in range(8)}
    assert answers == {0: False, 1: False, 2: False, 3: None, 4: None, 5: True, 6: True, 7: True}


def test_a_commune_of_unknown_population_at_its_first_meeting_needs_3():
    assert sent(3, C, first_after_renewal=True).holds is False
    assert sent(4, C, first_after_renewal=True).holds is True


def test_a_departement_sends_its_reports_12_days_before():
    assert sent(11, D).holds is False
    exact = sent(12, D)
    assert (exact.value, exact.holds) == (11, True)
    assert "Moins de 12 jours francs" in told(exact)
    assert "à confirmer par un juriste" in told(exact)
    assert "Moins de 12 jours francs" not in told(sent(13, D))
    assert "Moins de 12 jours francs" not in told(sent(11, D))


def test_a_delay_that_is_not_clear_names_as_many_days_as_it_counts():
    reckoning = clear_days(date(2023, 12, 1), date(2023, 12, 12), assembly=D)
    assert "11 comptés" in reckoning.steps[-1]
    assert reckoning.steps[-1].endswith("10, 11, 12 décembre")


def test_a_standing_committee_gets_its_reports_8_days_before_to_be_confirmed():
    assert sent(7, SC).holds is False
    assert sent(8, SC).holds is True
    assert sent(8, SC).sources[0].certainty is Certainty.UNSURE
    assert "à confirmer par un juriste" in told(sent(20, SC))


@pytest.mark.parametrize("assembly", [C, E, D, SC])
def test_urgency_never_goes_under_one_clear_day(assembly):
    assert sent(1, assembly, urgent=True).holds is False
    assert sent(2, assembly, urgent=True).holds is True
    assert "l’assemblée se prononce sur l’urgence" in told(sent(2, assembly, urgent=True))
    assert "urgence" not in told(sent(20, assembly))


@pytest.mark.parametrize("urgent", [True, False])
def test_no_text_is_known_for_a_bureau(urgent):
    reckoning = sent(6, BUREAU, urgent=urgent)
    assert (reckoning.value, reckoning.holds) == (5, None)
    assert "règlement intérieur" in reckoning.verdict


def test_an_epci_before_march_2020_is_to_be_confirmed():
    before = clear_days(date(2020, 2, 20), date(2020, 2, 29), assembly=E)
    since = clear_days(date(2020, 2, 20), date(2020, 3, 1), assembly=E)
    assert "à confirmer par un juriste" in told(before)
    assert "à confirmer par un juriste" not in told(since)
    assert (before.holds, since.holds) == (True, True)


def test_sent_the_same_day_there_is_no_clear_day():
    reckoning = sent(0, E)
    assert (reckoning.value, reckoning.holds) == (0, False)
    assert [day.counted for day in reckoning.days] == [False]


def test_the_days_are_drawn_with_both_ends_uncounted():
    days = sent(6, E).days
    assert [day.on.day for day in days] == [14, 15, 16, 17, 18, 19, 20]
    assert [day.counted for day in days] == [False, True, True, True, True, True, False]


def test_the_verdict_says_when_it_should_have_been_sent():
    assert plain(sent(5, E).verdict) == "Trop tard : il fallait envoyer au plus tard le 14 juin 2024."
    assert plain(sent(6, E).verdict) == "Le minimum exact. Un envoi le 15 juin 2024 aurait été trop tard."
    assert plain(sent(7, E).verdict) == "Dans les délais : l’envoi pouvait attendre le 14 juin 2024."
    assert plain(sent(12, D).verdict) == "Le minimum exact. Un envoi le 9 juin 2024 aurait été trop tard."
    assert plain(sent(1, C).verdict) == "Trop tard : il fallait envoyer au plus tard le 16 juin 2024."
    assert plain(sent(9, C).verdict) == "Dans les délais : l’envoi pouvait attendre le 14 juin 2024."


def test_more_than_15_days_are_told_by_their_ends():
    assert plain(sent(16, E).steps[-1]).endswith("15 comptés : " + ", ".join(
        [f"{n}" for n in range(5, 19)] + ["19 juin"]
    ))  # fmt: skip
    assert plain(sent(17, E).steps[-1]).endswith("16 comptés : du 4 juin 2024 au 19 juin 2024")


def test_a_second_convocation_needs_3_clear_days_from_its_dispatch():
    for assembly in (C, E, BUREAU):
        late = second_convocation(SITTING, assembly=assembly, dispatched_on=SITTING - timedelta(days=3))
        exact = second_convocation(SITTING, assembly=assembly, dispatched_on=SITTING - timedelta(days=4))
        more = second_convocation(SITTING, assembly=assembly, dispatched_on=SITTING - timedelta(days=9))
        assert [(one.value, one.holds) for one in (late, exact, more)] == [(2, False), (3, True), (8, True)]


def test_a_second_convocation_cut_short_or_on_other_items_needs_the_quorum():
    dispatched_on = SITTING - timedelta(days=9)
    urgent = second_convocation(SITTING, assembly=E, dispatched_on=dispatched_on, urgent=True)
    other = second_convocation(SITTING, assembly=E, dispatched_on=dispatched_on, same_items=False)
    assert (urgent.holds, other.holds) == (False, False)
    assert "le quorum s’applique de nouveau" in told(urgent)
    assert "le quorum s’applique de nouveau" in told(other)


@pytest.mark.parametrize("assembly", [D, SC])
def test_a_departement_sits_as_of_right_three_days_later(assembly):
    answers = {
        days: second_convocation(SITTING, assembly=assembly, failed_on=SITTING - timedelta(days=days)).holds
        for days in range(6)
    }
    assert answers == {0: False, 1: False, 2: False, 3: True, 4: False, 5: False}


def test_alsace_moselle_is_noted_for_a_commune_alone():
    dispatched_on = SITTING - timedelta(days=9)
    commune = second_convocation(SITTING, assembly=C, dispatched_on=dispatched_on, alsace_moselle=True)
    epci = second_convocation(SITTING, assembly=E, dispatched_on=dispatched_on, alsace_moselle=True)
    assert "L2541-4" in told(commune)
    assert "L2541-4" not in told(epci)
    assert "L2541-4" in told(quorum(11, 6, assembly=C, alsace_moselle=True))
    assert "L2541-4" not in told(quorum(11, 6, assembly=C))
    assert "L2541-4" not in told(quorum(11, 6, assembly=E, alsace_moselle=True))


def test_proxies_count_in_the_standing_committee_alone():
    for assembly in AssemblyKind:
        expected = assembly is SC
        assert quorum(20, 8, represented=5, assembly=assembly).holds is expected


def test_members_by_video_count_since_august_2022_except_in_a_commune():
    for assembly in AssemblyKind:
        allowed = assembly in (E, D, SC)
        assert quorum(20, 8, remote=3, assembly=assembly, on=AFTER_VIDEO).holds is allowed
        assert quorum(20, 8, remote=3, assembly=assembly, on=BEFORE_VIDEO).holds is False


def test_without_a_date_the_video_is_a_doubt_only_when_it_changes_the_answer():
    assert quorum(20, 8, remote=3, assembly=E).holds is None
    assert quorum(20, 11, remote=3, assembly=E).holds is True
    assert quorum(20, 5, remote=3, assembly=E).holds is False
    assert quorum(20, 8, remote=3, assembly=C).holds is False


def test_the_video_is_barred_for_the_chair_and_the_primitive_budget():
    reckoning = quorum(20, 8, remote=3, assembly=E, on=AFTER_VIDEO, video_barred_item=True)
    assert reckoning.holds is False
    assert "Membres à distance non comptés" in told(reckoning)


def test_members_of_l1111_6_leave_both_sides_of_the_fraction():
    assert quorum(19, 10, interested=1, assembly=C).holds is False
    excluded = quorum(19, 10, excluded=1, assembly=C)
    assert (excluded.value, excluded.holds) == (10, False)
    two = quorum(19, 11, excluded=2, assembly=C)
    assert (two.value, two.holds) == (9, True)
    absent = quorum(19, 9, excluded=2, excluded_absent=2, assembly=C)
    assert (absent.value, absent.holds) == (9, True)


def test_no_quorum_at_a_second_sitting_unless_its_delay_was_shortened():
    free = quorum(20, 1, assembly=E, second_convocation=True)
    assert (free.value, free.holds) == (0, True)
    short = quorum(20, 1, assembly=E, second_convocation=True, second_shortened=True)
    assert (short.value, short.holds) == (11, False)
    as_of_right = quorum(20, 1, assembly=D, second_convocation=True, second_shortened=True)
    assert (as_of_right.value, as_of_right.holds) == (0, True)
    assert quorum(20, 1, assembly=E, second_shortened=True).holds is False


def test_the_quorum_of_a_bureau_is_to_be_confirmed():
    assert "à confirmer par un juriste" in told(quorum(20, 11, assembly=BUREAU))
    assert "à confirmer par un juriste" not in told(quorum(20, 11, assembly=E))


def test_one_present_is_enough_of_one_in_office():
    assert (quorum(1, 1, assembly=C).value, quorum(1, 1, assembly=C).holds) == (1, True)


def kinds(reckoning):
    return [fault.kind for fault in reckoning.value]


def test_regular_proxies_hold():
    reckoning = check_proxies([("A", "B"), ("C", "D")], present=["B", "D", "X"], assembly=E)
    assert (reckoning.value, reckoning.holds) == ((), True)
    assert check_proxies([], present=[], assembly=E).holds is True


@pytest.mark.parametrize(
    ("pairs", "present", "expected"),
    [
        ([("A", "B"), ("C", "B")], ["B"], [ProxyFaultKind.HOLDER_OVER_LIMIT] * 2),
        ([("A", "B")], ["X"], [ProxyFaultKind.HOLDER_NOT_PRESENT]),
        ([("A", "B")], ["A", "B"], [ProxyFaultKind.GIVER_PRESENT]),
        ([("A", "B"), ("A", "C")], ["B", "C"], [ProxyFaultKind.GIVEN_TWICE] * 2),
        ([("A", "A")], ["A"], [ProxyFaultKind.GIVEN_TO_SELF, ProxyFaultKind.GIVER_PRESENT]),
        (
            [("A", "B"), ("B", "C")], ["C"],
            [ProxyFaultKind.HOLDER_NOT_PRESENT, ProxyFaultKind.HOLDER_IS_GIVER],
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("assembly", AssemblyKind)
def test_each_fault_is_named(pairs, present, expected, assembly):
    reckoning = check_proxies(pairs, present=present, assembly=assembly)
    assert kinds(reckoning) == expected
    assert reckoning.holds is False


def test_a_recused_holder_cannot_vote_for_the_giver():
    reckoning = check_proxies([("A", "B"), ("C", "D")], present=["B", "D"], assembly=E, recused=["B"])
    assert [(fault.kind, fault.giver, fault.holder) for fault in reckoning.value] == [
        (ProxyFaultKind.HOLDER_RECUSED, "A", "B")
    ]
    assert "1 sur 2" in plain(reckoning.title)


def test_a_recused_giver_is_a_question_not_a_fault():
    reckoning = check_proxies([("A", "B")], present=["B"], assembly=E, recused=["A"])
    assert reckoning.holds is True
    assert "à confirmer par un juriste" in told(reckoning)


@pytest.mark.parametrize(("assembly", "most"), [(C, 3), (E, 3), (BUREAU, 3), (D, 1), (SC, 1)])
def test_a_proxy_lasts_three_sittings_or_one_in_a_departement(assembly, most):
    for served in (1, 2, 3, 4):
        reckoning = check_proxies(
            [("A", "B")], present=["B"], assembly=assembly, sittings_in_a_row={"A": served}
        )
        assert reckoning.holds is (served <= most)


def test_a_certified_illness_lifts_the_limit_of_sittings():
    reckoning = check_proxies(
        [("A", "B")], present=["B"], assembly=E, sittings_in_a_row={"A": 9}, illness_certified=["A"]
    )
    assert reckoning.holds is True


def test_the_list_of_deliberations_is_posted_within_the_week():
    assert weekly_list_deadline(SITTING, assembly=C).holds is None
    for days in range(10):
        posted = weekly_list_deadline(SITTING, assembly=C, listed_on=SITTING + timedelta(days=days))
        assert (posted.value, posted.holds) == (SITTING + timedelta(days=7), days <= 7)


@pytest.mark.parametrize(
    ("assembly", "on"),
    [(D, SITTING), (SC, SITTING), (BUREAU, SITTING), (C, date(2022, 6, 30)), (E, date(2022, 6, 30))],
)
def test_no_weekly_list_where_no_text_is_known(assembly, on):
    reckoning = weekly_list_deadline(on, assembly=assembly, listed_on=on)
    assert (reckoning.value, reckoning.holds) == (None, None)
    assert "juriste" in told(reckoning)


def test_the_weekly_list_begins_in_july_2022():
    assert weekly_list_deadline(date(2022, 7, 1), assembly=E).value == date(2022, 7, 8)


def test_a_list_whose_delay_is_unknown_is_the_same_rule():
    assert weekly_list_deadline(SITTING, assembly=D).rule == "weekly-list"
    assert weekly_list_deadline(SITTING, assembly=D).sources == ()


def test_a_meeting_as_of_right_is_the_same_rule_and_counts_the_days_since():
    reckoning = second_convocation(SITTING, assembly=D, failed_on=SITTING - timedelta(days=4))
    assert (reckoning.rule, reckoning.value, reckoning.days) == ("second-convocation", 4, ())


def test_a_second_convocation_draws_its_days():
    reckoning = second_convocation(SITTING, assembly=E, dispatched_on=SITTING - timedelta(days=4))
    assert [day.counted for day in reckoning.days] == [False, True, True, True, False]
