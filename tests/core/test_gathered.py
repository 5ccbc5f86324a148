"""The lists that a page reads in one statement are those that its related managers read one by one."""

from decimal import Decimal

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from beffroi.contracts.models import AttentionPoint
from beffroi.core.gathered import gather
from beffroi.operations.kinds import FundingRoute
from beffroi.operations.models import (
    CoherenceAnswer,
    EarlyStart,
    Operation,
    OperationSheet,
    RouteDecision,
    SchemeExamination,
    SupportRequest,
)
from beffroi.operations.page import CONTRACT_LISTS, LISTS, PLAN_LISTS
from drafting.factories import make_text
from operations.factories import AT
from operations.files import make_asking, make_file
from schemes.factories import make_scheme

pytestmark = pytest.mark.django_db
WORDS = '« L’été », d\'un "trait"\n\\ 100 % à 1e400 €'


@pytest.fixture
def operation():
    """An operation with rows in each of its lists, their columns filled and empty."""
    made = make_file(make_asking("devis"))
    by = {"at": AT, "by_label": "Claire"}
    departement, contract = made.departement, made.contract
    scheme = make_scheme(organisation=departement)
    for checks in ([], [{"rate": 0.1, "whole": 12345678901234567, "told": WORDS}]):
        SchemeExamination.objects.create(
            operation=made, scheme=scheme if checks else make_scheme(organisation=departement),
            verdict="refused", reason=WORDS, checks=checks, **by,
        )  # fmt: skip
    for amount in (Decimal("0.10"), Decimal("999999999999.99"), None):
        RouteDecision.objects.create(
            operation=made, route=FundingRoute.NONE, proposed_amount=amount, reason="Non", **by
        )
    for number, facts in ((1, None), (2, {"a": [1, None, "é"]})):
        text = make_text([departement])
        OperationSheet.objects.create(operation=made, number=number, text=text, facts=facts)
    CoherenceAnswer.objects.create(
        operation=made, subject="point", point=contract.attention_points.first(), verdict="yes", **by
    )
    asked = {"operation": made, "asked_at": AT, "asked_by_label": "Claire"}
    SupportRequest.objects.create(question=WORDS, **asked)
    SupportRequest.objects.create(
        question="Et ?", partner=departement, assigned_on=AT.date(), answered_at=AT, **asked
    )
    EarlyStart.objects.create(operation=made, works_on=AT.date(), reason="Vite", asked_at=AT)
    return Operation.objects.select_related("plan", "contract").get(pk=made.pk)


def owners_of(operation):
    return (operation, LISTS), (operation.plan, PLAN_LISTS), (operation.contract, CONTRACT_LISTS)


def values(row: Model) -> dict[str, object]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def test_the_rows_are_those_of_each_manager_in_their_order(operation, django_assert_num_queries):
    expected = {
        (owner, name): [values(one) for one in getattr(owner, name).all()]
        for owner, names in owners_of(operation)
        for name in names
    }
    assert sum(map(len, expected.values())) > len(expected)
    with django_assert_num_queries(1):
        gather(*owners_of(operation))
    with django_assert_num_queries(0):
        for (owner, name), rows in expected.items():
            found = [values(one) for one in getattr(owner, name).all()]
            assert found == rows, name
            assert [{key: type(one) for key, one in row.items()} for row in found] == [
                {key: type(one) for key, one in row.items()} for row in rows
            ]


def test_a_row_knows_whom_it_was_read_for(operation, django_assert_num_queries):
    gather(*owners_of(operation))
    with django_assert_num_queries(0):
        assert all(one.operation is operation for one in operation.routes.all())
        assert all(one.plan is operation.plan for one in operation.plan.lines.all())
        assert operation.routes.count() == len(operation.routes.all()) == 3


def test_a_row_that_was_gathered_is_written_as_any_other(operation):
    gather(*owners_of(operation))
    point = operation.contract.attention_points.all()[0]
    assert isinstance(point, AttentionPoint)
    assert not point._state.adding
    asked = operation.support_requests.all()[0]
    asked.question = "Combien ?"
    asked.save()
    assert SupportRequest.objects.get(pk=asked.pk).question == "Combien ?"


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.filter(pk=1),
        lambda rows: rows.order_by("pk").first(),
        lambda rows: rows.select_related("fund"),
        lambda rows: rows.all().all(),
        lambda rows: rows.values("pk"),
    ],
)
def test_nothing_more_is_asked_of_what_was_gathered(operation, ask):
    gather((operation, ("routes",)))
    with pytest.raises(TypeError, match="were gathered"):
        ask(operation.routes)


def test_the_lists_of_another_are_not_mixed_with_its_own(operation):
    other = make_file(operation.contract)
    RouteDecision.objects.create(operation=other, route=FundingRoute.NONE, reason="x", at=AT, by_label="C")
    gather((operation, ("routes", "communes")), (other, ("routes", "communes")))
    assert [one.operation_id for one in other.routes.all()] == [other.pk]
    assert {one.operation_id for one in operation.routes.all()} == {operation.pk}


def test_a_list_that_does_not_exist_is_an_error(operation):
    with pytest.raises(FieldDoesNotExist):
        gather((operation, ("nothing",)))
