"""The pages that are for all: the portal, the calculators, the territories, to the public as to everyone."""

import pytest

from rights import PERSONAS, Case, check_rights
from territories.factories import VAL_CLAIR, make_epci

pytestmark = pytest.mark.django_db

FOR_ALL = Case(200, 200)
CASES = {
    "ui:components": FOR_ALL,
    "portal:home": FOR_ALL,
    "portal:act": FOR_ALL,
    # Its source text is not there.
    "portal:act_text": Case(404, 404),
    "portal:act_json": FOR_ALL,
    "portal:read": FOR_ALL,
    "portal:example": FOR_ALL,
    "portal:accessibility": FOR_ALL,
    "portal:about": FOR_ALL,
    "calculators:index": FOR_ALL,
    "calculators:rule": Case(200, 200, kwargs=lambda _: {"slug": "quorum"}),
    "territories:index": FOR_ALL,
    "territories:epci": Case(200, 200, kwargs=lambda _: {"siren": VAL_CLAIR}),
}


@pytest.mark.usefixtures("no_seed")
@pytest.mark.parametrize("persona", PERSONAS[:3], ids=str)
def test_everyone_is_answered(persona, client):
    make_epci()
    check_rights(CASES, persona, client)


def test_the_page_of_components_is_closed_where_nothing_is_built(client, settings):
    settings.SHOW_COMPONENTS = False
    assert client.get("/composants/").status_code == 404
