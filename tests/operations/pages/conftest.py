"""Who opens the pages: the owner of the operations, and the département that examines them."""

import pytest

from beffroi.contracts.kinds import Side
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import make_contract
from organisations.factories import make_member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def owner(client, contract):
    client.force_login(make_member(organisation_of(contract, Side.EPCI), Role.PROJECT_LEAD), backend=BACKEND)
    return client


@pytest.fixture
def agent(client, contract):
    client.force_login(
        make_member(organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT), backend=BACKEND
    )
    return client
