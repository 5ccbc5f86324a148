"""The page of an authority's template, and the working copy that its readers download."""

import pytest
from django.test import Client
from django.urls import reverse

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.template import keep_template
from beffroi.contracts.kinds import Side
from beffroi.files.models import Piece, PieceVersion
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import SIGNED_AT, make_draft, organisation_of
from contracts.views.conftest import as_actor
from contracts.word import heads, read, sent
from files.factories import upload_of

pytestmark = pytest.mark.django_db
PAGE = "/organisation/modele-de-contrat/"
QUERIES = 5


def administrator(organisation: Organisation) -> Client:
    return as_actor(make_actor(organisation, Role.ADMINISTRATOR))


@pytest.fixture
def epci() -> Organisation:
    return make_organisation(kind=OrganisationKind.EPCI)


def test_who_does_not_administer_neither_reads_nor_deposits(epci):
    browser = as_actor(make_actor(epci, Role.MANAGER))
    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, {"upload": sent("Un")}).status_code == 403
    assert not Piece.objects.exists()


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (lambda: sent("{{ contrat.__class__ }}"), "pas permis"),
        (lambda: sent("{{ contrat.titre"), "ne se lit pas"),
        (upload_of, "DOCX"),
        (lambda: upload_of(b"rien", "modele.docx"), "modele.docx"),
    ],
)
def test_a_template_that_cannot_serve_is_refused_beside_the_field(epci, upload, said):
    response = administrator(epci).post(PAGE, {"upload": upload()})
    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors["upload"]), response.context["form"].errors
    assert not Piece.objects.exists()


def test_the_same_template_twice_is_refused(epci):
    browser = administrator(epci)
    kept = keep_template(epci, sent("Un"), by=CLERK, at=SIGNED_AT)
    content = PieceVersion.objects.get(piece=kept).stored.read()
    response = browser.post(PAGE, {"upload": upload_of(content, "modele.docx")})
    assert response.status_code == 422
    assert "déjà la version 1" in response.content.decode()


def test_the_versions_of_another_organisation_are_out_of_reach(epci):
    keep_template(make_organisation(kind=OrganisationKind.EPCI), sent("Un"), by=CLERK, at=SIGNED_AT)
    assert administrator(epci).get(reverse("contracts:template_file", args=[1])).status_code == 404


def test_a_deposited_template_is_listed_with_its_unknown_fields(epci, page):
    browser = administrator(epci)
    assert browser.post(PAGE, {"upload": sent("{{ devise }}")}).status_code == 302
    html = page(PAGE, by=browser)
    assert "<code>devise</code>" in html
    assert "contrat.titre" in html
    response = browser.get(reverse("contracts:template_file", args=[1]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert browser.get(reverse("contracts:template_file", args=[2])).status_code == 404


def test_a_template_that_can_no_longer_be_read_says_so_on_its_page(epci, page):
    kept = keep_template(epci, sent("Un"), by=CLERK, at=SIGNED_AT)
    version = PieceVersion.objects.get(piece=kept)
    version.stored.storage.delete(version.stored.name)
    assert "manque" in page(PAGE, by=administrator(epci))


def test_each_party_downloads_the_copy_in_its_own_template(page):
    contract = make_draft()
    keep_template(
        organisation_of(contract, Side.EPCI), sent("Chez nous : {{ contrat.titre }}"), by=CLERK, at=SIGNED_AT
    )
    address = reverse("contracts:working_copy", args=[contract.slug])
    told = {}
    for side, role in ((Side.EPCI, Role.PROJECT_LEAD), (Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT)):
        browser = as_actor(make_actor(organisation_of(contract, side), role))
        assert address in page(reverse("contracts:workspace", args=[contract.slug]), by=browser)
        response = browser.get(address)
        assert f"{contract.slug}-copie-de-travail.docx" in response["Content-Disposition"]
        assert "Copie de travail" in heads(response.content)[0]
        told[side] = read(response.content)
    assert told[Side.EPCI] == ["Chez nous : Contrat territorial"]
    assert told[Side.DEPARTEMENT][0] == "Contrat territorial 2024-2027"


def test_the_page_reads_its_versions_in_one_go(epci, django_assert_num_queries):
    browser = administrator(epci)
    keep_template(epci, sent("Un"), by=CLERK, at=SIGNED_AT)
    browser.get(PAGE)
    with django_assert_num_queries(QUERIES):
        browser.get(PAGE)
    for text in ("Deux", "Trois"):
        keep_template(epci, sent(text), by=CLERK, at=SIGNED_AT)
    with django_assert_num_queries(QUERIES):
        browser.get(PAGE)
