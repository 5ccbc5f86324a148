"""Every address of the lists × every persona: each sees their own set, and drops their own lists only."""

import pytest

from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, SavedFilter
from beffroi.organisations.roles import Role
from operations.matrix import EPCI, make_own_operation
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of, user_of

pytestmark = pytest.mark.django_db
LEAD = Persona(Role.PROJECT_LEAD, EPCI)


def kept(_persona: Persona) -> dict[str, object]:
    return {"pk": SavedFilter.objects.get().pk}


def named(persona: Persona) -> dict[str, object]:
    return {"name": f"Liste de {persona}"[:80], "query": "etape=4"}


CASES = {
    "operations:index": Case(302, 200),
    "operations:board": Case(302, 200),
    "operations:places": Case(302, 200),
    "operations:export": Case(302, 200),
    "operations:keep": Case(302, 302, method="post", data=named),
    # Only its own person's: 302 is « done », 404 for every other.
    "operations:drop": Case(
        302, 404, {(EPCI, Role.PROJECT_LEAD): 302}, other=404, elsewhere=404, method="post", kwargs=kept
    ),
}  # fmt: skip


@pytest.fixture
def _kept() -> Operation:
    SavedFilter.objects.create(user=user_of(LEAD), organisation=organisation_of(EPCI, OWN), name="À suivre")
    return make_own_operation(OperationState.COHERENCE, title="Halle")


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    # What keeps a list makes one more: dropped first.
    drop = {"operations:drop": CASES["operations:drop"]}
    check_rights(drop, persona, client)
    client.logout()
    check_rights({name: case for name, case in CASES.items() if name not in drop}, persona, client)
