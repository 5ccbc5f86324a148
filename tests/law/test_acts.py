"""Enforceable acts, appeals and the prefect's referral."""

from datetime import date

import pytest

from beffroi.law import AdministrativeAppeal, AssemblyKind, appeal_deadline, enforceable_on, prefect_deadline
from law.plain import told

OLD, OLD_LAST = date(2023, 12, 20), date(2024, 2, 21)
NEW, NEW_LAST = date(2025, 7, 1), date(2025, 9, 2)


def appeal(published, **dates):
    return appeal_deadline(published, administrative_appeal=AdministrativeAppeal(**dates))


@pytest.mark.parametrize(
    ("received", "published"), [(None, date(2024, 1, 1)), (date(2024, 1, 1), None), (None, None)]
)
def test_an_act_is_not_said_enforceable_while_a_date_is_missing(received, published):
    reckoning = enforceable_on(received, published)
    assert (reckoning.value, reckoning.holds) == (None, None)
    assert reckoning.verdict.startswith("Il manque")


def test_an_act_outside_the_list_needs_no_transmission():
    reckoning = enforceable_on(None, date(2024, 1, 1), transmission_required=False)
    assert (reckoning.value, reckoning.holds) == (date(2024, 1, 1), True)
    late = enforceable_on(date(2024, 2, 1), date(2024, 1, 1), transmission_required=False)
    assert late.value == date(2024, 1, 1)


def test_an_individual_decision_waits_for_its_notification_not_its_publication():
    assert enforceable_on(date(2024, 1, 1), date(2024, 1, 2), individual=True).value is None
    told_late = enforceable_on(date(2024, 1, 1), None, individual=True, notified_on=date(2024, 1, 5))
    assert told_late.value == date(2024, 1, 5)
    alone = enforceable_on(
        None, None, individual=True, notified_on=date(2024, 1, 5), transmission_required=False
    )
    assert alone.value == date(2024, 1, 5)


def test_a_notification_changes_nothing_for_a_regulatory_act():
    reckoning = enforceable_on(date(2024, 1, 1), date(2024, 1, 2), notified_on=date(2024, 3, 1))
    assert reckoning.value == date(2024, 1, 2)


def test_published_before_received_is_a_question():
    question = "Publié avant d’être reçu"
    assert question in told(enforceable_on(date(2024, 1, 2), date(2024, 1, 1)))
    assert question not in told(enforceable_on(date(2024, 1, 1), date(2024, 1, 1)))


@pytest.mark.parametrize(
    ("assembly", "articles"),
    [
        (AssemblyKind.COMMUNE, ["L2131-1"]),
        (AssemblyKind.EPCI, ["L2131-1", "L5211-3"]),
        (AssemblyKind.BUREAU, ["L2131-1", "L5211-3"]),
        (AssemblyKind.DEPARTEMENT, ["L3131-1"]),
        (AssemblyKind.STANDING_COMMITTEE, ["L3131-1"]),
        (None, ["L2131-1"]),
    ],
)
def test_each_assembly_cites_its_own_articles(assembly, articles):
    reckoning = enforceable_on(date(2024, 1, 2), date(2024, 1, 1), assembly=assembly)
    assert [source.article for source in reckoning.sources] == [*articles, "avis, 10 juin 1996, n° 176873"]


@pytest.mark.parametrize("individual", [True, False])
def test_the_kind_of_decision_is_told_only_when_it_is_individual(individual):
    labels = [one.label for one in enforceable_on(None, None, individual=individual).inputs]
    assert ("Décision individuelle" in labels) is individual


def test_no_administrative_appeal_tests_nothing():
    reckoning = appeal_deadline(OLD)
    assert (reckoning.value, reckoning.holds) == (OLD_LAST, None)


def test_the_holidays_of_alsace_moselle_postpone_the_last_day():
    assert appeal_deadline(date(2024, 1, 28)).value == date(2024, 3, 29)
    assert appeal_deadline(date(2024, 1, 28), alsace_moselle=True).value == date(2024, 4, 2)
    assert appeal_deadline(date(2024, 10, 25)).value == date(2024, 12, 26)
    assert appeal_deadline(date(2024, 10, 25), alsace_moselle=True).value == date(2024, 12, 27)


