"""The amounts kept beside the rows that they come from, always written together; a plan settled, and told."""

from datetime import datetime
from typing import Any

from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.law.french import money
from beffroi.operations.award import awaits_balance
from beffroi.operations.kinds import FunderKind
from beffroi.operations.models import FundingLine, FundingPlan, Operation
from beffroi.operations.plan_facts import read_plan

LINES = "financements"


def keep_figures(held: Operation, plan: FundingPlan, *, at: datetime) -> None:
    """Sum the rows of a locked plan into its columns and into those of its locked operation.

    A plan that no longer balances is no longer settled.
    """
    read = read_plan(held, plan.costs.all(), plan.lines.all())
    plan.cost_amount = read.cost_amount
    plan.eligible_amount = read.eligible_amount
    plan.funding_amount = read.funding_amount
    if not read.balances:
        unsettle(plan)
    save_checked(plan)
    held.total_cost_amount = read.cost_amount
    held.asked_amount = read.funded_by(FunderKind.DEPARTEMENT)
    held.updated_at = at
    note_balance(held, at=at)
    held.save(update_fields=["total_cost_amount", "asked_amount", "updated_at", "awaits_balance_since"])


def note_balance(held: Operation, *, at: datetime) -> None:
    """Keep since when the plan of a locked operation awaits its balance; whoever calls saves it."""
    if not awaits_balance(held):
        held.awaits_balance_since = None
    elif held.awaits_balance_since is None:
        held.awaits_balance_since = at


def settle(held: Operation, plan: FundingPlan, *, by: Author, at: datetime) -> None:
    """Settle a locked plan that balances: from then on the database holds it to the cent.

    One that is settled keeps its author and its day.
    """
    keep_figures(held, plan, at=at)
    if plan.settled_at is None:
        plan.settled_at, plan.settled_by_label = at, by.user_label
        save_checked(plan)
        record("plan.settled", held, by=by, note=money(plan.cost_amount))


def unsettle(plan: FundingPlan) -> None:
    """Let a plan change again; whoever calls saves it."""
    plan.settled_at, plan.settled_by_label = None, ""


def told_plan(plan: FundingPlan) -> dict[str, Any]:
    """Give what the journal keeps of a plan."""
    costs = [
        f"{one.label} : {money(one.amount)}{'' if one.is_eligible else ', non éligible'}"
        for one in plan.costs.all()
    ]
    return {
        "montants": plan.get_basis_display(),
        "exception aux 20 %": plan.own_share_exception,
        "domaine à chef de file": plan.lead_field,
        "coûts": costs,
        LINES: [_told_line(one) for one in plan.lines.all()],
    }


def _told_line(line: FundingLine) -> str:
    told = f"{line.funder} ({line.get_kind_display()}) : {money(line.asked_amount)} demandés"
    if line.obtained_amount is not None:
        told += f", {money(line.obtained_amount)} obtenus"
    return f"{told}, {line.get_state_display()}"
