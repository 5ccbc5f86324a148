"""Models of contracts, as a département keeps them on their pages."""

import pytest
from django.urls import reverse

from assemblies.factories import CLERK, make_organisation
from beffroi.contracts.actions.creation import make_model
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import (
    Contract,
    Crossing,
)
from beffroi.organisations.roles import OrganisationKind
from contracts.factories import fill, make_draft, organisation_of
from contracts.writing.browsing import address, both

pytestmark = pytest.mark.django_db


def test_a_model_is_made_then_begins_a_contract(page):
    contract = fill(make_draft())
    _, keeper = both(contract)
    assert keeper.post(address(contract, "model_make"), {"title": "Modèle des bourgs"}).status_code == 302
    model = Contract.objects.get(model_of__isnull=False)
    assert "Modèle des bourgs" in page(reverse("contracts:models"), by=keeper)
    assert "Modèle des bourgs" in page(address(model, "writing"), by=keeper)
    epci = make_organisation(kind=OrganisationKind.EPCI)
    typed = {
        "title": "Suite",
        "starts_year": "2028",
        "ends_year": "2031",
        "other": str(epci.pk),
        "model": str(model.pk),
    }
    assert keeper.post(reverse("contracts:draft_new"), typed).status_code == 302
    assert Contract.objects.get(title="Suite").axes.get().title == "Rapprocher les services"


def test_a_model_is_written_on_the_same_pages_and_confirms_nothing():
    contract = fill(make_draft())
    owner = organisation_of(contract, Side.DEPARTEMENT)
    model = make_model(contract, owner, "Modèle", by=CLERK)
    _, keeper = both(contract)
    keeper.post(address(model, "draft_add", "publics"), {"title": "aînés"})
    assert model.target_publics.count() == 2
    cell = Crossing.objects.get(axis__contract=model)
    url = address(model, "draft_cell_confirm", cell.ambition_id, cell.axis_id)
    assert keeper.post(url).status_code == 403


def test_a_contract_that_ends_before_it_begins_is_refused_beside_the_year():
    _, keeper = both(make_draft())
    epci = make_organisation(kind=OrganisationKind.EPCI)
    typed = {"title": "Suite", "starts_year": "2028", "ends_year": "2027", "other": str(epci.pk)}
    answer = keeper.post(reverse("contracts:draft_new"), typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "ends_year": ["Le contrat ne peut pas finir avant de commencer."]
    }
    assert 'value="2028"' in answer.content.decode()
