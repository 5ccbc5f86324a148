"""One field for operations, contracts and acts: folded, and nothing of others."""

import pytest
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.operations.kinds import OperationState as S
from beffroi.organisations.roles import Role
from beffroi.workspace.search import MOST, search_everywhere
from contracts import factories as contracts
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


def found(actor, typed):
    return {group.anchor: [one.title for one in group.hits] for group in search_everywhere(actor, typed)}


def test_words_are_folded_and_may_be_begun(contract):
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    make_operation(contract, S.COHERENCE, title="Médiathèque de Nœux")
    assert found(lead, "mediath NOEUX") == {"operations": ["Médiathèque de Nœux"]}
    assert found(lead, "contrat")["contrats"] == [contract.title]
    assert found(lead, "  ") == {}


def test_what_others_keep_is_not_found(contract):
    make_operation(contract, S.FILE, title="Médiathèque")
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    stranger = make_actor(owner_of(make_contract()), Role.PROJECT_LEAD)
    draft = contracts.make_draft(title="Contrat secret")
    assert found(agent, "mediatheque") == {}
    assert found(stranger, "mediatheque") == {}
    assert found(stranger, "secret") == {}
    assert draft.title == "Contrat secret"


def test_more_than_a_group_leads_to_its_list(contract, client, django_assert_max_num_queries):
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    for _ in range(MOST + 1):
        make_operation(contract, S.COHERENCE, title="Médiathèque")
    client.force_login(lead.user, backend=BACKEND)
    client.get(reverse("organisations:home"))
    with django_assert_max_num_queries(10):
        page = client.get(reverse("workspace:search") + "?q=mediatheque").content.decode()
    assert f"{reverse('operations:index')}?q=mediatheque" in page
