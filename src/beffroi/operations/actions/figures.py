"""The amounts kept beside the rows that they come from: always written together."""

from datetime import datetime

from beffroi.core.saving import save_checked
from beffroi.operations.kinds import FunderKind
from beffroi.operations.models import FundingPlan, Operation
from beffroi.operations.plan_facts import read_plan


def keep_figures(held: Operation, plan: FundingPlan, *, at: datetime) -> None:
    """Sum the rows of a locked plan into its columns and into those of its locked operation.

    A plan that no longer balances is no longer settled: the caller says so first.
    """
    read = read_plan(held, plan.costs.all(), plan.lines.all())
    plan.cost_amount = read.cost_amount
    plan.eligible_amount = read.eligible_amount
    plan.funding_amount = read.funding_amount
    save_checked(plan)
    held.total_cost_amount = read.cost_amount
    held.asked_amount = read.funded_by(FunderKind.DEPARTEMENT)
    held.updated_at = at
    held.save(update_fields=["total_cost_amount", "asked_amount", "updated_at"])
