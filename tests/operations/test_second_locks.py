"""What hides a thing that something else hides as well, each asked alone."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.core.journal.actions import record
from beffroi.operations.archive import _operations
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.lists.kind import contracts_of
from beffroi.operations.models import Operation
from beffroi.organisations.roles import OrganisationKind, Role
from contracts import factories as contracts
from operations.factories import make_contract, make_draft, make_operation, owner_of, run
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def agent(contract):
    return make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)


def page(client, actor, name, *args):
    client.force_login(actor.user, backend=BACKEND)
    return client.get(reverse(f"operations:{name}", args=args))


def test_the_history_of_an_examination_waits_for_its_end(contract, agent, client):
    operation = make_operation(contract, S.COHERENCE)
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    with transaction.atomic():
        record("coherence.answered", operation, by=agent)
    told = {
        actor: "a répondu sur la cohérence" in page(client, actor, "operation", operation.pk).content.decode()
        for actor in (agent, lead)
    }
    assert told == {agent: True, lead: False}


def test_the_archive_of_a_departement_holds_no_draft_of_others(contract, agent):
    draft, handed_in = (make_operation(contract, state) for state in (S.FILE, S.COHERENCE))
    found = Operation.objects.filter(_operations(SimpleNamespace(owner=agent.organisation)))
    assert (draft in found, handed_in in found) == (False, True)


def test_the_menu_of_axes_names_none_that_only_drafts_serve(client):
    contract = make_draft()
    served, other = contract.axes.get(rank=1), contract.axes.get(rank=1)
    other.pk, other.rank = None, 2
    other.save(force_insert=True)
    run(contract)
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    make_operation(contract, S.COHERENCE, axis=served)
    make_operation(contract, S.FILE, axis=other)
    listing = page(client, agent, "index").context["listing"]
    choices = next(one.choices for one in listing.controls if one.name == "axe")
    assert [value for value, _ in choices] == ["", str(served.pk)]


def test_a_commune_s_menu_of_contracts_is_that_of_the_operations_around_it():
    here, elsewhere = make_contract(), make_contract()
    code = here.communes.first().code
    commune = make_organisation(OrganisationKind.COMMUNE, commune_code=code, is_fictitious=here.is_fictitious)
    make_operation(here, S.COHERENCE).communes.set(here.communes.filter(code=code))
    make_operation(elsewhere, S.COHERENCE).communes.set(elsewhere.communes.exclude(code=code))
    agent = make_actor(commune, Role.COMMUNE_AGENT)
    assert {one["contract"] for one in contracts_of(agent)} == {here.pk}
