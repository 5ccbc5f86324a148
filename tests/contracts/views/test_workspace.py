"""What a party's people see and do; what the others get instead."""

import pytest
from django.urls import reverse

from assemblies.factories import make_actor, make_organisation
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import (
    CLERK,
    ON,
    approve,
    fill,
    make_draft,
    make_signed,
    make_vote,
    open_votes,
    organisation_of,
    signature,
)
from contracts.views.conftest import as_actor

pytestmark = pytest.mark.django_db

POSTS = ("approve", "show", "open_signature")


def address(contract: Contract, name: str = "workspace", side: str = "epci") -> str:
    args = [contract.slug, side] if name == "approve" else [contract.slug]
    return reverse(f"contracts:{name}", args=args)


def browser_of(contract: Contract, side: Side, *roles: Role):
    return as_actor(make_actor(organisation_of(contract, side), *roles))


def both_approved() -> Contract:
    contract = open_votes(make_draft())
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side)
    contract.refresh_from_db()
    return contract


def test_the_public_is_asked_to_sign_in(client):
    contract = make_draft()
    for response in (client.get(address(contract)), client.get(reverse("contracts:workspace_index"))):
        assert response.status_code == 302


def test_a_person_without_an_organisation_has_no_contract(client, django_user_model):
    client.force_login(django_user_model.objects.create_user(email="seul@val-clair.example", password=None))
    assert client.get(reverse("contracts:workspace_index")).status_code == 404


def test_the_list_of_a_party_holds_its_drafts(page):
    contract = make_draft()
    html = page(reverse("contracts:workspace_index"), by=browser_of(contract, Side.EPCI, Role.PROJECT_LEAD))
    assert address(contract) in html


def test_another_authority_s_list_is_empty(page):
    make_draft()
    stranger = as_actor(make_actor(make_organisation(), Role.MANAGER))
    assert "aucun contrat enregistré" in page(reverse("contracts:workspace_index"), by=stranger)


@pytest.mark.parametrize("name", POSTS)
def test_a_stranger_finds_nothing_to_do(name):
    contract = open_votes(make_draft())
    stranger = as_actor(make_actor(make_organisation(kind=OrganisationKind.EPCI), Role.MANAGER))
    assert stranger.post(address(contract, name)).status_code == 404


def test_the_public_contract_of_others_is_read_in_public_and_not_in_one_s_space(page):
    contract = make_signed()
    stranger = as_actor(make_actor(make_organisation(), Role.MANAGER))
    assert contract.title not in page(reverse("contracts:workspace_index"), by=stranger)
    page(address(contract), by=stranger, status=404)
    page(reverse("contracts:contract", args=[contract.slug]), by=stranger)


def test_who_only_keeps_the_accounts_finds_no_draft_in_the_list(page):
    contract = make_draft()
    keeper = browser_of(contract, Side.EPCI, Role.ADMINISTRATOR)
    assert address(contract) not in page(reverse("contracts:workspace_index"), by=keeper)


@pytest.mark.parametrize("name", POSTS)
def test_a_reader_is_refused(name):
    contract = open_votes(make_draft())
    assert browser_of(contract, Side.EPCI, Role.AUDITOR).post(address(contract, name)).status_code == 403


@pytest.mark.parametrize("name", POSTS)
def test_nothing_is_done_by_opening_a_page(name):
    contract = open_votes(make_draft())
    browser = browser_of(contract, Side.EPCI, Role.MANAGER, Role.ASSEMBLY_CLERK)
    assert browser.get(address(contract, name)).status_code == 405


def test_a_reader_is_told_that_nothing_waits(page):
    contract = open_votes(fill(make_draft()))
    html = page(address(contract), by=browser_of(contract, Side.EPCI, Role.AUDITOR))
    assert "Rien n’attend votre rôle" in html
    assert "<form" not in html.partition("<main")[2]


