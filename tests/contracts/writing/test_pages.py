"""What the two parties see and do on the pages where a contract is written."""

import re

import pytest
from django.urls import reverse

from assemblies.factories import CLERK, make_organisation
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.kinds import ContractState, FicheFor, OperationStep, Side
from beffroi.contracts.models import (
    AttentionPoint,
    Contract,
    delays_of,
    settings_of,
)
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import ON, fill, make_draft, organisation_of
from contracts.views.conftest import as_actor
from contracts.writing.browsing import HIDDEN, address, both, opened, text_of
from contracts.writing.factories import add_axis, begin, make_frame, writer_of

pytestmark = pytest.mark.django_db


def test_a_contract_is_begun_with_an_authority_of_the_same_space():
    departement = make_organisation(kind=OrganisationKind.DEPARTEMENT, name="Département de l’Ambre")
    make_organisation(kind=OrganisationKind.DEPARTEMENT, name="Département réel", is_fictitious=False)
    contract = make_draft()
    browser = as_actor(writer_of(contract, Side.EPCI))
    html = text_of(browser.get(reverse("contracts:draft_new")))
    assert "Département de l’Ambre" in html
    assert "Département réel" not in html
    typed = {"title": "Contrat", "starts_year": "2026", "ends_year": "2029", "other": str(departement.pk)}
    assert browser.post(reverse("contracts:draft_new"), typed).status_code == 302
    begun = Contract.objects.get(starts_year=2026)
    assert {one.organisation_id for one in begun.parties.all()} == {
        departement.pk, organisation_of(contract, Side.EPCI).pk,
    }  # fmt: skip
    wrong = browser.post(reverse("contracts:draft_new"), typed | {"ends_year": "2020"})
    assert wrong.status_code == 422
    assert "ne peut pas finir avant" in text_of(wrong)


def test_the_page_of_a_draft_leads_to_all_that_it_says_and_tells_what_is_missing(page):
    contract = begin()
    html = page(address(contract, "writing"), by=both(contract)[0])
    for name in ("draft_identity", "draft_settings", "draft_delays", "draft_communes", "draft_crossing"):
        assert address(contract, name) in html
    assert "Le projet n’a aucun axe." in html
    assert "Demander l’avis des commissions" in html


def test_a_reader_reads_and_is_offered_nothing(page):
    contract = fill(make_draft())
    reader = as_actor(writer_of(contract, Side.EPCI, Role.AUDITOR))
    for name, more in (("writing", ()), ("draft_crossing", ()), ("draft_list", ("axes",))):
        assert "<form" not in page(address(contract, name, *more), by=reader).partition("<main")[2]


def test_a_row_is_added_changed_moved_and_removed_by_either_party():
    contract = make_draft()
    first, second = both(contract)
    add = address(contract, "draft_add", "attention")
    assert first.post(add, {"title": "Eau"}).status_code == 422
    for title in ("Eau", "Handicap"):
        first.post(add, {"title": title, "question": "Comment ?"})
    rows = list(contract.attention_points.all())
    second.post(address(contract, "draft_row_move", "attention", rows[1].pk), {"sens": "monter"})
    assert [one.title for one in contract.attention_points.all()] == ["Handicap", "Eau"]
    url = address(contract, "draft_row", "attention", rows[0].pk)
    second.post(url, {"title": "Eau", "question": "Combien d’eau ?", "base": opened(second, url)})
    assert AttentionPoint.objects.get(pk=rows[0].pk).question == "Combien d’eau ?"
    first.post(address(contract, "draft_row_remove", "attention", rows[1].pk))
    assert [one.title for one in contract.attention_points.all()] == ["Eau"]


def test_the_second_writer_sees_both_versions_and_may_then_save_knowingly():
    contract = make_draft()
    first, second = both(contract)
    url = address(contract, "draft_identity")
    base = opened(first, url)
    typed = {"title": "Mon titre", "starts_year": "2024", "ends_year": "2027", "copies_count": "2"}
    assert first.post(url, typed | {"title": "Leur titre", "base": base}).status_code == 302
    refused = second.post(url, typed | {"base": base})
    html = text_of(refused)
    assert refused.status_code == 422
    assert "Rien n’est perdu" in html
    assert "Leur titre" in html
    assert 'value="Mon titre"' in html
    assert second.post(url, typed | {"base": HIDDEN.search(html)[1]}).status_code == 302
    contract.refresh_from_db()
    assert contract.title == "Mon titre"


def test_what_the_other_changed_elsewhere_is_named_field_by_field():
    contract = make_draft()
    browser, _ = both(contract)
    url = address(contract, "draft_settings")
    base = opened(browser, url)
    typed = {"admits_epci": "oui", "fiche_required_for": "fund", "meeting_year": "civil"}
    browser.post(url, typed | {"fiche_required_for": "all", "admits_communes": "oui", "base": base})
    html = text_of(browser.post(url, typed | {"base": base}))
    assert "toutes les opérations aidées" in html
    assert html.count("Enregistré par l’autre") == 2


@pytest.mark.parametrize("name", ["draft_identity", "draft_settings", "draft_delays", "draft_communes"])
def test_nothing_is_written_once_out_of_drafting(name):
    contract = make_draft()
    move_contract(contract, ContractState.OPINIONS, ON, by=CLERK)
    browser, _ = both(contract)
    for answer in (browser.get(address(contract, name)), browser.post(address(contract, name), {})):
        assert answer.status_code == 403
        assert "plus en rédaction" in text_of(answer)


