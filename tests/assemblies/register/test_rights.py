"""The register: open to all once an act is published; before, it is its organisation’s."""

import pytest

from assemblies.factories import make_assembly, make_sealed, make_sitting, publish_act, transmit
from assemblies.register.pages import act_seal
from beffroi.assemblies.facts import AnnexFacts
from beffroi.assemblies.models import Deliberation
from beffroi.organisations.roles import ROLES_OF_KIND, OrganisationKind, Role
from rights import OWN, PERSONAS, Case, check_rights, organisation_of

pytestmark = pytest.mark.django_db

EPCI = OrganisationKind.EPCI
READERS = {(EPCI, role): 200 for role in ROLES_OF_KIND[EPCI] if role is not Role.ADMINISTRATOR}
REFUSED = {(EPCI, role): 403 for role in ROLES_OF_KIND[EPCI]}


@pytest.fixture
def sealed():
    sitting = make_sitting(make_assembly(organisation=organisation_of(EPCI, OWN)))
    return make_sealed(sitting, annexes=(AnnexFacts("Plan", b"%PDF-1.7"),))


def number(_persona):
    return {"number": Deliberation.objects.get().pk}


def annex(_persona):
    return {"number": Deliberation.objects.get().pk, "rank": 1}


def code(_persona):
    return {"code": act_seal(Deliberation.objects.get()).code}


CERTIFY = Case(
    302, 404, REFUSED | {(EPCI, Role.ASSEMBLY_CLERK): 302}, 404, 404, method="post", kwargs=number
)  # fmt: skip
CASES = {
    "register:list": Case(200, 200),
    "register:verify": Case(200, 200),
    "register:by_code": Case(200, 200, kwargs=code),
    "register:act": Case(200, 200, kwargs=number),
    "register:act_json": Case(200, 200, kwargs=number),
    "register:document": Case(200, 200, kwargs=code),
    "register:annex": Case(200, 200, kwargs=annex),
    "register:certify": CERTIFY,
}
UNPUBLISHED = CASES | {
    "register:act": Case(404, 404, kwargs=number),
    "register:act_json": Case(404, 404, kwargs=number),
    "register:document": Case(404, 404, READERS, 404, 404, kwargs=code),
    "register:annex": Case(404, 404, kwargs=annex),
}


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_a_published_act_is_for_all(persona, client, sealed):
    transmit(sealed)
    publish_act(sealed, with_annexes=True)
    check_rights(CASES, persona, client)


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_an_act_that_is_not_published_is_for_its_organisation(persona, client, sealed):
    check_rights(UNPUBLISHED, persona, client)


def test_an_annex_is_that_of_its_own_act(client, sealed):
    other = make_sealed(annexes=(AnnexFacts("Autre plan", b"%PDF-1.7 autre"),))
    for act in (sealed, other):
        transmit(act)
        publish_act(act, with_annexes=True)
    assert client.get(f"/registre/{other.pk}/annexes/1.pdf").content == b"%PDF-1.7 autre"
    assert client.get(f"/registre/{sealed.pk}/annexes/1.pdf").content == b"%PDF-1.7"
