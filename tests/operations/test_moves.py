"""The one road from state to state, on the tables."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.moves import move_operation, place
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Turn
from beffroi.operations.models import Operation
from beffroi.operations.saving import lock
from beffroi.operations.states import ENDED, TRANSITIONS, TURNS
from beffroi.organisations.roles import OrganisationKind
from contracts.factories import make_draft, organisation_of
from operations.factories import AT, make_contract, make_operation, owner_of
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_an_idea_has_a_number_a_plan_and_its_owner_in_turn():
    contract = make_contract()
    first, second = make_operation(contract), make_operation(contract)
    assert (first.number, second.number) == (1, 2)
    assert first.plan.cost_amount == 0
    assert first.next_organisation == owner_of(contract)
    assert [one.to_state for one in first.steps.all()] == [S.IDEA]


def test_refused_when_the_contract_does_not_run():
    draft = make_draft()
    signed = make_contract()
    facts = NewOperation(draft, organisation_of(draft, Side.EPCI), "Halle", signed.axes.get(rank=1))
    with pytest.raises(RuleViolation, match="pas en cours"):
        propose_operation(facts, by=CLERK, at=AT)


def test_refused_in_the_axis_of_another_contract():
    contract, other = make_contract(), make_contract()
    facts = NewOperation(contract, owner_of(contract), "Halle", other.axes.get(rank=1))
    with pytest.raises(RuleViolation, match="autre contrat"):
        propose_operation(facts, by=CLERK, at=AT)


@pytest.mark.parametrize("kind", [OrganisationKind.EPCI, OrganisationKind.COMMUNE, OrganisationKind.PARTNER])
def test_refused_to_who_is_no_owner_under_the_contract(kind):
    contract = make_contract()
    stranger = make_organisation(kind=kind, is_fictitious=True)
    facts = NewOperation(contract, stranger, "Halle", contract.axes.get(rank=1))
    with pytest.raises(RuleViolation, match="ne propose pas"):
        propose_operation(facts, by=CLERK, at=AT)


def test_a_move_sets_whose_turn_it_is_and_leaves_a_trace():
    operation = move_operation(make_operation(), "ask_engineering", by=CLERK, at=AT)
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    assert (operation.state, operation.next_turn) == (S.ENGINEERING, Turn.DEPARTEMENT)
    assert operation.next_organisation == departement
    assert operation.due_on == date(2024, 7, 3)
    last = operation.steps.last()
    assert (last.verb, last.from_state, last.to_state) == ("ask_engineering", S.IDEA, S.ENGINEERING)


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_refused_from_a_state_that_the_table_does_not_name(verb):
    state = next(one for one in S if one not in TRANSITIONS[verb].sources)
    operation = make_operation(state=state)
    with pytest.raises(RuleViolation, match="n’est pas possible"):
        move_operation(operation, verb, by=CLERK, at=AT, reason="Parce que")


@pytest.mark.parametrize("verb", [one.verb for one in TRANSITIONS.values() if one.needs_reason])
def test_refused_without_the_reason_that_the_table_asks_for(verb):
    operation = make_operation(state=sorted(TRANSITIONS[verb].sources)[0])
    with pytest.raises(RuleViolation, match="demande un motif"):
        move_operation(operation, verb, by=CLERK, at=AT, reason="  ")


@pytest.mark.parametrize("state", S)
def test_the_stored_turn_is_that_of_the_table_and_the_database_knows_it(state):
    operation = make_operation(state=state)
    assert operation.next_turn == TURNS[state]
    wrong = next(one for one in Turn if one is not TURNS[state])
    with pytest.raises(IntegrityError), transaction.atomic():
        Operation.objects.filter(pk=operation.pk).update(next_turn=wrong)


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_is_due_when_it_is_over(state):
    operation = make_operation(state=state)
    assert (operation.next_organisation, operation.due_on) == (None, None)


def test_a_vote_to_take_again_leaves_no_amount():
    operation = make_operation(state=S.VOTED)
    assert operation.voted_amount
    reopened = place(lock(operation), S.REOPENED, verb="reopen_plan", by=CLERK, at=AT)
    assert reopened.voted_amount
    assert place(reopened, S.ROUTING, verb="resettle_plan", by=CLERK, at=AT).voted_amount is None


def test_a_step_is_never_changed():
    step = make_operation().steps.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(step).objects.filter(pk=step.pk).update(reason="autre")
