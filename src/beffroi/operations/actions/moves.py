"""The one road from state to state."""

from datetime import date, datetime, timedelta

from django.db import transaction

from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.operations.actions.agenda import leave_report, leaves_report
from beffroi.operations.actions.figures import note_balance, settle
from beffroi.operations.blockers import blockers_for
from beffroi.operations.delays import days_for
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import Operation, OperationStep
from beffroi.operations.saving import lock, plan_of_locked
from beffroi.operations.states import TRANSITIONS, turn_of
from beffroi.organisations.models import Organisation

# Who hands in a plan that balances settles it: nobody writes it from then on until it is reopened.
SETTLE_THE_PLAN = frozenset({"submit", "complete", "resettle_plan"})
# Elsewhere a vote is to be taken again; what was voted before stands in the report and its act.
KEEP_THEIR_VOTE = (OperationState.VOTED, OperationState.REFUSED, OperationState.REOPENED)


@transaction.atomic
def move_operation(
    operation: Operation, verb: str, *, by: Author, at: datetime, reason: str = ""
) -> Operation:
    """Carry an operation along the table, if its state, its reason and its blockers allow it.

    Raises: RuleViolation.
    """
    held = lock(operation)
    move = TRANSITIONS[verb]
    if held.stage not in move.sources:
        raise RuleViolation(
            f"« {move.label} » n’est pas possible : l’opération est « {held.get_state_display()} »."
        )
    reason = reason.strip()
    if move.needs_reason and not reason:
        raise RuleViolation(f"« {move.label} » demande un motif.")
    obstacles = blockers_for(verb, held, local_day(at))
    if obstacles:
        raise RuleViolation(" ".join(one.sentence for one in obstacles), obstacles[0].source)
    if verb in SETTLE_THE_PLAN:
        settle(held, plan_of_locked(held), by=by, at=at)
    return place(held, move.target, verb=verb, by=by, at=at, reason=reason)


def place(
    held: Operation, target: OperationState, *, verb: str, by: Author, at: datetime, reason: str = ""
) -> Operation:
    """Set the state of a locked operation, whose turn it is, and what is remembered of the move."""
    before = held.state
    if leaves_report(OperationState(before), target, verb):
        leave_report(held, reason, by=by)
    held.state = target
    if target not in KEEP_THEIR_VOTE:
        held.voted_amount = None
    held.state_since = held.updated_at = at
    held.next_turn = turn_of(target)
    held.next_organisation = organisation_of(held, turn_of(target))
    held.due_on = due_on(held, target, local_day(at))
    note_balance(held, at=at)
    held.version += 1
    save_checked(held)
    OperationStep.objects.create(
        operation=held,
        verb=verb,
        from_state=before,
        to_state=target,
        reason=reason,
        at=at,
        user_id=by.user_id,
        user_label=by.user_label,
        organisation_label=by.organisation_label,
    )
    record("operation.moved", held, by=by, changes={"state": [before, target]}, note=reason)
    return held


def organisation_of(operation: Operation, turn: Turn) -> Organisation | None:
    """Which organisation a turn is."""
    if turn is Turn.NOBODY:
        return None
    if turn is Turn.OWNER:
        return operation.owner
    return operation.epci if turn is Turn.EPCI else operation.departement


def due_on(operation: Operation, state: OperationState, on: date) -> date | None:
    """Until when the next actor should act: the contract's delays for each state, if it has one."""
    days = days_for(operation.contract, state)
    return None if days is None else on + timedelta(days=days)
