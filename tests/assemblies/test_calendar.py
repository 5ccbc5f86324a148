"""What the dates of an act make of it on a given day."""

from datetime import date

import pytest

from beffroi.assemblies.kinds import ActState, Effect, EventKind, Outcome
from beffroi.assemblies.rules.calendar import ActCalendar, ActDatesInput, EventDates, act_calendar
from beffroi.law import AssemblyKind

K = EventKind
HELD_ON = date(2023, 12, 12)
RECEIVED = EventDates(K.TRANSMISSION, date(2023, 12, 19), date(2023, 12, 20))
PUBLISHED = EventDates(K.PUBLICATION, date(2023, 12, 20))
LATER = date(2024, 6, 1)


def on(day: date, *events: EventDates, **changes: object) -> ActCalendar:
    facts = {"regime": AssemblyKind.EPCI, "held_on": HELD_ON, "sealed": True, **changes}
    return act_calendar(ActDatesInput(events=events, **facts), day)


def test_received_and_published_the_same_day_it_is_enforceable_that_day():
    dates = on(date(2023, 12, 20), RECEIVED, PUBLISHED)
    assert dates.enforceable_on == date(2023, 12, 20)
    assert dates.appeal_until == date(2024, 2, 21)
    assert dates.state == ActState.ENFORCEABLE


def test_the_day_before_it_was_only_adopted():
    dates = on(date(2023, 12, 19), RECEIVED, PUBLISHED)
    assert dates.state == ActState.ADOPTED
    assert dates.received_on is None
    assert dates.enforceable_on is None


def test_a_later_event_never_changes_what_an_earlier_day_said():
    withdrawn = EventDates(K.WITHDRAWAL, date(2024, 3, 1))
    before = on(date(2024, 2, 1), RECEIVED, PUBLISHED)
    assert on(date(2024, 2, 1), RECEIVED, PUBLISHED, withdrawn) == before
    assert on(date(2024, 3, 1), RECEIVED, PUBLISHED, withdrawn).state == ActState.WITHDRAWN


def test_a_draft_is_nothing_yet():
    assert on(LATER, sealed=False).state == ActState.DRAFT


def test_a_rejected_act_stays_rejected():
    assert on(LATER, PUBLISHED, outcome=Outcome.REJECTED).state == ActState.REJECTED


def test_received_but_not_published_it_is_transmitted():
    assert on(LATER, RECEIVED).state == ActState.RECEIVED


def test_an_individual_decision_waits_for_its_notification():
    individual = {"effect": Effect.INDIVIDUAL}
    assert on(LATER, RECEIVED, PUBLISHED, **individual).state == ActState.RECEIVED
    notified = EventDates(K.NOTIFICATION, date(2024, 1, 8), date(2024, 1, 10))
    dates = on(LATER, RECEIVED, PUBLISHED, notified, **individual)
    assert dates.enforceable_on == date(2024, 1, 10)
    assert dates.beneficiary_appeal is not None
    assert dates.beneficiary_appeal.value == date(2024, 3, 11)
    assert dates.appeal is not None
    assert dates.appeal.value == date(2024, 2, 21)


def test_an_act_that_needs_no_transmission_is_enforceable_once_published():
    assert on(LATER, PUBLISHED, must_be_transmitted=False).enforceable_on == date(2023, 12, 20)


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (K.WITHDRAWAL, ActState.WITHDRAWN),
        (K.REPEAL, ActState.REPEALED),
        (K.ANNULMENT, ActState.ANNULLED),
        (K.SUSPENSION, ActState.SUSPENDED),
    ],
)
def test_what_ends_or_stops_an_act(end, state):
    assert on(LATER, RECEIVED, PUBLISHED, EventDates(end, date(2024, 3, 1))).state == state


def test_once_the_suspension_ends_it_is_enforceable_again():
    suspended = EventDates(K.SUSPENSION, date(2024, 3, 1))
    lifted = EventDates(K.SUSPENSION_LIFTED, date(2024, 4, 1))
    assert on(date(2024, 3, 31), RECEIVED, PUBLISHED, suspended, lifted).state == ActState.SUSPENDED
    assert on(date(2024, 4, 1), RECEIVED, PUBLISHED, suspended, lifted).state == ActState.ENFORCEABLE


def test_an_administrative_appeal_and_its_silence_give_a_new_delay():
    appeal = EventDates(K.APPEAL, date(2024, 2, 19), date(2024, 2, 20))
    assert on(LATER, RECEIVED, PUBLISHED, appeal).appeal_until == date(2024, 6, 21)


def test_a_notified_rejection_starts_the_delay_again():
    appeal = EventDates(K.APPEAL, date(2024, 2, 1), date(2024, 2, 2))
    rejected = EventDates(K.APPEAL_REJECTED, date(2024, 2, 20), date(2024, 2, 22))
    assert on(LATER, RECEIVED, PUBLISHED, appeal, rejected).appeal_until == date(2024, 4, 23)


def test_an_appeal_made_too_late_changes_nothing():
    late = EventDates(K.APPEAL, date(2024, 3, 1), date(2024, 3, 4))
    dates = on(LATER, RECEIVED, PUBLISHED, late)
    assert dates.appeal_until == date(2024, 2, 21)
    assert dates.appeal is not None
    assert dates.appeal.holds is False


def test_the_prefect_has_two_clear_months_again_from_the_pieces():
    asked = EventDates(K.PIECES_REQUESTED, date(2024, 1, 15))
    got = EventDates(K.PIECES_RECEIVED, date(2024, 2, 1))
    dates = on(LATER, RECEIVED, PUBLISHED, asked, got)
    assert dates.prefect is not None
    assert dates.prefect.value == date(2024, 4, 2)


def test_a_mere_request_for_explanations_changes_nothing():
    asked = EventDates(K.EXPLANATION_REQUESTED, date(2024, 1, 15))
    dates = on(LATER, RECEIVED, PUBLISHED, asked)
    assert dates.prefect is not None
    assert dates.prefect.value == date(2024, 2, 21)


def test_every_event_says_its_effect():
    events = [EventDates(kind, date(2024, 1, 10), date(2024, 1, 11)) for kind in K]
    dates = on(LATER, RECEIVED, PUBLISHED, *events)
    assert len(dates.effects) == len(K) + 2
    assert all(one.sentence.endswith(".") for one in dates.effects)
