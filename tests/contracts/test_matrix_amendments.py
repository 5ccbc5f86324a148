"""Every address of amendments and past contracts × every persona: a signed contract, a draft amendment."""

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import add_party, create_contract, move_contract
from beffroi.contracts.actions.signature import sign_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import SignedCopy
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.amending import make_amendment
from contracts.factories import (
    ON,
    SIGNED_AT,
    approve,
    contract_facts,
    fill,
    open_votes,
    party_facts,
    signing_facts,
)
from contracts.test_matrix import EPCI_CLERK, MANAGERS, READERS, REFUSED
from files.factories import PDF, upload_of
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db
SIGNED = "contrat-signe-de-la-matrice"
WRITERS = {
    *MANAGERS,
    (OrganisationKind.EPCI, Role.PROJECT_LEAD),
    (OrganisationKind.DEPARTEMENT, Role.DEVELOPMENT_AGENT),
}
# Reads no draft, and sees that the signed contract exists.
ADMINISTRATORS = {
    (kind, Role.ADMINISTRATOR): 403 for kind in (OrganisationKind.EPCI, OrganisationKind.DEPARTEMENT)
}


def of_contract(_persona: Persona) -> dict[str, object]:
    return {"slug": SIGNED}


def of_draft(**more: object):
    return lambda _persona: {"slug": SIGNED, "number": 1, **more}


def of_copy(_persona: Persona) -> dict[str, object]:
    return {"slug": SIGNED, "pk": SignedCopy.objects.get().pk}


def ours(who: set, status: int, method: str = "get", kwargs=None) -> Case:
    """Some do it, the other readers of a party are refused, and it exists for nobody else."""
    answers = REFUSED | dict.fromkeys(who, status)
    return Case(302, 404, answers, other=404, elsewhere=404, method=method, kwargs=kwargs or of_draft())


CASES = {
    "contracts:amendments": Case(200, 200, kwargs=of_contract),
    "contracts:consolidated": Case(200, 200, kwargs=of_contract),
    "contracts:past": Case(200, 200, kwargs=of_contract),
    "contracts:past_operation": Case(200, 200, kwargs=lambda _persona: {"slug": SIGNED, "rank": 2}),
    # A draft exists in public for nobody, its own parties included.
    "contracts:amendment": Case(404, 404, kwargs=of_draft()),
    "contracts:amendment_document": Case(404, 404, kwargs=of_draft()),
    "contracts:amendment_add": Case(
        302, 404, REFUSED | ADMINISTRATORS | dict.fromkeys(WRITERS, 200), other=404, elsewhere=404,
        kwargs=of_contract,
    ),
    "contracts:amendment_workspace": Case(302, 404, READERS, other=404, elsewhere=404, kwargs=of_draft()),
    "contracts:amendment_change": ours(WRITERS, 200),
    # No such change, no act chosen, no step named, no date: 422 is the page, answered.
    "contracts:amendment_undo": ours(WRITERS, 422, "post", of_draft(rank=99)),
    "contracts:amendment_approve": ours(EPCI_CLERK, 422, "post", of_draft(side="epci")),
    "contracts:amendment_move": ours(MANAGERS, 422, "post"),
    "contracts:amendment_sign": ours(MANAGERS, 422, "post"),
    # Who reads no draft reads no handwritten signature either; the draft amendment has none.
    "contracts:signed_copy_add": Case(
        302, 404, REFUSED | ADMINISTRATORS | dict.fromkeys(MANAGERS, 200), other=404, elsewhere=404,
        kwargs=of_contract,
    ),
    "contracts:signed_copy": Case(
        302, 404, READERS | ADMINISTRATORS, other=404, elsewhere=404, kwargs=of_copy
    ),
    "contracts:amendment_copy_add": Case(
        302, 404, REFUSED | ADMINISTRATORS | dict.fromkeys(MANAGERS, 404), other=404, elsewhere=404,
        kwargs=of_draft(),
    ),
}  # fmt: skip


@pytest.fixture
def _signed() -> None:
    contract = create_contract(contract_facts(slug=SIGNED, is_fictitious=False), by=CLERK)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        organisation = organisation_of(OrganisationKind(side.value), OWN)
        add_party(contract, party_facts(side, organisation), by=CLERK)
    open_votes(fill(contract))
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side)
    move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
    sign_contract(contract, signing_facts(scan=upload_of(PDF)), by=CLERK, at=SIGNED_AT)
    make_amendment(contract)


@pytest.mark.usefixtures("_signed")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
