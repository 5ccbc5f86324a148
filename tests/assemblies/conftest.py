"""People and acts of an invented agglomeration."""

import pytest
import time_machine
from django.test import Client

from assemblies import factories
from beffroi.organisations.roles import Role


@pytest.fixture(autouse=True)
def _today():
    """A day after everything that the factories tell."""
    with time_machine.travel("2024-04-02 09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def assembly(db):
    """A council of eleven members."""
    return factories.make_assembly()


@pytest.fixture
def sitting(assembly):
    """A regular sitting, not sealed."""
    return factories.make_sitting(assembly)


@pytest.fixture
def clerk(assembly):
    """The clerk of that council's organisation."""
    return factories.make_actor(assembly.organisation, Role.ASSEMBLY_CLERK)


@pytest.fixture
def page(clerk):
    """The clerk's browser."""
    client = Client()
    client.force_login(clerk.user)
    return client
