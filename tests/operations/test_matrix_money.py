"""Every address of the examination and the money × every persona, over operations of the own EPCI."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from assemblies.factories import CLERK
from beffroi.operations.actions.scenarios import copy_plan
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import FundingLine, FundingScenario, Operation
from beffroi.organisations.roles import Role
from operations.factories import AT
from operations.matrix import DEPARTEMENT, EPCI, OWNERS, answers, make_own_contract
from operations.plans import MET, make_planned
from rights import PERSONAS, Case, Persona, check_rights

pytestmark = pytest.mark.django_db
STATES = (S.COMPLETION, S.COHERENCE, S.SHEET, S.SCHEME_ROAD)
# The département's examination is read by those who examine, its finances and its auditors.
APPRAISAL = answers(whole=403, summary=403, examiners=200) | {
    (DEPARTEMENT, Role.FINANCE_AGENT): 200,
    (DEPARTEMENT, Role.AUDITOR): 200,
}
READ = answers(whole=200, summary=403)
OWNER_PAGE = answers(whole=403, summary=403, owners=200)
# A scenario of the EPCI: for its département it does not exist, and its auditor may not write it.
SCENARIO = answers(whole=404, summary=403) | dict.fromkeys(OWNERS, 200) | {(EPCI, Role.AUDITOR): 403}


def one(state: S) -> Callable[[Persona], dict[str, Any]]:
    return lambda _persona: {"pk": Operation.objects.get(state=state).pk}


def line(persona: Persona) -> dict[str, Any]:
    return one(S.SHEET)(persona) | {
        "line": FundingLine.objects.get(plan__operation__state=S.SHEET, rank=1).pk
    }


def scenario(persona: Persona) -> dict[str, Any]:
    return one(S.COHERENCE)(persona) | {"scenario": FundingScenario.objects.get().pk}


def case(answered: dict[Any, int], state: S, **more: Any) -> Case:
    return Case(302, 404, answered, other=404, elsewhere=404, **{"kwargs": one(state), **more})


CASES: dict[str, Case] = {
    "operations:plan": case(READ, S.COHERENCE),
    # Its owner settles it: this one is a cent short, and 422 is the page, answered.
    "operations:settle": case(answers(whole=403, summary=403, owners=422), S.COMPLETION, method="post"),
    "operations:cut": case(OWNER_PAGE, S.SHEET, kwargs=line),
    "operations:means": case(OWNER_PAGE, S.COMPLETION),
    "operations:scenarios": case(READ, S.COHERENCE),
    "operations:scenario": case(SCENARIO, S.COHERENCE, kwargs=scenario),
    "operations:coherence": case(APPRAISAL, S.COHERENCE),
    "operations:schemes": case(APPRAISAL, S.COHERENCE),
    "operations:routing": case(APPRAISAL, S.COHERENCE),
    "operations:scheme_road": case(answers(whole=403, summary=403, examiners=200), S.SCHEME_ROAD),
    "operations:scheme_refusal": case(answers(whole=403, summary=403, examiners=200), S.SCHEME_ROAD),
    "operations:statement": case(READ, S.COHERENCE),
    "operations:statement_pdf": case(READ, S.COHERENCE),
}


@pytest.fixture
def _operations() -> None:
    contract = make_own_contract()
    for state in STATES:
        operation = make_planned(MET, state, contract=contract)
        operation.communes.set(contract.communes.filter(code="00001"))
        if state is S.COHERENCE:
            copy_plan(operation, operation.owner, "Sans l’État", by=CLERK, at=AT)
        if state is S.COMPLETION:
            operation.plan.lines.filter(rank=1).update(asked_amount=Decimal("99999.99"))


@pytest.mark.usefixtures("_operations")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
