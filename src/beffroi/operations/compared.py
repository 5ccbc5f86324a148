"""The plan and scenarios side by side: the same figures and the same tests for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.law import Reckoning
from beffroi.law.french import money, percent
from beffroi.operations.kinds import FunderKind
from beffroi.operations.models import FundingScenario, Operation
from beffroi.operations.plan_facts import plan_of
from beffroi.operations.rules.plan import (
    Cost,
    Line,
    Plan,
    concours_of,
    imbalance,
    is_investment,
    own_share_of,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One way to fund the operation."""

    name: str
    pk: int | None
    cost: str
    funding: str
    own: str
    asked: str
    others: str
    private: str
    imbalance: str
    own_share: Reckoning[object] | None
    own_rate: str
    concours: Reckoning[object] | None


def compare(operation: Operation, scenarios: Sequence[FundingScenario]) -> list[Column]:
    """Give the plan, then each scenario; those were read with their lines."""
    first = _column("Plan", None, plan_of(operation))
    return [first, *(_column(one.name, one.pk, _plan(operation, one)) for one in scenarios)]


def _plan(operation: Operation, scenario: FundingScenario) -> Plan:
    return Plan(
        costs=(Cost("coût total", scenario.cost_amount),),
        lines=tuple(Line(one.funder, FunderKind(one.kind), one.amount) for one in scenario.lines.all()),
        exception=operation.plan.own_share_exception,
        is_investment=is_investment(operation.kind),
    )


def _column(name: str, pk: int | None, plan: Plan) -> Column:
    share = own_share_of(plan)
    asked, own = plan.funded_by(FunderKind.DEPARTEMENT), plan.own_amount
    private = plan.funded_by(FunderKind.PRIVATE)
    return Column(
        name=name,
        pk=pk,
        cost=money(plan.cost_amount),
        funding=money(plan.funding_amount),
        own=money(own),
        asked=money(asked),
        others=money(plan.funding_amount - asked - own - private),
        private=money(private),
        imbalance=imbalance(plan),
        own_share=share,
        own_rate=percent(share.value, 1) if share else "",
        concours=concours_of(plan),
    )
