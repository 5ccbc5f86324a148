"""The table of the sample acts, and two chains that hold some."""

import pytest
from django.db import connection

from beffroi.core.seals import kinds
from core.seals import factories


@pytest.fixture(scope="session")
def _sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(factories.SampleAct)


@pytest.fixture(autouse=True)
def _sample_kind(monkeypatch, _sample_table):
    monkeypatch.setattr(kinds, "_KINDS", {})
    kinds.register_kind(factories.KIND, factories.contents_of, factories.expected_ids)


@pytest.fixture
def chain(db):
    return factories.make_chain()


@pytest.fixture
def full(chain):
    """A chain of five acts."""
    factories.fill(chain, 5)
    return chain


@pytest.fixture
def other(db):
    """Another chain, with an act."""
    chain = factories.make_chain("registre:deux")
    factories.make_seal(chain, factories.make_act(99))
    return chain


@pytest.fixture
def empty(db):
    """A chain that holds nothing."""
    return factories.make_chain("registre:vide")
