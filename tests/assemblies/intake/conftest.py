"""A clerk signed in, their assembly, and the text of the real act where it is at hand."""

from pathlib import Path

import pytest
from django.conf import settings

from assemblies.factories import make_actor, make_organisation
from assemblies.intake.factories import make_council
from beffroi.organisations.roles import Role


@pytest.fixture
def organisation(db):
    return make_organisation()


@pytest.fixture
def council(organisation):
    return make_council(organisation)


@pytest.fixture
def clerk(organisation):
    return make_actor(organisation, Role.ASSEMBLY_CLERK)


@pytest.fixture
def signed_in(client, clerk):
    """The browser of the clerk."""
    client.force_login(clerk.user)
    return client


@pytest.fixture
def seed_text() -> str:
    """The text of the real act; the test is skipped on a machine that has not got it."""
    folder = Path(settings.SEED_DIR)
    path = next(iter(sorted(folder.glob("*.txt"))), None) if folder.is_dir() else None
    if path is None:
        pytest.skip("texte source absent")
    return path.read_text(encoding="utf-8")
