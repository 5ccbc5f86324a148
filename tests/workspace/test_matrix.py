"""Every address of the workspace × every persona: each finds what they may read."""

import pytest

from rights import PERSONAS, Case, check_rights

pytestmark = pytest.mark.django_db
CASES = {"workspace:search": Case(302, 200)}


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
