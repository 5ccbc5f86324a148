"""Every address of the file × every persona, over an operation handed in by the own EPCI."""

import pytest

from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.organisations.roles import Role
from operations.matrix import COMMUNE, EPCI, answers, make_own_operation
from rights import PERSONAS, Case, Persona, check_rights

pytestmark = pytest.mark.django_db
PROPOSE = {(EPCI, Role.PROJECT_LEAD): 200, (EPCI, Role.MANAGER): 200, (COMMUNE, Role.COMMUNE_AGENT): 200,
           (COMMUNE, Role.MANAGER): 200}  # fmt: skip


def one(_persona: Persona) -> dict[str, object]:
    return {"pk": Operation.objects.get(title="Halle").pk}


def withdrawing(persona: Persona) -> dict[str, object]:
    return one(persona) | {"verb": "withdraw"}


CASES = {
    "operations:index": Case(302, 200),
    "operations:propose": Case(302, 403, PROPOSE, other=None, elsewhere=None),
    "operations:operation": Case(
        302, 404, answers(whole=200, summary=200), other=404, elsewhere=404, kwargs=one
    ),
    # Without its reason: 422 is the form, answered.
    "operations:move": Case(
        302, 404, answers(whole=403, summary=403, owners=422), other=404, elsewhere=404, method="post",
        kwargs=withdrawing,
    ),
}  # fmt: skip


@pytest.fixture
def _operation() -> Operation:
    return make_own_operation(OperationState.COHERENCE, title="Halle")


@pytest.mark.usefixtures("_operation")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
