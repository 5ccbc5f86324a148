"""One field for operations, contracts, acts and organisations: folded, and nothing of others."""

import pytest
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.permissions import Sight, sight_of
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import Role
from beffroi.workspace.search import MOST, search_everywhere
from contracts import factories as contracts
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_organisation

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


def called_zibeline(*made):
    Organisation.objects.filter(pk__in=[owner_of(one).pk for one in made]).update(name="Agglo de Zibeline")


def test_organisations_are_the_parties_and_owners_that_one_meets(contract):
    draft, hidden = contracts.make_draft(), contracts.make_draft()
    called_zibeline(contract, draft, hidden)
    agent = make_actor(contracts.organisation_of(draft, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    # The party of a contract that runs is public; that of one's own draft is met; that of another's is not.
    hits = {one.href for group in search_everywhere(agent, "zibeline") for one in group.hits}
    assert hits == {
        reverse("contracts:contract", args=[contract.slug]),
        reverse("contracts:workspace", args=[draft.slug]),
    }


def test_an_organisation_leads_to_its_operations_and_ones_own_to_its_page(contract):
    called_zibeline(contract)
    make_operation(contract, S.COHERENCE)
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    (hit,) = search_everywhere(agent, "zibeline")[0].hits
    assert hit.href == f"{reverse('operations:index')}?maitre={owner_of(contract).pk}"
    (own,) = search_everywhere(lead, "zibeline")[0].hits
    assert own.href == reverse("organisations:organisation")


def test_an_organisation_alone_is_not_hinted_at(contract):
    make_organisation(name="Agglo de Zibeline")
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    assert found(lead, "zibeline") == {}


def test_the_field_stands_on_every_signed_in_page_once(contract, client):
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    client.force_login(lead.user, backend=BACKEND)
    for name in ("organisations:home", "operations:index", "organisations:account", "workspace:search"):
        page = client.get(reverse(name)).content.decode()
        assert page.count('aria-label="Chercher partout"') == 1, name
        assert page.count('id="partout"') == 1, name
        assert page.count('name="q"') == 1 + (name == "operations:index"), name


def test_a_clerk_who_is_elected_too_looks_into_no_description_before_the_agenda(contract):
    one = make_operation(contract, S.COHERENCE, title="Halle", description="Un secret")
    departement = contracts.organisation_of(contract, Side.DEPARTEMENT)
    both = make_actor(departement, Role.ASSEMBLY_CLERK, Role.ELECTED_MEMBER)
    assert search_everywhere(both, "halle")
    assert search_everywhere(both, "secret") == []
    assert sight_of(both, one) is Sight.SUMMARY
    one.state = S.AGENDA
    assert sight_of(both, one) is Sight.WHOLE


def test_words_that_most_operations_hold_find_the_same(contract, monkeypatch):
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    for number in range(3):
        make_operation(contract, S.COHERENCE, title=f"Halle {number}")
    few = search_everywhere(agent, "halle")
    monkeypatch.setattr("beffroi.core.ui.lists.MOST_COUNTED", 1)
    assert search_everywhere(agent, "halle") == few
    assert len(few[0].hits) == 3


def test_more_than_a_group_leads_to_its_list(contract, client, django_assert_max_num_queries):
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    for _ in range(MOST + 1):
        make_operation(contract, S.COHERENCE, title="Médiathèque")
    Organisation.objects.filter(pk=owner_of(contract).pk).update(short_name="Médiathèques")
    client.force_login(lead.user, backend=BACKEND)
    client.get(reverse("organisations:home"))
    with django_assert_max_num_queries(10):
        page = client.get(reverse("workspace:search") + "?q=mediatheque").content.decode()
    assert f"{reverse('operations:index')}?q=mediatheque" in page
