"""What anyone reads: the list, a contract, its data."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from assemblies.factories import make_actor
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.organisations.roles import Role
from contracts.factories import approve, fill, make_draft, make_signed, open_votes, organisation_of
from contracts.views.conftest import as_actor

pytestmark = pytest.mark.django_db
# A session, a user and memberships are read only when someone is signed in.
QUERIES_OF_PAGE = 26
QUERIES_OF_LIST = 6


def address(contract: Contract, name: str = "contract") -> str:
    return reverse(f"contracts:{name}", args=[contract.slug])


def shown_draft() -> Contract:
    contract = open_votes(fill(make_draft()))
    approve(contract, Side.EPCI)
    contract.refresh_from_db()
    contract.is_shown_publicly = True
    contract.save()
    return contract


def test_the_list_names_what_is_public_and_says_the_territory_is_invented(page):
    signed, draft = make_signed(), make_draft(title="Projet caché")
    html = page(reverse("contracts:index"))
    assert address(signed) in html
    assert "territoire fictif" in html
    assert draft.title not in html


def test_the_list_says_that_it_is_empty(page):
    assert "Aucun contrat n’est public" in page(reverse("contracts:index"))


def test_a_draft_does_not_exist_for_the_public(page):
    page(address(make_draft()), status=404)
    page(address(make_draft(), "contract_json"), status=404)


def test_a_shown_draft_says_what_its_signature_waits_for(page):
    html = page(address(shown_draft()))
    assert "Étape 3 sur 7 : les deux votes" in html
    assert "projet non signé" not in html
    assert "Aucun vote du Département n’est enregistré." in html
    assert "Pas de vote enregistré" in html
    assert 'id="signature"' in html
    assert 'href="#vote-departement"' in html


def test_a_signed_contract_tells_everything_it_holds(page):
    html = page(address(make_signed()))
    for told in (
        "Rapprocher les services", "Guichets", "Ouvrir", "C’est le même but.", "se réunissent chaque année",
        "collégiens", "Combien d’eau ?", "Poser une plaque", "En dépend", "Maison de services", "Halle",
        "Limites schématiques", "Roncevent", "territoire fictif", "Signé le",
    ):  # fmt: skip
        assert told in html, told
    assert "Ce que la signature attend" not in html
    assert html.count('aria-current="step"') == 1


def test_a_line_is_named_when_its_text_is_absent_and_linked_when_it_is_there(page, settings):
    contract = make_signed(source_key="texte")
    settings.SOURCE_TEXTS = {"texte": "contracts.views.test_public.no_text"}
    html = page(address(contract))
    assert '<span class="line-ref">l. 13</span>' in html
    assert "Texte source absent" not in html  # an invented contract has none
    settings.SOURCE_TEXTS = {"texte": "contracts.views.test_public.some_text"}
    assert 'href="/texte/#l13"' in page(address(contract))


def no_text() -> None:
    return None


def some_text() -> str:
    return "/texte/"


def test_the_page_costs_the_same_however_much_the_contract_holds(client, django_assert_max_num_queries):
    contract = make_signed()
    with django_assert_max_num_queries(QUERIES_OF_PAGE):
        client.get(address(contract))


def test_the_list_costs_the_same_for_one_contract_or_three(client, django_assert_max_num_queries):
    for _ in range(3):
        make_signed()
    with django_assert_max_num_queries(QUERIES_OF_LIST):
        client.get(reverse("contracts:index"))


def test_the_data_say_what_the_page_says(client):
    contract = make_signed()
    data = json.loads(client.get(address(contract, "contract_json")).content)
    assert data["format"] == "beffroi.contrat/1"
    assert data["state"] == "active"
    assert [one["vote"]["enforceable_on"] for one in data["parties"]] == ["2024-03-15", "2024-03-15"]
    assert data["axes"][0]["themes"] == [{"title": "Guichets", "line": 12}]
    assert data["frames"][0]["ambitions"][0]["crossings"][0]["why"] == "C’est le même but."
    assert data["communication_clauses"][0]["blocks_final_payment"] is True
    assert {one["kind"] for one in data["operations"]} == {"cited", "past"}
    assert len(data["communes"]) == 4


def test_the_data_of_a_shown_draft_say_that_a_vote_is_missing(client):
    data = json.loads(client.get(address(shown_draft(), "contract_json")).content)
    assert [one["vote"] is None for one in data["parties"]] == [False, True]
    assert data["signed_on"] is None


def test_a_signed_in_stranger_reads_the_public_page(page):
    contract = make_signed()
    other = make_actor(organisation_of(make_draft(), Side.EPCI), Role.MANAGER)
    browser: Client = as_actor(other)
    page(address(contract), by=browser)
    page(address(contract, "workspace"), by=browser, status=404)


@pytest.mark.parametrize("read", ["/contrats/", "/contrats/{}/", "/contrats/{}/contrat.json"])
def test_a_vote_that_is_not_published_is_not_told(client, read):
    contract = shown_draft()
    before = client.get(read.format(contract.slug)).content
    approve(contract, Side.DEPARTEMENT, published=False)
    assert client.get(read.format(contract.slug)).content == before
