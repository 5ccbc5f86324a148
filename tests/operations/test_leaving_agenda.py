"""Leaving an agenda by another way than the vote, and what a vote then refuses."""

from datetime import UTC, date, datetime

import pytest

from assemblies.factories import CLERK
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.report import take_off_agenda
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Turn
from beffroi.operations.models import Operation
from operations.factories import make_contract
from operations.voting import AT, PROPOSED, SEALED_AT, make_agreed, make_sent, sitting_of, vote_on

pytestmark = pytest.mark.django_db


def state_of(operation):
    return Operation.objects.get(pk=operation.pk).state


def test_withdrawn_from_the_agenda_it_leaves_its_report_with_the_reason():
    operation = make_agreed()
    report = make_sent(operation)
    move_operation(operation, "withdraw", by=CLERK, at=AT, reason="Le terrain n’est plus libre")
    item = report.items.get()
    assert (item.is_taken_off, item.taken_off_reason) == (True, "Le terrain n’est plus libre")
    with pytest.raises(RuleViolation, match="Toutes les opérations"):
        record_vote(report, ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {}), by=CLERK)


@pytest.mark.parametrize("verb", ["withdraw", "reopen_plan"])
def test_refused_to_leave_the_agenda_while_the_vote_is_being_recorded(verb):
    operation = make_agreed()
    vote_on(make_sent(operation))
    with pytest.raises(RuleViolation, match="en cours d’enregistrement"):
        move_operation(operation, verb, by=CLERK, at=AT, reason="Un financeur se retire")
    assert state_of(operation) == S.AGENDA


def test_refused_to_take_off_while_the_vote_is_being_recorded():
    report = make_sent(make_agreed())
    vote_on(report)
    with pytest.raises(RuleViolation, match="en cours d’enregistrement"):
        take_off_agenda(report.items.get(), "Avis attendu", by=CLERK, at=AT)


def test_the_seal_never_votes_an_operation_that_left_the_agenda():
    operation = make_agreed()
    act = vote_on(make_sent(operation))
    # As a withdrawal left it that did not see the vote being recorded.
    Operation.objects.filter(pk=operation.pk).update(
        state=S.WITHDRAWN, next_turn=Turn.NOBODY, next_organisation=None, due_on=None
    )
    with pytest.raises(RuleViolation, match="n’est plus à l’ordre du jour"):
        seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.WITHDRAWN
    act.refresh_from_db()
    assert act.sealed_at is None


def test_refused_to_vote_an_operation_that_is_no_longer_on_the_agenda():
    operation = make_agreed()
    report = make_sent(operation)
    Operation.objects.filter(pk=operation.pk).update(
        state=S.WITHDRAWN, next_turn=Turn.NOBODY, next_organisation=None, due_on=None
    )
    with pytest.raises(RuleViolation, match="n’est plus à l’ordre du jour"):
        vote_on(report)


def test_refused_with_an_amount_for_an_operation_that_left_the_agenda():
    contract = make_contract()
    kept, gone = make_agreed(contract), make_agreed(contract)
    report = make_sent(kept, gone)
    given = {one.pk: one.proposed_amount for one in report.items.all()}
    take_off_agenda(report.items.get(operation=gone), "Avis attendu", by=CLERK, at=AT)
    facts = ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), given)
    with pytest.raises(RuleViolation, match="a quitté l’ordre du jour"):
        record_vote(report, facts, by=CLERK)


# 23:30 of the 15th in UTC is the 16th in Paris, where the assembly sits.
# Eight days of notice run from there.
@pytest.mark.parametrize(("day", "why"), [(15, "envoyé après"), (23, r"7\scomptés"), (24, "")])
def test_the_day_of_sending_is_the_day_in_paris(day, why):
    report = make_sent(make_agreed())
    type(report).objects.filter(pk=report.pk).update(sent_at=datetime(2026, 1, 15, 23, 30, tzinfo=UTC))
    facts = ReportVote(
        sitting_of(report, date(2026, 1, day)), VoteFacts(Outcome.ADOPTED), {report.items.get().pk: PROPOSED}
    )
    if why:
        with pytest.raises(RuleViolation, match=why):
            record_vote(report, facts, by=CLERK)
    else:
        assert record_vote(report, facts, by=CLERK)