def test_the_clerk_ties_the_vote_of_their_own_council(page):
    contract = open_votes(fill(make_draft()))
    act, other = make_vote(contract, Side.EPCI), make_vote(contract, Side.DEPARTEMENT, title="Vote voisin")
    clerk = browser_of(contract, Side.EPCI, Role.ASSEMBLY_CLERK)
    html = page(address(contract), by=clerk)
    assert f'value="{act.pk}"' in html
    assert "Vote voisin" not in html
    empty = clerk.post(address(contract, "approve"), {"act": ""})
    assert empty.status_code == 422
    assert "Choisissez la délibération" in empty.content.decode()
    stolen = clerk.post(address(contract, "approve"), {"act": other.pk})
    assert stolen.status_code == 422
    done = clerk.post(address(contract, "approve"), {"act": act.pk})
    assert done.status_code == 302
    assert contract.parties.get(side=Side.EPCI).approval == act


def test_the_clerk_of_one_party_does_not_act_for_the_other():
    contract = open_votes(make_draft())
    clerk = browser_of(contract, Side.EPCI, Role.ASSEMBLY_CLERK)
    assert clerk.post(address(contract, "approve", "departement")).status_code == 403
    assert clerk.post(address(contract, "approve", "both")).status_code == 404


def test_a_vote_that_comes_too_late_is_refused_with_its_reason():
    contract = open_votes(make_draft())
    act = make_vote(contract, Side.EPCI)
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.DRAFTING)
    response = browser_of(contract, Side.EPCI, Role.ASSEMBLY_CLERK).post(
        address(contract, "approve"), {"act": act.pk}
    )
    assert response.status_code == 422


def test_the_manager_shows_the_draft_once_an_act_is_published(page):
    contract = open_votes(fill(make_draft()))
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    assert "Montrer le projet" not in page(address(contract), by=manager)
    manager.post(address(contract, "show"))
    assert not Contract.objects.get(pk=contract.pk).is_shown_publicly
    approve(contract, Side.EPCI)
    assert "Montrer le projet" in page(address(contract), by=manager)
    assert manager.post(address(contract, "show")).status_code == 302
    assert Contract.objects.get(pk=contract.pk).is_shown_publicly


def test_the_manager_opens_the_signature_then_enters_its_date(page):
    contract = both_approved()
    manager = browser_of(contract, Side.DEPARTEMENT, Role.MANAGER)
    assert "Ouvrir la signature" in page(address(contract), by=manager)
    manager.post(address(contract, "open_signature"))
    assert "Enregistrer la signature" in page(address(contract), by=manager)
    assert manager.post(address(contract, "sign"), signature(signed_on="02/04/2024")).status_code == 302
    assert Contract.objects.get(pk=contract.pk).state == ContractState.ACTIVE


def test_the_signature_does_not_open_while_a_date_is_missing():
    contract = open_votes(make_draft())
    approve(contract, Side.EPCI)
    approve(contract, Side.DEPARTEMENT, published=False)
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    response = manager.post(address(contract, "open_signature"), follow=True)
    assert "La signature attend" in response.content.decode()
    assert Contract.objects.get(pk=contract.pk).state == ContractState.ENFORCEABLE


def test_a_signed_contract_is_not_signed_again_and_needs_no_showing(page):
    contract = both_approved()
    move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    manager.post(address(contract, "sign"), signature(signed_on="02/04/2024"))
    again = manager.post(address(contract, "sign"), signature(signed_on="03/04/2024"))
    assert again.status_code == 422
    assert "Rien n’attend votre rôle" in page(address(contract), by=manager)


def test_one_axis_is_told_in_the_singular_and_none_is_not_told(page):
    filled, bare = open_votes(fill(make_draft())), open_votes(make_draft())

    def told(contract: Contract) -> str:
        return page(address(contract), by=browser_of(contract, Side.EPCI, Role.MANAGER))

    assert "Un axe commun<" in told(filled)
    assert "axes communs" not in told(bare)
    assert "D’où vient chaque axe" not in told(bare)


def test_one_favourable_opinion_is_told_in_the_singular(page):
    contract = open_votes(make_draft())
    approve(contract, Side.EPCI)
    html = page(address(contract), by=browser_of(contract, Side.EPCI, Role.MANAGER))
    assert "1 favorable sur 1" in html
