"""Every address of the file × every persona: a draft, a question to a partner, a file handed in."""

from datetime import date

import pytest

from assemblies.factories import CLERK
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.actions.support import OpinionFacts, ask_support, assign_support, sign_opinion
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, OperationPiece, SupportRequest
from beffroi.organisations.roles import Role
from files.factories import upload_of
from operations.factories import AT, make_operation
from operations.matrix import (
    COMMUNE,
    DEPARTEMENT,
    EPCI,
    EXAMINERS,
    OWNERS,
    PARTNER,
    PARTNERS,
    answers,
    draft_answers,
    make_own_operation,
)
from organisations.factories import make_actor
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db
PROPOSE = {(EPCI, Role.PROJECT_LEAD): 200, (EPCI, Role.MANAGER): 200, (COMMUNE, Role.COMMUNE_AGENT): 200,
           (COMMUNE, Role.MANAGER): 200}  # fmt: skip
HALL, DRAFT, ASKED = "Halle", "Kiosque", "Lavoir"
# Who sees an operation whose owner waits for an answer, and may do nothing about it.
AROUND = dict.fromkeys(OWNERS | EXAMINERS | PARTNERS, 403) | {
    (EPCI, Role.AUDITOR): 403,
    (DEPARTEMENT, Role.AUDITOR): 403,
}


def of(title: str, **more: object):
    """The parts of an address under one operation, read when it is asked."""
    return lambda _persona: {"pk": Operation.objects.get(title=title).pk, **more}


def question(**more: object):
    """The parts of an address under the question that was given to the own partner."""

    def parts(_persona: Persona) -> dict[str, object]:
        found = SupportRequest.objects.get(operation__title=ASKED)
        return {"pk": found.operation_id, "asked": found.pk, **more}

    return parts


def piece(title: str, **more: object):
    """The parts of an address under the piece of an operation."""

    def parts(_persona: Persona) -> dict[str, object]:
        found = OperationPiece.objects.get(operation__title=title)
        return {"pk": found.operation_id, "joined": found.pk, **more}

    return parts


def seen(roles, kwargs, **more) -> Case:
    """An address that exists for some, at their own place only."""
    return Case(302, 404, roles, other=404, elsewhere=404, kwargs=kwargs, **more)


CASES = {
    "operations:propose": Case(302, 403, PROPOSE),
    "operations:operation": seen(answers(whole=200, summary=200), of(HALL)),
    # Without its reason: 422 is the form, answered.
    "operations:move": seen(
        answers(whole=403, summary=403, owners=422), of(HALL, verb="withdraw"), method="post"
    ),
    "operations:section": seen(draft_answers(200, 403), of(DRAFT, slug="publics")),
    "operations:piece_join": seen(draft_answers(200, 403), of(DRAFT)),
    "operations:piece_join_asked": seen(draft_answers(200, 403), of(DRAFT, slug="devis")),
    "operations:piece_renew": seen(draft_answers(200, 403), piece(DRAFT)),
    "operations:piece_file": seen(answers(whole=200, summary=403), piece(HALL, number=1)),
    "operations:early_start": seen(answers(whole=403, summary=403, owners=200), of(HALL)),
    "operations:early_decide": seen(
        answers(whole=403, summary=403) | {(DEPARTEMENT, Role.MANAGER): 200}, of(HALL)
    ),
    "operations:support_ask": seen(draft_answers(200, 403), of(DRAFT)),
    "operations:support_assign": seen(AROUND | dict.fromkeys(EXAMINERS, 200), question()),
    "operations:support_release": seen(AROUND | dict.fromkeys(EXAMINERS, 200), question()),
    "operations:support_opinion": seen(
        AROUND | {(PARTNER, Role.ENGINEERING_PARTNER): 200, (PARTNER, Role.MANAGER): 200}, question()
    ),
    "operations:opinion_file": seen(dict.fromkeys(AROUND, 200), question(number=1)),
    "operations:message": seen(
        answers(whole=200, summary=403, auditors=403) | {(PARTNER, Role.AUDITOR): 404}, of(HALL)
    ),
    # Not voted: it exists for nobody.
    "operations:public": Case(404, 404, kwargs=lambda _persona: {"slug": "contrat", "number": 1}),
}


@pytest.fixture
def _operations() -> None:
    hall = make_own_operation(OperationState.FILE, title=HALL)
    join_piece(hall, "Devis", upload_of(), None, by=CLERK, at=AT)
    Operation.objects.filter(pk=hall.pk).update(
        state=OperationState.COHERENCE,
        next_turn="departement",
        next_organisation=organisation_of(DEPARTEMENT, OWN),
    )
    draft = make_operation(hall.contract, OperationState.FILE, title=DRAFT)
    join_piece(draft, "Devis", upload_of(), None, by=CLERK, at=AT)
    request = ask_support(make_operation(hall.contract, title=ASKED), "Combien ?", by=CLERK, at=AT)
    partner = organisation_of(PARTNER, OWN)
    assign_support(request, partner, date(2024, 7, 1), by=CLERK, at=AT)
    expert = make_actor(partner, Role.ENGINEERING_PARTNER)
    sign_opinion(request, OpinionFacts("Bien.", upload=upload_of()), by=expert, at=AT)


@pytest.mark.usefixtures("_operations")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
