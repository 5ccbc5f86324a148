"""What is read and done on the pages of amendments, of the signature and of past contracts."""

import pytest
from django.urls import reverse

from assemblies.factories import make_actor
from beffroi.contracts.amendments.actions import move_amendment
from beffroi.contracts.kinds import AmendmentState, Side
from beffroi.contracts.models import Amendment, Contract
from beffroi.organisations.roles import Role
from contracts.amending import make_amendment, make_signed_amendment, make_voted, vote_of
from contracts.factories import CLERK, ON, make_signable, make_signed, organisation_of, signature
from contracts.views.conftest import as_actor

pytestmark = pytest.mark.django_db
QUERIES = {"amendments": 18, "amendment": 50, "consolidated": 32, "past": 25, "past_operation": 26}


def address(contract: Contract, name: str, *args: object) -> str:
    return reverse(f"contracts:{name}", args=[contract.slug, *args])


def browser_of(contract: Contract, side: Side, *roles: Role):
    return as_actor(make_actor(organisation_of(contract, side), *roles))


def test_an_amendment_in_force_is_read_before_and_after_with_its_seal(page, client):
    contract = make_signed_amendment().contract
    html = page(address(contract, "amendment", 1))
    for told in ("2027", "2028", "Deux chantiers", "Code de vérification", "Camille Durand", "Signé le"):
        assert told in html, told
    assert "Prolonger" in page(address(contract, "amendments"))
    document = client.get(address(contract, "amendment_document", 1))
    assert document.content.startswith(b"%PDF")


def test_a_draft_is_not_read_in_public_and_says_nothing_of_itself(page):
    amendment = make_amendment()
    contract = amendment.contract
    page(address(contract, "amendment", 1), status=404)
    page(address(contract, "amendment_document", 1), status=404)
    assert "Prolonger" not in page(address(contract, "amendments"))
    assert "<dd>2028</dd>" not in page(address(contract, "consolidated"))


def test_the_consolidated_contract_is_that_of_the_day_in_the_address(page):
    contract = make_signed_amendment().contract
    at = address(contract, "consolidated")
    assert "Modifié par avenant" in page(at + "?le=2024-04-01")
    earlier = page(at + "?le=2024-03-31")
    assert "Modifié par avenant" not in earlier
    assert "n’engageait encore personne" in earlier
    page(at + "?le=hier", status=422)


def test_a_contract_that_is_not_signed_has_no_consolidated_text(page):
    page(address(make_signable(), "consolidated"), status=404)


@pytest.mark.parametrize("name", QUERIES)
def test_the_public_pages_cost_a_known_number_of_queries(name, client, django_assert_max_num_queries):
    contract = make_signed_amendment().contract
    args = {"amendment": [1], "past_operation": [2]}.get(name, [])
    with django_assert_max_num_queries(QUERIES[name]):
        assert client.get(address(contract, name, *args)).status_code == 200


def test_the_whole_road_by_its_people():
    contract = make_signed()
    lead, manager = (browser_of(contract, Side.EPCI, role) for role in (Role.PROJECT_LEAD, Role.MANAGER))
    refused = lead.post(
        address(contract, "amendment_add"), {"title": "x", "why": "y", "money_effect_amount": "12"}
    )
    assert refused.status_code == 422
    assert "s’ajoute ou se retranche" in refused.content.decode()
    lead.post(address(contract, "amendment_add"), {"title": "Un an de plus", "why": "Des chantiers."})
    change = address(contract, "amendment_change", 1)
    shown = lead.get(change + "?quoi=contract&repere=0").content.decode()
    assert "Aujourd’hui : 2027" in shown.replace("\u202f", " ")
    same = {"ends_year": "2027", "is_open_list": "oui"}
    assert lead.post(change + "?quoi=contract&repere=0", same).status_code == 422
    assert lead.post(change + "?quoi=contract&repere=0", {**same, "ends_year": "2028"}).status_code == 302
    public = contract.target_publics.get().pk
    assert lead.post(f"{change}?quoi=public&repere={public}", {"retirer": "1"}).status_code == 302
    assert lead.post(change + "?quoi=public&repere=nouveau", {"title": "Apprentis"}).status_code == 302
    assert lead.post(address(contract, "amendment_undo", 1, 3)).status_code == 302
    assert manager.post(address(contract, "amendment_move", 1), {"to": "votes"}).status_code == 302
    amendment = Amendment.objects.get()
    for side in (Side.EPCI, Side.DEPARTEMENT):
        clerk = browser_of(contract, side, Role.ASSEMBLY_CLERK)
        at = address(contract, "amendment_approve", 1, side.value)
        assert clerk.post(at, {"act": ""}).status_code == 422
        assert clerk.post(at, {"act": vote_of(amendment, side).pk}).status_code == 302
    stopped = manager.post(address(contract, "amendment_move", 1), {"to": "enforceable"})
    assert stopped.status_code == 422
    assert "réception en préfecture" in stopped.content.decode()


