"""A contract that begins names its parties as a contract does, and says nothing twice."""

import pytest

from beffroi.organisations.roles import OrganisationKind
from contracts.writing.factories import begin
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db
EPCI, DEPARTEMENT = OrganisationKind.EPCI, OrganisationKind.DEPARTEMENT


@pytest.mark.parametrize(
    ("epci", "departement", "title"),
    [
        (
            "Communauté d’agglomération de Val-Clair", "Département de l’Ambre",
            "La communauté d’agglomération de Val-Clair, et le Département de l’Ambre",
        ),
        (
            "Communauté de communes du Haut-Pays", "Département du Pas-de-Calais",
            "La communauté de communes du Haut-Pays, et le Département du Pas-de-Calais",
        ),
        ("Grand Val", "Ambre", "L’intercommunalité Grand Val, et le Département Ambre"),
    ],
)  # fmt: skip
def test_each_party_is_introduced_once(epci, departement, title):
    contract = begin(
        epci=make_organisation(kind=EPCI, name=epci),
        departement=make_organisation(kind=DEPARTEMENT, name=departement),
    )
    assert ", ".join(str(one) for one in contract.parties.order_by("rank")) == title
