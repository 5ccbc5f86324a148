"""The page of an operation reads its lists in one statement, however long they are."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.core.journal.actions import record
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Message, OperatingForecast, Operation, SupportRequest
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import AT, make_operation
from operations.files import make_asking, make_file
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
READERS = {
    "agent": (Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT),
    "owner": (Side.EPCI, Role.PROJECT_LEAD),
    "elected": (Side.EPCI, Role.ELECTED_MEMBER),
}


def grow(operation: Operation, by, times: int) -> None:
    """Add rows to lists of an operation: years, questions and messages, lines of its journal."""
    for one in range(times):
        year = 2040 + operation.forecasts.count()
        OperatingForecast.objects.create(operation=operation, year=year, cost_amount=1, revenue_amount=1)
        SupportRequest.objects.create(
            operation=operation, question="Combien ?", partner=operation.departement, assigned_on=AT.date(),
            asked_at=AT + timedelta(one), asked_by_label="Claire", answered_at=AT,
        )  # fmt: skip
        Message.objects.create(
            operation=operation, organisation=by.organisation, is_shared=True, body="Reçu.", at=AT,
            by_label="Claire",
        )  # fmt: skip
        with transaction.atomic():
            record("operation.edited", operation, by=by)


@pytest.mark.parametrize("name", READERS)
def test_few_queries_for_an_operation_with_rows_in_its_lists(name, client, django_assert_max_num_queries):
    operation = make_file(make_asking("devis", "plan"))
    Operation.objects.filter(pk=operation.pk).update(
        state=S.COHERENCE, next_turn="departement", next_organisation=operation.departement
    )
    side, role = READERS[name]
    actor = make_actor(organisation_of(operation.contract, side), role)
    client.force_login(actor.user, backend=BACKEND)
    address = reverse("operations:operation", args=[operation.pk])
    client.get(address)
    for _ in range(2):
        grow(operation, actor, 3)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_eight_queries_for_an_operation_that_was_just_handed_in(client, django_assert_num_queries):
    operation = make_operation(make_asking("devis"), S.COHERENCE)
    agent = make_actor(organisation_of(operation.contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    client.force_login(agent.user, backend=BACKEND)
    address = reverse("operations:operation", args=[operation.pk])
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