@pytest.mark.parametrize(
    ("dates", "in_time", "last"),
    [
        ({"received_on": OLD_LAST}, True, date(2024, 6, 24)),
        ({"received_on": date(2024, 2, 22)}, False, OLD_LAST),
        ({"posted_on": OLD_LAST, "received_on": date(2024, 2, 22)}, False, OLD_LAST),
        ({"posted_on": OLD_LAST}, None, OLD_LAST),
        ({"posted_on": date(2024, 2, 22)}, False, OLD_LAST),
        ({"posted_on": date(2024, 2, 22), "received_on": date(2024, 2, 23)}, False, OLD_LAST),
    ],
)
def test_before_june_2025_the_appeal_must_be_received_in_time(dates, in_time, last):
    reckoning = appeal(OLD, **dates)
    assert (reckoning.value, reckoning.holds) == (last, in_time)


@pytest.mark.parametrize(
    ("dates", "in_time", "last"),
    [
        ({"received_on": NEW_LAST}, True, date(2026, 1, 5)),
        ({"received_on": date(2025, 9, 3)}, None, NEW_LAST),
        ({"posted_on": NEW_LAST, "received_on": date(2025, 9, 4)}, True, date(2026, 1, 5)),
        ({"posted_on": NEW_LAST}, True, date(2026, 1, 5)),
        ({"posted_on": date(2025, 9, 3)}, False, NEW_LAST),
        ({"posted_on": date(2025, 9, 3), "received_on": date(2025, 9, 4)}, False, NEW_LAST),
    ],
)
def test_since_june_2025_the_posting_counts(dates, in_time, last):
    reckoning = appeal(NEW, **dates)
    assert (reckoning.value, reckoning.holds) == (last, in_time)


def test_the_ruling_applies_to_acts_published_from_30_june_2025():
    late = {"posted_on": date(2025, 8, 29), "received_on": date(2025, 9, 5)}
    assert appeal(date(2025, 6, 29), **late).holds is False
    assert appeal(date(2025, 6, 30), **late).holds is True
    assert "494573" in told(appeal(date(2025, 6, 30), **late))
    assert "494573" not in told(appeal(date(2025, 6, 29), **late))


def test_a_notified_rejection_starts_a_new_delay():
    reckoning = appeal(OLD, received_on=date(2024, 1, 10), notified_on=date(2024, 1, 31))
    assert reckoning.value == date(2024, 4, 2)
    same_day = appeal(OLD, received_on=date(2024, 1, 10), notified_on=date(2024, 3, 10))
    assert same_day.value == date(2024, 5, 13)
    assert "silence" not in told(same_day)


def test_a_rejection_notified_after_the_silence_keeps_the_silence_to_be_confirmed():
    reckoning = appeal(OLD, received_on=date(2024, 1, 10), notified_on=date(2024, 3, 11))
    assert reckoning.value == date(2024, 5, 13)
    assert "à confirmer par un juriste" in told(reckoning)


def test_a_rejection_that_is_not_notified_counts_as_silence_to_be_confirmed():
    reckoning = appeal(OLD, received_on=date(2024, 1, 10), rejected_on=date(2024, 1, 20))
    assert reckoning.value == date(2024, 5, 13)
    assert "Rejet non notifié" in told(reckoning)


def test_the_silence_is_not_a_clear_delay_and_is_not_postponed():
    # 30 December + 2 months = 29 February, a silence that no weekend moves; then 29 April + 1.
    reckoning = appeal(date(2023, 12, 20), received_on=date(2023, 12, 30))
    assert reckoning.value == date(2024, 4, 30)


def test_the_prefect_has_two_clear_months_from_the_reception():
    assert prefect_deadline(OLD).value == OLD_LAST
    assert prefect_deadline(OLD).holds is None
    assert prefect_deadline(date(2024, 1, 28), alsace_moselle=True).value == date(2024, 4, 2)


