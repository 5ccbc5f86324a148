"""Scenarios never alter the plan, and are those of one organisation."""

from decimal import Decimal

import pytest
from django.core import serializers

from assemblies.factories import CLERK
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.plan import MOST_ROWS, PlanChanged
from beffroi.operations.actions.scenarios import MOST_SCENARIOS, copy_plan, write_scenario
from beffroi.operations.compared import compare
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.operations.rules.plan import Line
from operations.factories import AT
from operations.plans import make_planned

pytestmark = pytest.mark.django_db
WITHOUT_STATE = [Line("Département", K.DEPARTEMENT, Decimal(100_000)), Line("Nous", K.OWN, Decimal(20_000))]


def whole(operation):
    """Every column of the operation, of its plan and of their rows."""
    read = Operation.objects.get(pk=operation.pk)
    return serializers.serialize("json", [read, read.plan, *read.plan.costs.all(), *read.plan.lines.all()])


def test_a_scenario_starts_as_a_copy_and_never_alters_the_plan():
    operation = make_planned(state=S.SHEET)
    before = whole(operation)
    scenario = copy_plan(operation, operation.owner, "Sans l’État", by=CLERK, at=AT)
    assert [(one.kind, one.amount) for one in scenario.lines.all()] == [
        (one.kind, one.asked_amount) for one in operation.plan.lines.all()
    ]
    write_scenario(scenario, Decimal(120_000), WITHOUT_STATE, 1, by=CLERK, at=AT)
    assert whole(operation) == before


def test_the_tests_are_run_on_each_side_by_side():
    operation = make_planned()
    scenario = copy_plan(operation, operation.owner, "A", by=CLERK, at=AT)
    written = write_scenario(scenario, Decimal(120_000), WITHOUT_STATE, 1, by=CLERK, at=AT)
    plan, other = compare(operation, [written])
    assert (plan.own_share.holds, other.own_share.holds) == (True, False)
    assert (plan.imbalance, other.imbalance) == ("", "")
    assert (plan.own_rate, other.own_rate) == ("25\u202f%", "16,7\u202f%")


def test_the_second_writer_is_told():
    operation = make_planned()
    scenario = copy_plan(operation, operation.owner, "A", by=CLERK, at=AT)
    write_scenario(scenario, Decimal(1), [], 1, by=CLERK, at=AT)
    with pytest.raises(PlanChanged):
        write_scenario(scenario, Decimal(2), [], 1, by=CLERK, at=AT)


def test_refused_twice_under_one_name_without_a_name_or_beyond_what_compares():
    operation = make_planned()
    copy_plan(operation, operation.owner, "A", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="porte déjà ce nom"):
        copy_plan(operation, operation.owner, "A", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="Nom"):
        copy_plan(operation, operation.owner, " ", by=CLERK, at=AT)
    for number in range(MOST_SCENARIOS - 1):
        copy_plan(operation, operation.owner, f"B{number}", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="au plus"):
        copy_plan(operation, operation.owner, "C", by=CLERK, at=AT)


def test_refused_beyond_what_a_scenario_may_hold():
    operation = make_planned()
    scenario = copy_plan(operation, operation.owner, "A", by=CLERK, at=AT)
    many = [Line("X", K.STATE, Decimal(1))] * (MOST_ROWS + 1)
    with pytest.raises(RuleViolation, match="au plus"):
        write_scenario(scenario, Decimal(1), many, 1, by=CLERK, at=AT)
