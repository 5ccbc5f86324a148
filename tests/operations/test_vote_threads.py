"""Reports and votes written by several people at once: one is done, the other is told, nothing deadlocks."""

from decimal import Decimal

import pytest
from django.db import transaction

from assemblies.factories import CLERK
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.plan import funder_cuts
from beffroi.operations.actions.report import (
    add_to_report,
    remove_from_report,
    send_report,
    take_off_agenda,
)
from beffroi.operations.actions.routing import SchemeGrant, grant_by_scheme
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import ReportState
from beffroi.operations.models import FundingPlan, Operation, Report, ReportItem
from beffroi.operations.plan_facts import plan_of
from beffroi.operations.saving import lock, lock_report
from operations.plans import make_planned
from operations.threads import queued
from operations.voting import AT, SEALED_AT, make_agreed, make_report, make_sent, sitting_of, vote_on

pytestmark = pytest.mark.django_db(transaction=True)
ADOPTED = VoteFacts(Outcome.ADOPTED, votes_for=3, votes_against=0, abstentions=0)


def refusals(outcomes):
    """What was refused; anything else that was raised fails the test."""
    raised = [one for one in outcomes if isinstance(one, Exception)]
    assert all(isinstance(one, RuleViolation) for one in raised), raised
    return raised


def vote_of(report, sitting, number="2026-7"):
    amounts = {one.pk: one.proposed_amount for one in report.items.on_the_agenda()}
    return lambda: record_vote(report, ReportVote(sitting, ADOPTED, amounts, number), by=CLERK)


def withdrawal_of(operation):
    return lambda: move_operation(operation, "withdraw", by=CLERK, at=AT, reason="Plus de terrain")


def back_of(operation):
    return lambda: move_operation(operation, "back_to_routing", by=CLERK, at=AT, reason="À revoir")


def state_of(operation):
    return Operation.objects.get(pk=operation.pk).state


def test_two_people_who_record_the_same_vote_open_one_act():
    report = make_sent(make_agreed())
    sitting = sitting_of(report)
    votes = vote_of(report, sitting, "2026-7"), vote_of(report, sitting, "2026-8")
    [refused] = refusals(queued(lambda: lock_report(report), *votes))
    assert "déjà ouverte" in refused.message
    assert Deliberation.objects.count() == 1


@pytest.mark.parametrize("held", ["operation", "item"])
@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_withdrawal_and_a_vote_at_once_are_never_both_done(withdrawn_first, held):
    operation = make_agreed()
    report = make_sent(operation)
    rows = report.items.all() if held == "item" else Operation.objects.filter(pk=operation.pk)
    jobs = [withdrawal_of(operation), vote_of(report, sitting_of(report))]
    outcomes = queued(lambda: list(rows.select_for_update()), *(jobs if withdrawn_first else reversed(jobs)))
    assert len(refusals(outcomes)) == 1
    item, is_withdrawn = report.items.get(), state_of(operation) == S.WITHDRAWN
    assert item.is_taken_off == is_withdrawn
    assert (item.voted_amount is None) == is_withdrawn
    assert Deliberation.objects.exists() != is_withdrawn


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_withdrawal_and_a_taking_off_at_once_never_wait_for_each_other(withdrawn_first):
    operation = make_agreed()
    report = make_sent(operation)
    item = report.items.get()
    jobs = [
        withdrawal_of(operation),
        lambda: take_off_agenda(item, "Avis attendu", by=CLERK, at=AT),
    ]
    outcomes = queued(lambda: lock(operation), *(jobs if withdrawn_first else reversed(jobs)))
    # Taken off first, it is then withdrawn all the same; withdrawn first, it is no longer there to take off.
    assert len(refusals(outcomes)) <= 1
    assert state_of(operation) == S.WITHDRAWN
    assert report.items.get().is_taken_off


def test_a_withdrawal_while_the_act_is_sealed_never_undoes_the_vote():
    operation = make_agreed()
    act = vote_on(make_sent(operation))
    jobs = [lambda: seal_deliberation(act, by=CLERK, at=SEALED_AT), withdrawal_of(operation)]
    outcomes = queued(lambda: lock(operation), *jobs)
    assert len(refusals(outcomes)) == 1
    assert state_of(operation) == S.VOTED


def test_two_clerks_who_put_one_operation_on_two_reports_put_it_on_one():
    contract = make_agreed().contract
    reports = [make_report(make_agreed(contract), title=f"Rapport {rank}") for rank in (1, 2)]
    operation = make_agreed(contract)
    jobs = [lambda report=one: add_to_report(report, operation, by=CLERK) for one in reports]
    [refused] = refusals(queued(lambda: lock(operation), *jobs))
    assert "déjà dans un rapport" in refused.message
    assert ReportItem.objects.filter(operation=operation).count() == 1


@pytest.mark.parametrize("sent_first", [True, False])
def test_an_operation_routed_again_while_its_report_is_sent_is_on_the_agenda_or_out_of_it(sent_first):
    operation = make_agreed()
    report = make_report(operation, make_agreed(operation.contract))
    jobs = [lambda: send_report(report, by=CLERK, at=AT), back_of(operation)]
    outcomes = queued(lambda: lock(operation), *(jobs if sent_first else reversed(jobs)))
    assert len(refusals(outcomes)) <= 1
    is_there = report.items.filter(operation=operation).exists()
    assert state_of(operation) == (S.AGENDA if is_there else S.ROUTING)
    if is_there:
        assert Report.objects.get(pk=report.pk).state == ReportState.SENT


def test_two_who_take_one_operation_out_of_a_report_take_it_out_once():
    operation = make_agreed()
    report = make_report(operation)
    item = report.items.get()
    jobs = [back_of(operation), lambda: remove_from_report(item, by=CLERK)]
    assert refusals(queued(lambda: lock(operation), *jobs)) == []
    assert not report.items.exists()


@transaction.atomic
def planned(state):
    return make_planned(state=state)


def as_summed(operation):
    read = Operation.objects.select_related("plan").get(pk=operation.pk)
    rows = plan_of(read)
    assert (read.plan.cost_amount, read.plan.funding_amount) == (rows.cost_amount, rows.funding_amount)
    assert read.asked_amount == rows.funded_by(K.DEPARTEMENT)
    return read.plan


def test_of_two_funders_who_cut_at_once_the_second_finds_the_plan_reopened():
    operation = planned(S.SHEET)
    rows = [operation.plan.lines.get(kind=kind) for kind in (K.STATE, K.PRIVATE)]
    jobs = [lambda row=one: funder_cuts(row, Decimal(1), "moins", by=CLERK, at=AT) for one in rows]
    [refused] = refusals(queued(lambda: lock(operation), *jobs))
    assert "entre vos mains" in refused.message
    assert state_of(operation) == S.REOPENED
    assert as_summed(operation).funding_amount in (250_001, 400_001)


def test_of_two_agents_who_record_one_aid_at_once_one_does():
    operation = planned(S.SCHEME_ROAD)
    row = operation.plan.lines.get(kind=K.DEPARTEMENT)
    jobs = [
        lambda amount=amount: grant_by_scheme(
            operation, SchemeGrant(Decimal(amount), AT.date(), "CP", row), by=CLERK, at=AT
        )
        for amount in (80_000, 90_000)
    ]
    [refused] = refusals(queued(lambda: lock(operation), *jobs))
    assert "n’est pas possible" in refused.message
    assert FundingPlan.objects.get(operation=operation).lines.count() == 4
    assert as_summed(operation).funding_amount in (430_000, 440_000)
