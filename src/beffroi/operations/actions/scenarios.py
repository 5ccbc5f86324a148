"""Other ways to fund an operation, of one organisation: they never alter the plan."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import create_checked, save_checked
from beffroi.law.french import money
from beffroi.operations.actions.plan import MOST_ROWS, PlanChanged
from beffroi.operations.models import FundingScenario, Operation, ScenarioLine
from beffroi.operations.plan_facts import line_of
from beffroi.operations.rules.plan import Line
from beffroi.operations.saving import lock
from beffroi.organisations.models import Organisation

MOST_SCENARIOS = 12


@transaction.atomic
def copy_plan(
    operation: Operation, organisation: Organisation, name: str, *, by: Author, at: datetime
) -> FundingScenario:
    """Open a scenario of an organisation from the plan as it is: what counts of each line.

    Raises: RuleViolation.
    """
    held = lock(operation)
    if held.scenarios.filter(organisation=organisation).count() >= MOST_SCENARIOS:
        raise RuleViolation(f"{MOST_SCENARIOS} scénarios au plus : au-delà, ils ne se comparent plus.")
    scenario = save_checked(
        FundingScenario(
            operation=held,
            organisation=organisation,
            name=name.strip(),
            cost_amount=held.plan.cost_amount,
            created_at=at,
            created_by_label=by.user_label,
        )
    )
    _write_lines(scenario, [line_of(one) for one in held.plan.lines.all()])
    # The journal of an operation is read by both parties: the scenario keeps its own.
    record("scenario.copied", scenario, by=by)
    return scenario


@transaction.atomic
def write_scenario(
    scenario: FundingScenario,
    cost: Decimal,
    lines: Sequence[Line],
    version: int,
    *,
    by: Author,
    at: datetime,
) -> FundingScenario:
    """Write the cost and the lines of a scenario.

    Raises: PlanChanged, RuleViolation.
    """
    held = FundingScenario.objects.select_for_update().get(pk=scenario.pk)
    if held.version != version:
        raise PlanChanged(
            "Ce scénario a été modifié entre-temps. Ce que vous avez saisi est encore ci-dessous."
        )
    if len(lines) > MOST_ROWS:
        raise RuleViolation(f"Un scénario a {MOST_ROWS} financeurs au plus.")
    held.cost_amount = cost
    held.version += 1
    save_checked(held)
    held.lines.all().delete()
    _write_lines(held, lines)
    record("scenario.written", held, by=by, note=money(cost))
    return held


def _write_lines(scenario: FundingScenario, lines: Sequence[Line]) -> None:
    counted = [one for one in lines if one.counted_amount]
    create_checked(
        ScenarioLine(
            scenario=scenario, rank=rank, funder=one.funder, kind=one.kind, amount=one.counted_amount
        )
        for rank, one in enumerate(counted, start=1)
    )