def test_the_manager_signs_an_amendment_and_is_told_its_code():
    amendment = make_voted(make_amendment())
    contract = amendment.contract
    manager = browser_of(contract, Side.DEPARTEMENT, Role.MANAGER)
    at = address(contract, "amendment_sign", 1)
    wrong = manager.post(at, signature(name_epci="Quelqu’un d’autre"))
    assert wrong.status_code == 422
    assert "et non Quelqu’un" in wrong.content.decode()
    told = manager.post(at, signature(), follow=True).content.decode()
    assert "signé et scellé" in told
    assert manager.post(at, signature()).status_code == 422


@pytest.mark.parametrize("wanted", ["signed", "nowhere", ""])
def test_no_step_is_jumped_by_typing_its_name(wanted):
    contract = make_amendment().contract
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    assert manager.post(address(contract, "amendment_move", 1), {"to": wanted}).status_code == 422
    assert Amendment.objects.get().state == AmendmentState.DRAFTING


@pytest.mark.parametrize(
    "query", ["?quoi=rien&repere=0", "?quoi=axis&repere=0", "?quoi=theme&repere=nouveau&axe=0",
              "?quoi=contract&repere=nouveau"]
)  # fmt: skip
def test_what_is_not_in_the_contract_does_not_exist(query):
    contract = make_amendment().contract
    lead = browser_of(contract, Side.EPCI, Role.PROJECT_LEAD)
    assert lead.get(address(contract, "amendment_change", 1) + query).status_code == 404


def test_who_is_no_side_of_the_contract_approves_nothing():
    contract = make_amendment().contract
    clerk = browser_of(contract, Side.EPCI, Role.ASSEMBLY_CLERK)
    assert clerk.post(address(contract, "amendment_approve", 1, "commune")).status_code == 404


def test_a_change_of_nothing_in_particular_is_not_written():
    contract = make_amendment().contract
    lead = browser_of(contract, Side.EPCI, Role.PROJECT_LEAD)
    assert lead.post(address(contract, "amendment_change", 1), {"title": "x"}).status_code == 404


def test_what_blocks_is_shown_where_it_stands(page):
    amendment = make_amendment()
    contract = amendment.contract
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    html = page(address(contract, "amendment_workspace", 1), by=manager)
    assert "Aucun vote du Département n’est enregistré." in html
    assert "Ouvrir la signature" in html


def test_the_page_of_signature_asks_about_a_doubt_and_keeps_what_was_typed(page):
    contract = make_signable(signatory_name="", signatory_capacity="")
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    assert "en a-t-il le pouvoir ?" in page(address(contract, "sign"), by=manager)
    answer = manager.post(address(contract, "sign"), signature(place="Fontambre"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Confirmez-le par écrit" in html
    assert 'value="Fontambre"' in html
    reasons = {f"reason_{side.value}": "Élection de 2020." for side in (Side.EPCI, Side.DEPARTEMENT)}
    assert manager.post(address(contract, "sign"), signature(**reasons)).status_code == 302


def test_the_signed_contract_is_downloaded_and_the_draft_says_that_it_is_worth_nothing(client):
    contract = make_signable()
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    draft = manager.get(address(contract, "draft"))
    assert draft["Content-Type"] == "application/pdf"
    assert client.get(address(contract, "document")).status_code == 404
    manager.post(address(contract, "sign"), signature())
    assert client.get(address(contract, "document")).content.startswith(b"%PDF")


def test_past_operations_say_what_the_source_says_and_no_more(page):
    contract = make_signed()
    assert "Halle" in page(address(contract, "past"))
    html = page(address(contract, "past_operation", 2))
    assert "rien n’est supposé" in html
    assert "Roncevent" in html
    # The first one is cited by the contract itself: it is no past operation.
    page(address(contract, "past_operation", 1), status=404)
