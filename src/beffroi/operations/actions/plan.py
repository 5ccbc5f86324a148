"""What changes a funding plan: its owner writes it, a funder cuts it, it is settled once it balances."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import create_checked, save_checked
from beffroi.law.french import money
from beffroi.operations.actions.figures import LINES, keep_figures, settle, told_plan, unsettle
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.award import bears_vote
from beffroi.operations.kinds import FunderKind, LineState, OperationState
from beffroi.operations.models import CostItem, FundingLine, FundingPlan, Operation
from beffroi.operations.permissions import EDITED_BY_OWNER, plan_is_open
from beffroi.operations.plan_blockers import (
    blockers_for_balance,
    blockers_for_concours,
    blockers_for_own_share,
)
from beffroi.operations.plan_facts import LineFacts, PlanFacts, line_of
from beffroi.operations.rules.plan import cut
from beffroi.operations.saving import lock_plan
from beffroi.operations.states import AWARDED

MOST_ROWS = 100
# While the file is examined or once it was, a decision of a funder stays in the plan.
KEEPS_DECISIONS = AWARDED | {OperationState.COMPLETION, OperationState.REOPENED}
DECIDED = frozenset({LineState.OBTAINED, LineState.REFUSED, LineState.WITHDRAWN})


class PlanChanged(RuleViolation):
    """Somebody else wrote the plan since it was read."""


@transaction.atomic
def write_plan(operation: Operation, facts: PlanFacts, *, by: Author, at: datetime) -> FundingPlan:
    """Write the whole plan: costs anew, each line that was already there as the same line.

    A written plan is no longer settled. Once an aid was given the funders alone change, and what is written
    balances and is settled at once. Raises: PlanChanged, RuleViolation.
    """
    held, plan = lock_plan(operation)
    if not plan_is_open(held):
        raise RuleViolation(f"Le plan ne s’écrit plus : l’opération est « {held.get_state_display()} ».")
    if facts.version not in (None, plan.version):
        raise PlanChanged(
            "Le plan a été modifié entre-temps. Ce que vous avez saisi est encore ci-dessous : "
            "comparez avec le plan actuel avant d’enregistrer."
        )
    before, given = told_plan(plan), _given(plan)
    unsettle(plan)
    plan.basis, plan.recovers_tax = facts.basis, facts.recovers_tax
    plan.own_share_exception, plan.lead_field = facts.exception, facts.lead_field
    _write_rows(held, plan, facts)
    plan.version += 1
    keep_figures(held, plan, at=at)
    after = told_plan(plan)
    record("plan.written", held, by=by, changes=changes_between(before, after))
    if held.stage in AWARDED:
        if not given <= _given(plan) or _frozen(before) != _frozen(after):
            raise RuleViolation("Une aide est accordée sur ce plan : seuls les autres financements changent.")
        _check_awarded(held, local_day(at))
        settle(held, plan, by=by, at=at)
    return plan


@transaction.atomic
def settle_plan(operation: Operation, *, by: Author, at: datetime) -> FundingPlan:
    """Settle a plan: from then on the database holds it to the cent.

    Raises: RuleViolation.
    """
    held, plan = lock_plan(operation)
    obstacles = blockers_for_balance(held, local_day(at))
    if obstacles:
        raise RuleViolation(" ".join(one.sentence for one in obstacles), obstacles[0].source)
    settle(held, plan, by=by, at=at)
    return plan


@transaction.atomic
def resettle_plan(operation: Operation, *, by: Author, at: datetime) -> Operation:
    """Settle a plan that a funder had reopened: the operation is routed again, and the tests run again.

    Raises: RuleViolation.
    """
    moved = move_operation(operation, "resettle_plan", by=by, at=at)
    return Operation.objects.get(pk=moved.pk)


@transaction.atomic
def funder_cuts(line: FundingLine, amount: Decimal, reason: str, *, by: Author, at: datetime) -> Operation:
    """Note that a funder gives less, or nothing: the plan is reopened, for the owner to balance it.

    Raises: RuleViolation.
    """
    held, plan = lock_plan(line.plan.operation)
    row = plan.lines.get(pk=line.pk)
    _check_cut(held, row, amount, reason)
    before = told_plan(plan)
    after = cut(line_of(row), amount)
    row.state, row.asked_amount, row.obtained_amount = after.state, after.asked_amount, after.obtained_amount
    row.decided_on = local_day(at)
    save_checked(row)
    plan.version += 1
    keep_figures(held, plan, at=at)
    record(
        "plan.cut",
        held,
        by=by,
        changes=changes_between(before, told_plan(plan)),
        note=f"{row.funder} : {reason}",
    )
    return move_operation(held, "reopen_plan", by=by, at=at, reason=f"{row.funder} : {reason.strip()}")


def _check_cut(held: Operation, row: FundingLine, amount: Decimal, reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("Dites pourquoi le financeur se retire ou réduit.")
    if held.stage in EDITED_BY_OWNER:
        raise RuleViolation("Le plan est entre vos mains : modifiez la ligne et enregistrez-le.")
    if row.kind == FunderKind.OWN:
        raise RuleViolation("La part du maître d’ouvrage se modifie au plan, une fois rouvert.")
    counted = line_of(row).counted_amount
    if not 0 <= amount < counted:
        raise RuleViolation(
            f"Un financeur qui réduit donne moins que {money(counted)}, ou zéro s’il se retire."
        )


def _given(plan: FundingPlan) -> set[Any]:
    """What the département decided on the lines of a plan."""
    lines = plan.lines.filter(kind=FunderKind.DEPARTEMENT, state__in=DECIDED)
    return set(lines.values_list("pk", "state", "obtained_amount", "decided_on"))


def _frozen(told: dict[str, Any]) -> dict[str, Any]:
    """What no longer changes of a plan once an aid was given on it: all but its funders."""
    return {name: value for name, value in told.items() if name != LINES}


def _check_awarded(held: Operation, on: date) -> None:
    obstacles = [
        *blockers_for_balance(held, on),
        *blockers_for_own_share(held, on),
        *blockers_for_concours(held, on),
    ]
    if obstacles:
        raise RuleViolation(" ".join(one.sentence for one in obstacles), obstacles[0].source)
    if not bears_vote(held):
        told = money(held.voted_amount or 0)
        raise RuleViolation(f"Une ligne du Département porte l’aide votée, obtenue pour {told}.")


def _write_rows(held: Operation, plan: FundingPlan, facts: PlanFacts) -> None:
    if max(len(facts.costs), len(facts.lines)) > MOST_ROWS:
        raise RuleViolation(f"Un plan a {MOST_ROWS} postes et {MOST_ROWS} financeurs au plus.")
    plan.costs.all().delete()
    create_checked(
        CostItem(plan=plan, rank=rank, label=one.label, amount=one.amount, is_eligible=one.is_eligible)
        for rank, one in enumerate(facts.costs, start=1)
    )
    rows = {one.pk: one for one in plan.lines.all()}
    gone = [row for pk, row in rows.items() if pk not in {one.pk for one in facts.lines}]
    _check_gone(held, gone)
    plan.lines.filter(pk__in=[one.pk for one in gone]).delete()
    # Out of the way, so that lines may change places.
    plan.lines.update(rank=F("rank") + MOST_ROWS)
    for rank, one in enumerate(facts.lines, start=1):
        _write_line(rows.get(one.pk or 0) or FundingLine(plan=plan), rank, one)


def _check_gone(held: Operation, gone: list[FundingLine]) -> None:
    decided = [one for one in gone if one.state in DECIDED]
    if decided and held.stage in KEEPS_DECISIONS:
        names = ", ".join(one.funder for one in decided)
        raise RuleViolation(f"Ce qu’un financeur a décidé reste au plan, même refusé ou retiré : {names}.")


def _write_line(row: FundingLine, rank: int, facts: LineFacts) -> None:
    row.rank, row.funder, row.kind = rank, facts.funder, facts.kind
    row.state, row.asked_amount = facts.state, facts.asked_amount
    row.obtained_amount, row.decided_on = facts.obtained_amount, facts.decided_on
    row.scheme, row.piece = facts.scheme, facts.piece
    save_checked(row)
