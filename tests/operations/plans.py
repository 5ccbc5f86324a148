"""Funding plans of invented operations, written by the real action."""

from decimal import Decimal
from typing import Any

from assemblies.factories import CLERK
from beffroi.operations.actions.moves import place
from beffroi.operations.actions.plan import write_plan
from beffroi.operations.kinds import FunderKind, OperationState
from beffroi.operations.models import Operation
from beffroi.operations.plan_facts import LineFacts, PlanFacts
from beffroi.operations.rules.plan import Cost
from beffroi.operations.saving import lock
from operations.factories import AT, make_contract, make_operation


def line(kind: FunderKind, amount: Decimal | int | str, funder: str = "", **more: Any) -> LineFacts:
    """A line of one kind."""
    return LineFacts(funder or str(kind.label), kind, Decimal(amount), **more)


def facts(cost: Decimal | int | str, *lines: LineFacts, **more: Any) -> PlanFacts:
    """A plan with one cost."""
    return PlanFacts(costs=(Cost("Travaux", Decimal(cost)),), lines=lines, **more)


# The worked example of the law, met: 100,000 of own money in 400,000 of public money.
MET = facts(
    450_000,
    line(FunderKind.DEPARTEMENT, 100_000),
    line(FunderKind.STATE, 200_000, "État, DSIL"),
    line(FunderKind.OWN, 100_000),
    line(FunderKind.PRIVATE, 50_000),
)
# The worked example missed: 60,000 in 360,000.
MISSED = facts(
    360_000,
    line(FunderKind.DEPARTEMENT, 100_000),
    line(FunderKind.STATE, 200_000, "État, DSIL"),
    line(FunderKind.OWN, 60_000),
)


def make_planned(
    plan: PlanFacts = MET, state: OperationState = OperationState.FILE, **changes: Any
) -> Operation:
    """An operation with its plan, then put in a state whatever its conditions."""
    contract = changes.pop("contract", None) or make_contract()
    operation = make_operation(contract, OperationState.FILE, **changes)
    write_plan(operation, plan, by=CLERK, at=AT)
    held = lock(operation)
    if state is OperationState.VOTED:
        held.voted_amount = Decimal(1000)
    if state is not OperationState.FILE:
        held = place(held, state, verb="placed", by=CLERK, at=AT)
    return Operation.objects.get(pk=held.pk)
