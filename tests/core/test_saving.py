"""Rows checked before they are written: what `full_clean` says, for fewer questions to the database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beffroi.core.saving import check_row
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import FundingPlan, Operation
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind
from operations.factories import make_operation

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 12)
WRONG = {
    "a state that is none": {"state": "ailleurs"},
    "the turn of another state": {"next_turn": Turn.CLERK},
    "nobody to wait for": {"next_organisation": None},
    "an end before the start": {"starts_on": DAY, "ends_on": DAY - timedelta(days=1)},
    "a cost below zero": {"total_cost_amount": -1},
    "a vote that was not held": {"voted_amount": 5},
    "no contract": {"contract": None},
    "an axis that is not there": {"axis_id": 10**9},
    "the number of another": {"number": 1},
}


@pytest.fixture
def operation():
    first = make_operation()
    return make_operation(first.contract, OperationState.COHERENCE)


def refusals(check, row):
    with pytest.raises(ValidationError) as caught:
        check(row)
    return caught.value.message_dict


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_as_django_tells_it(operation, changes):
    for name, value in changes.items():
        setattr(operation, name, value)
    assert refusals(check_row, operation) == refusals(Operation.full_clean, operation)


def test_a_row_that_holds_asks_its_check_constraints_once_and_no_key_that_was_read(operation):
    read = Operation.objects.select_related(
        "contract", "departement", "epci", "owner", "axis", "next_organisation"
    ).get(pk=operation.pk)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        check_row(read)
    asked = [
        one["sql"] for one in seen.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    # Its check constraints together, then its number in the contract, which is unique.
    assert len(asked) == 2


def test_an_object_that_was_written_after_it_was_given_is_not_yet_the_key(operation):
    kind = OrganisationKind.COMMUNE
    operation.owner = Organisation(slug="auchel", name="Auchel", short_name="Auchel", kind=kind)
    operation.owner.save()
    assert refusals(check_row, operation) == refusals(Operation.full_clean, operation)


def test_a_key_held_once_is_still_asked(operation):
    with pytest.raises(ValidationError, match="existe déjà"):
        check_row(FundingPlan(operation=operation))


def test_a_field_that_is_left_is_not_checked_but_the_others_are(operation):
    operation.state = "ailleurs"
    check_row(operation, leave=("state",))
    operation.total_cost_amount = -1
    with pytest.raises(ValidationError, match="négatif"):
        check_row(operation, leave=("state",))
