"""The département’s vote: what it waits for, and what one act carries."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assemblies.factories import CLERK, make_sitting
from beffroi.assemblies.actions.deliberations import drop_deliberation
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.actions.sittings import correct_sitting
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Effect, Outcome
from beffroi.assemblies.known import facts_of_sitting
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Seal
from beffroi.operations.actions.report import (
    take_off_agenda,
)
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import ReportState
from operations.factories import make_contract
from operations.voting import (
    AT,
    PLANNED_ON,
    PROPOSED,
    SEALED_AT,
    make_agreed,
    make_report,
    make_sent,
    sitting_of,
    vote_on,
)

pytestmark = pytest.mark.django_db


def state_of(operation):
    operation.refresh_from_db()
    return operation.state


def test_an_adopted_report_carries_each_operation_in_the_transaction_of_the_seal():
    contract = make_contract()
    first, second = make_agreed(contract), make_agreed(contract)
    report = make_sent(first, second)
    assert (state_of(first), state_of(second)) == (S.AGENDA, S.AGENDA)
    act = vote_on(report)
    assert state_of(first) == S.AGENDA
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert (state_of(first), state_of(second)) == (S.VOTED, S.VOTED)
    assert first.voted_amount == PROPOSED
    report.refresh_from_db()
    assert report.state == ReportState.VOTED


def test_the_act_is_an_individual_decision_on_subsidies_that_cites_the_delegation():
    act = vote_on(make_sent(make_agreed()))
    assert (act.effect, act.subject_code) == (Effect.INDIVIDUAL, "7.5")
    assert "Délibération n° 12" in act.citations.first().text
    assert act.decisions.get().verb == "ATTRIBUE"


def test_a_rejected_report_refuses_every_operation_with_an_amount_of_zero():
    operation = make_agreed()
    act = vote_on(make_sent(operation), Outcome.REJECTED)
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.REFUSED
    assert operation.voted_amount == 0


def test_an_amount_of_zero_refuses_one_operation_of_an_adopted_report():
    contract = make_contract()
    kept, refused = make_agreed(contract), make_agreed(contract)
    report = make_sent(kept, refused)
    item = report.items.get(operation=refused)
    seal_deliberation(vote_on(report, amounts={item.pk: Decimal(0)}), by=CLERK, at=SEALED_AT)
    assert (state_of(kept), state_of(refused)) == (S.VOTED, S.REFUSED)


def test_a_lower_amount_is_voted_as_it_is():
    operation = make_agreed()
    report = make_sent(operation)
    act = vote_on(report, amounts={report.items.get().pk: Decimal(90_000)})
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.VOTED
    assert operation.voted_amount == 90_000


def test_refused_above_what_the_fiche_proposes():
    report = make_sent(make_agreed())
    with pytest.raises(RuleViolation, match="une aide supérieure"):
        vote_on(report, amounts={report.items.get().pk: PROPOSED + 1})


def test_a_failure_while_carrying_undoes_the_seal(monkeypatch):
    operation = make_agreed()
    act = vote_on(make_sent(operation))

    def fail(*_args, **_more):
        raise RuleViolation("Rien ne va.")

    monkeypatch.setattr("beffroi.operations.actions.vote.place", fail)
    with pytest.raises(RuleViolation, match="Rien ne va"):
        seal_deliberation(act, by=CLERK, at=SEALED_AT)
    act.refresh_from_db()
    assert act.sealed_at is None
    assert not Seal.objects.filter(kind="deliberation", object_id=act.pk).exists()
    assert state_of(operation) == S.AGENDA


def test_dropping_the_draft_lets_the_vote_be_recorded_again():
    operation = make_agreed()
    report = make_sent(operation)
    drop_deliberation(vote_on(report), by=CLERK)
    report.refresh_from_db()
    assert (report.deliberation, report.sitting) == (None, None)
    assert report.items.get().voted_amount is None
    facts = ReportVote(make_sitting(report.assembly, held_on=date(2026, 2, 17)), VoteFacts(Outcome.ADOPTED),
                       {report.items.get().pk: PROPOSED})  # fmt: skip
    assert record_vote(report, facts, by=CLERK)


def test_a_vote_is_opened_once():
    report = make_sent(make_agreed())
    vote_on(report)
    facts = ReportVote(report.assembly.sittings.get(), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="déjà ouverte"):
        record_vote(report, facts, by=CLERK)


def test_refused_at_the_sitting_of_another_assembly():
    report = make_sent(make_agreed())
    facts = ReportVote(make_sitting(), VoteFacts(Outcome.ADOPTED), {report.items.get().pk: PROPOSED})
    with pytest.raises(RuleViolation, match="autre assemblée"):
        record_vote(report, facts, by=CLERK)


def test_refused_at_a_sitting_held_before_the_report_was_sent():
    report = make_sent(make_agreed())
    facts = ReportVote(sitting_of(report, date(2026, 1, 2)), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="envoyé après"):
        record_vote(report, facts, by=CLERK)


def vote_held_on(report, held_on, **more):
    """A vote of all that was proposed, at a sitting of that day."""
    amounts = {report.items.get().pk: PROPOSED}
    vote = VoteFacts(Outcome.ADOPTED, votes_for=3, votes_against=0, abstentions=0)
    return ReportVote(sitting_of(report, held_on), vote, amounts, number="2026-7", **more)


def test_a_sitting_brought_forward_counts_the_notice_again():
    report = make_sent(make_agreed())
    told = vote_held_on(report, date(2026, 1, 15))
    with pytest.raises(RuleViolation, match="écrivez-en le motif"):
        record_vote(report, told, by=CLERK)
    record_vote(report, replace(told, urgency_reason="Un gel imminent"), by=CLERK)
    report.refresh_from_db()
    assert report.urgency_reason == "Un gel imminent"


def test_even_in_an_emergency_a_report_is_not_read_on_the_day():
    report = make_sent(make_agreed())
    told = vote_held_on(report, date(2026, 1, 13), urgency_reason="Un gel imminent")
    with pytest.raises(RuleViolation, match="Même motivée, l’urgence") as refused:
        record_vote(report, told, by=CLERK)
    assert "écrivez" not in refused.value.message


def test_the_journal_keeps_the_reason_of_the_urgency_and_the_one_before():
    report = make_sent(make_agreed(), urgency_reason="Un gel imminent")
    record_vote(report, vote_held_on(report, PLANNED_ON, urgency_reason="Une crue"), by=CLERK)
    told = JournalEntry.objects.about(report).get(verb="report.vote_opened")
    assert told.changes == {"urgence motivée": ["Un gel imminent", "Une crue"]}


def test_the_urgency_of_a_vote_that_is_dropped_is_taken_back_and_shortens_no_other():
    report = make_sent(make_agreed())
    soon = vote_held_on(report, date(2026, 1, 15), urgency_reason="Un gel imminent")
    drop_deliberation(record_vote(report, soon, by=CLERK), by=CLERK)
    with pytest.raises(RuleViolation, match="écrivez-en le motif"):
        record_vote(report, replace(soon, urgency_reason=""), by=CLERK)
    record_vote(report, vote_held_on(report, PLANNED_ON, urgency_reason=""), by=CLERK)
    report.refresh_from_db()
    assert report.urgency_reason == ""


def test_a_sitting_more_than_a_year_later_left_time_enough():
    report = make_sent(make_agreed())
    assert record_vote(report, vote_held_on(report, date(2027, 3, 1)), by=CLERK)


@pytest.mark.parametrize(
    ("day", "why"), [(date(2026, 1, 15), r"exigés, 3\scomptés"), (date(2026, 1, 9), "envoyé après")]
)
def test_a_sitting_whose_date_is_corrected_counts_the_notice_again_at_the_seal(day, why):
    operation = make_agreed()
    act = vote_on(make_sent(operation))
    known = facts_of_sitting(act.sitting)
    correct_sitting(act.sitting, replace(known, held_on=day, dispatched_on=None), by=CLERK)
    with pytest.raises(RuleViolation, match=why):
        seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.AGENDA


def test_a_vote_is_not_sealed_before_its_sitting():
    operation = make_agreed()
    act = vote_on(make_sent(operation))
    with pytest.raises(RuleViolation, match="à venir"):
        seal_deliberation(act, by=CLERK, at=SEALED_AT - timedelta(2))
    assert state_of(operation) == S.AGENDA
    assert seal_deliberation(act, by=CLERK, at=SEALED_AT)


def test_refused_without_the_amount_of_each_operation():
    report = make_sent(make_agreed())
    facts = ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="manque"):
        record_vote(report, facts, by=CLERK)


def test_refused_to_vote_what_was_not_sent():
    report = make_report(make_agreed())
    facts = ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="pas à l’ordre du jour"):
        record_vote(report, facts, by=CLERK)


def test_refused_to_vote_when_everything_was_taken_off():
    report = make_sent(make_agreed())
    take_off_agenda(report.items.get(), "Avis attendu", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="Toutes les opérations"):
        record_vote(report, ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {}), by=CLERK)
