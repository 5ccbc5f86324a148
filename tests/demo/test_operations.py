"""The invented operations: one at every step and exit, each brought there by the real actions."""

from datetime import UTC, datetime

import pytest

from beffroi.demo.operations import load_operations
from beffroi.demo.people import load_people
from beffroi.demo.spaces import load_fictitious_space
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, Report
from beffroi.operations.states import TURNS

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
# An ordinary scheme's answer is the one end that no invented operation has reached.
SHOWN = set(OperationState) - {OperationState.SCHEME_GRANTED}


def test_one_operation_at_every_step_and_exit_and_a_second_load_changes_nothing():
    load_people()
    contract = load_fictitious_space(at=AT)
    made = load_operations(contract, at=AT)
    assert {OperationState(one.state) for one in Operation.objects.all()} == SHOWN
    assert all(one.next_turn == TURNS[OperationState(one.state)] for one in Operation.objects.all())
    assert all(one.contract.is_fictitious for one in made)
    # Nobody's own words: each author is a persona, each move is dated in the past or today.
    for one in Operation.objects.prefetch_related("steps"):
        assert all(step.at <= AT and step.user_id for step in one.steps.all()), one
    assert Report.objects.count() == 2
    assert load_operations(contract, at=AT) == []
    assert Operation.objects.count() == len(made)