def test_missing_pieces_start_the_prefect_s_delay_again():
    received = prefect_deadline(
        OLD, pieces_requested_on=date(2024, 1, 10), pieces_received_on=date(2024, 3, 1)
    )
    refused = prefect_deadline(OLD, pieces_requested_on=date(2024, 1, 10), pieces_refused_on=date(2024, 3, 1))
    assert received.value == refused.value == date(2024, 5, 2)
    assert "Pièces manquantes reçues" in told(received)
    assert "Refus des pièces" in told(refused)


def test_a_rejected_request_to_withdraw_starts_the_delay_again():
    reckoning = prefect_deadline(
        OLD, withdrawal_requested_on=date(2024, 2, 1), withdrawal_rejected_on=date(2024, 3, 1)
    )
    assert reckoning.value == date(2024, 5, 2)


def test_restarts_follow_each_other_whatever_their_kind():
    reckoning = prefect_deadline(
        OLD,
        pieces_requested_on=date(2024, 2, 1),
        pieces_received_on=date(2024, 2, 10),
        withdrawal_requested_on=date(2024, 4, 1),
        withdrawal_rejected_on=date(2024, 4, 20),
        alsace_moselle=True,
    )
    assert reckoning.value == date(2024, 6, 21)
    other_way = prefect_deadline(
        OLD,
        withdrawal_requested_on=date(2024, 2, 1),
        withdrawal_rejected_on=date(2024, 2, 10),
        pieces_requested_on=date(2024, 4, 1),
        pieces_received_on=date(2024, 4, 20),
    )
    assert other_way.value == date(2024, 6, 21)


def test_a_request_made_too_late_restarts_nothing():
    in_time = prefect_deadline(OLD, pieces_requested_on=OLD_LAST, pieces_received_on=date(2024, 3, 1))
    late = prefect_deadline(OLD, pieces_requested_on=date(2024, 2, 22), pieces_received_on=date(2024, 3, 1))
    assert (in_time.value, late.value) == (date(2024, 5, 2), OLD_LAST)
    assert "sans effet sur le délai" in told(late)


def test_a_request_without_its_date_is_held_to_be_in_time():
    reckoning = prefect_deadline(OLD, pieces_received_on=date(2024, 3, 1))
    assert reckoning.value == date(2024, 5, 2)
    assert "tenue pour faite dans le délai" in told(reckoning)


def test_a_request_that_waits_for_its_answer_is_noted():
    reckoning = prefect_deadline(OLD, pieces_requested_on=date(2024, 1, 10))
    assert reckoning.value == OLD_LAST
    assert "attend sa réponse" in told(reckoning)


def test_a_mere_request_for_explanations_changes_nothing():
    reckoning = prefect_deadline(OLD, explanation_requested_on=date(2024, 1, 10))
    assert reckoning.value == OLD_LAST
    assert "ne change rien au délai" in told(reckoning)


def test_the_last_day_of_the_prefect_is_postponed_in_alsace_moselle_after_a_restart_too():
    reckoning = prefect_deadline(OLD, pieces_received_on=date(2024, 1, 28), alsace_moselle=True)
    assert reckoning.value == date(2024, 4, 2)


@pytest.mark.parametrize(
    ("assembly", "articles"),
    [
        (AssemblyKind.COMMUNE, ["L2131-6"]),
        (AssemblyKind.EPCI, ["L2131-6"]),
        (AssemblyKind.BUREAU, ["L2131-6"]),
        (AssemblyKind.DEPARTEMENT, ["L3132-1"]),
        (AssemblyKind.STANDING_COMMITTEE, ["L3132-1"]),
        (None, ["L2131-6", "L3132-1"]),
    ],
)
def test_the_prefect_s_article_is_that_of_the_assembly(assembly, articles):
    reckoning = prefect_deadline(OLD, assembly=assembly)
    assert [source.article for source in reckoning.sources][:-1] == articles
