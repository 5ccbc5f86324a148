"""Which axes the operations of a contract serve, on the page that shows what a contract leaves out."""

import pytest
from django.urls import reverse

from beffroi.contracts.coverage import served_axes
from beffroi.contracts.kinds import Side
from beffroi.operations.coverage import axes_served
from beffroi.operations.kinds import OperationState as S
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import make_contract, make_operation
from organisations.factories import make_member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SERVES = {
    S.COHERENCE: True,
    S.VOTED: True,
    S.IDEA: False,
    S.FILE: False,
    S.WITHDRAWN: False,
    S.REFUSED: False,
    S.DROPPED: False,
}


@pytest.mark.parametrize(("state", "serves"), SERVES.items())
def test_what_was_handed_in_and_is_not_gone_serves_its_axis(state, serves):
    contract = make_contract()
    operation = make_operation(contract, state)
    assert axes_served(contract) == ({operation.axis_id} if serves else set())
    assert served_axes(contract) >= axes_served(contract)


def test_the_page_no_longer_says_that_such_an_axis_is_served_by_none(client):
    contract = make_contract()
    operation = make_operation(contract, S.COHERENCE)
    agent = make_member(organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    client.force_login(agent, backend=BACKEND)
    page = client.get(reverse("contracts:writing", args=[contract.slug])).content.decode()
    left = page.split("qu’aucune opération ne sert", 1)
    told = left[1].split("</ul>", 1)[0] if len(left) > 1 else ""
    assert operation.axis.short_title not in told