def test_the_settings_are_kept_with_the_clause_that_says_them():
    contract = make_draft()
    browser, _ = both(contract)
    url = address(contract, "draft_settings")
    typed = {
        "is_investment_only": "oui", "admits_epci": "oui", "fiche_required_for": "all",
        "meeting_year": "contract",
        "kind_building": "oui", "owners_clause": "article 4", "owners_line": "12",
        "base": opened(browser, url),
    }  # fmt: skip
    assert browser.post(url, typed).status_code == 302
    found = settings_of(Contract.objects.get(pk=contract.pk))
    assert (found.fiche_required_for, found.admitted_kinds) == (FicheFor.ALL, ["building"])
    assert found.told("owners") == "article 4, ligne 12"
    wrong = browser.post(url, typed | {"kind_study": "oui", "base": opened(browser, url)})
    assert wrong.status_code == 422
    assert "réservé à l’investissement" in text_of(wrong)


def test_the_delays_are_those_of_the_contract_and_the_others_stay_indicative():
    contract = make_draft()
    browser, _ = both(contract)
    url = address(contract, "draft_delays")
    typed = {step: str(days) for step, days in delays_of(contract).items()}
    typed |= {OperationStep.ROUTING.value: "10", "base": opened(browser, url)}
    assert browser.post(url, typed).status_code == 302
    assert delays_of(contract)[OperationStep.ROUTING] == 10
    assert contract.response_delays.count() == 1
    again = typed | {OperationStep.ROUTING.value: "0", "base": opened(browser, url)}
    assert browser.post(url, again).status_code == 422


def test_a_representative_is_named():
    contract = begin()
    browser, _ = both(contract)
    url = address(contract, "draft_party", "epci")
    typed = {
        "introduction": "La communauté de", "cover_name": "Val-Clair", "called": "l’agglomération",
        "representative_name": "Camille Durand", "representative_capacity": "présidente",
    }  # fmt: skip
    assert browser.post(url, typed | {"base": opened(browser, url)}).status_code == 302
    assert contract.parties.get(side=Side.EPCI).representative_name == "Camille Durand"
    assert browser.get(address(contract, "draft_party", "both")).status_code == 404


def test_a_commune_is_added_by_hand_then_removed_and_the_official_list_needs_a_siren():
    contract = make_draft()
    browser, _ = both(contract)
    url = address(contract, "draft_communes")
    typed = {"name": "Roncevent", "code": "00001", "longitude": "-30.02", "latitude": "45.01"}
    assert browser.post(url, typed).status_code == 302
    assert browser.post(url, typed).status_code == 422
    assert browser.post(url, typed | {"code": "00002", "longitude": "300"}).status_code == 422
    pk = contract.communes.get().pk
    refused = browser.post(address(contract, "draft_communes_official"), follow=True)
    assert "n’a pas de commune" in text_of(refused)
    browser.post(address(contract, "draft_commune_remove", pk))
    assert not contract.communes.exists()


def test_the_way_to_the_votes_and_back():
    contract = make_draft()
    writer, _ = both(contract)
    manager = as_actor(writer_of(contract, Side.DEPARTEMENT, Role.MANAGER))
    writer.post(address(contract, "draft_opinions"))
    assert writer.post(address(contract, "draft_return"), {"reason": ""}).status_code == 422
    assert writer.post(address(contract, "draft_return"), {"reason": "à revoir"}).status_code == 302
    writer.post(address(contract, "draft_opinions"))
    assert writer.post(address(contract, "draft_votes")).status_code == 403
    manager.post(address(contract, "draft_votes"))
    contract.refresh_from_db()
    assert contract.state == ContractState.VOTES


def test_the_votes_name_who_has_not_agreed(page):
    contract = begin()
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.OPINIONS)
    manager = as_actor(writer_of(contract, Side.EPCI, Role.MANAGER))
    html = page(address(contract, "writing"), by=manager)
    assert html.count("n’a pas donné son accord") == 2
    answer = manager.post(address(contract, "draft_votes"), follow=True)
    assert "Le vote attend." in text_of(answer)


@pytest.mark.parametrize(
    ("name", "more", "most"),
    [
        ("draft_crossing", (), 20),
        ("draft_list", ("axes",), 14),
        ("draft_settings", (), 12),
    ],
)
def test_a_page_costs_the_same_however_much_the_contract_holds(
    name, more, most, django_assert_max_num_queries
):
    contract = fill(make_draft())
    for number in range(6):
        add_axis(contract, f"Axe {number}", "a", "b")
    browser, _ = both(contract)
    with django_assert_max_num_queries(most):
        browser.get(address(contract, name, *more))


@pytest.mark.parametrize(("state", "queries"), [(ContractState.DRAFTING, 13), (ContractState.OPINIONS, 16)])
def test_the_page_of_a_draft_counts_its_lists_in_the_query_that_reads_it(
    state, queries, django_assert_num_queries
):
    contract = begin()
    contract.frames.set([make_frame(contract, side) for side in (Side.EPCI, Side.DEPARTEMENT)])
    for number in range(6):
        add_axis(contract, f"Axe {number}", "a", "b")
    Contract.objects.filter(pk=contract.pk).update(state=state)
    browser, _ = both(contract)
    browser.get(reverse("contracts:workspace_index"))
    with django_assert_num_queries(queries):
        html = text_of(browser.get(address(contract, "writing")))
    assert re.search(r'Axes et thèmes</a></p><p class="soft">6<', html)
