"""Refusals that stand behind another one, each asked alone: neither rests on the other."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.creation import make_model
from beffroi.contracts.actions.life import open_contract_text
from beffroi.contracts.amendments import actions
from beffroi.contracts.amendments.actions import draft_amendment, sign_amendment
from beffroi.contracts.amendments.changes import remove_entry
from beffroi.contracts.amendments.document import draw_amendment
from beffroi.contracts.amendments.page import amendments_context
from beffroi.contracts.kinds import AmendmentState, Side, Target
from beffroi.contracts.models import Amendment, Signing
from beffroi.contracts.permissions import can_read_draft
from beffroi.contracts.signed_copy_forms import ScanField
from beffroi.contracts.template_forms import TemplateForm
from beffroi.contracts.writing.frame_forms import FrameForm
from beffroi.contracts.writing.rows import _part
from beffroi.core.errors import RuleViolation
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.amending import FACTS, make_amendment, make_voted
from contracts.factories import ON, SIGNED_AT, make_draft, make_signed, organisation_of, signing_facts
from contracts.views.conftest import as_actor
from contracts.word import sent
from contracts.writing.factories import AT, make_frame

pytestmark = pytest.mark.django_db
FRAME = {"kind": "territory_project", "name": "Projet", "version": "1", "starts_year": "2022"}


def test_a_model_is_kept_by_a_departement_even_if_a_party_changed_its_kind():
    contract = make_draft()
    owner = organisation_of(contract, Side.DEPARTEMENT)
    Organisation.objects.filter(pk=owner.pk).update(kind=OrganisationKind.COMMUNE)
    owner.refresh_from_db()
    with pytest.raises(RuleViolation, match="de son propre Département"):
        make_model(contract, owner, "Modèle", by=CLERK)


def test_no_text_is_opened_for_a_model_even_one_that_bears_two_parties():
    contract = make_draft()
    model = make_model(contract, organisation_of(contract, Side.DEPARTEMENT), "Modèle", by=CLERK)
    contract.parties.update(contract=model)
    assert model.parties.count() == 2
    with pytest.raises(RuleViolation, match="une fois les deux parties inscrites"):
        open_contract_text(model, by=CLERK, at=AT)


def test_an_amendment_of_a_contract_that_bears_no_date_of_signature_is_not_signed(monkeypatch):
    held = SimpleNamespace(state=AmendmentState.ENFORCEABLE, contract=SimpleNamespace(signed_on=None))
    monkeypatch.setattr(actions, "lock_amendment", lambda _: held)
    with pytest.raises(RuleViolation, match="avant le contrat"):
        sign_amendment(Amendment(), signing_facts(), by=CLERK, at=SIGNED_AT)


def test_what_is_not_in_the_contract_is_not_taken_out_of_it():
    amendment = draft_amendment(make_signed(), FACTS, by=CLERK)
    with pytest.raises(RuleViolation, match="n’est pas au contrat"):
        remove_entry(amendment, Target.POINT, "inconnu", ON, by=CLERK)


def test_the_signature_of_a_contract_is_not_drawn_as_that_of_an_amendment():
    with pytest.raises(ValueError, match="that of a contract"):
        draw_amendment(Signing(), "CODE", SIGNED_AT)


def test_the_space_of_a_contract_lists_no_draft_to_a_stranger():
    contract = make_amendment().contract
    party = make_actor(organisation_of(contract, Side.EPCI), Role.MANAGER)
    stranger = make_actor(make_organisation(kind=OrganisationKind.EPCI), Role.MANAGER)
    assert len(amendments_context(party, contract)["lines"]) == 1
    assert amendments_context(stranger, contract)["lines"] == []


def test_an_amendment_that_is_voted_and_not_signed_has_no_sealed_document(client):
    contract = make_voted(make_amendment()).contract
    assert client.get(reverse("contracts:amendment", args=[contract.slug, 1])).status_code == 200
    assert client.get(reverse("contracts:amendment_document", args=[contract.slug, 1])).status_code == 404


def test_the_drafts_of_others_are_not_read_whatever_the_role():
    contract = make_draft()
    stranger = make_organisation(kind=OrganisationKind.EPCI)
    for role in Role:
        assert not can_read_draft(make_actor(stranger, role), contract)


def test_a_working_document_is_no_scan():
    with pytest.raises(ValidationError, match="PDF"):
        ScanField().clean(sent("{{ contrat.titre }}"))


def test_the_form_itself_tries_the_template():
    form = TemplateForm(data={}, files={"upload": sent("{{ contrat.titre")})
    assert not form.is_valid()
    assert "ne se lit pas" in str(form.errors["upload"])


@pytest.mark.parametrize("name", ["added", "transverse", "themes"])
def test_an_ambition_holds_in_two_hundred_characters(name):
    typed = FRAME | {"ends_year": "2032", "added": "Relier"}
    assert FrameForm(typed | {name: "a" * 200}).is_valid()
    assert list(FrameForm(typed | {name: "a" * 201}).errors) == [name]


def test_who_only_reads_a_frame_is_refused_before_what_they_send_is_read():
    contract = make_draft()
    frame = make_frame(contract, Side.EPCI, "Relier")
    reader = as_actor(make_actor(organisation_of(contract, Side.EPCI), Role.AUDITOR))
    url = reverse("contracts:frame", args=[frame.pk])
    assert reader.get(url).status_code == 200
    assert reader.post(url, {"name": ""}).status_code == 403


def test_a_part_that_does_not_exist_is_not_found():
    with pytest.raises(Http404):
        _part("inconnue")
