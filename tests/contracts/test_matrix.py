"""Every address × every persona: both parties, other authorities, other territories, the public."""

from datetime import date

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import add_party, create_contract, move_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.organisations.roles import ROLES_OF_KIND, OrganisationKind, Role
from contracts.factories import contract_facts, party_facts
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db
ON = date(2024, 4, 1)
DRAFT = "contrat-de-la-matrice"
PARTIES = (OrganisationKind.EPCI, OrganisationKind.DEPARTEMENT)
# Someone who only keeps the accounts reads no draft. Source: rights.md.
READERS = {
    (kind, role): 200 for kind in PARTIES for role in ROLES_OF_KIND[kind] if role is not Role.ADMINISTRATOR
}
REFUSED = dict.fromkeys(READERS, 403)
MANAGERS = {(kind, Role.MANAGER) for kind in PARTIES}
ADMINISTRATORS = {(kind, Role.ADMINISTRATOR) for kind in PARTIES}
EPCI_CLERK = {(OrganisationKind.EPCI, Role.ASSEMBLY_CLERK)}


def slug(_persona: Persona) -> dict[str, str]:
    return {"slug": DRAFT}


def epci_vote(_persona: Persona) -> dict[str, str]:
    return {"slug": DRAFT, "side": "epci"}


def done_by(who: set, status: int) -> Case:
    """A POST that some do, that the other readers are refused, and that exists for nobody else."""
    answers = REFUSED | dict.fromkeys(who, status)
    return Case(302, 404, answers, other=404, elsewhere=404, method="post", kwargs=slug)


CASES = {
    "contracts:index": Case(200, 200),
    # The draft is not shown yet: its public page exists for nobody, its own parties read it in their space.
    "contracts:contract": Case(404, 404, kwargs=slug),
    "contracts:contract_json": Case(404, 404, kwargs=slug),
    # Not signed: nothing is sealed, and the parties have their draft.
    "contracts:document": Case(404, 404, kwargs=slug),
    "contracts:draft": Case(302, 404, READERS, other=404, elsewhere=404, kwargs=slug),
    "contracts:working_copy": Case(302, 404, READERS, other=404, elsewhere=404, kwargs=slug),
    # Each administrator of a signing authority has their own organisation's, wherever they are.
    "contracts:template": Case(302, 403, dict.fromkeys(ADMINISTRATORS, 200)),
    "contracts:template_file": Case(
        302, 403, dict.fromkeys(ADMINISTRATORS, 404), kwargs=lambda _persona: {"number": 1}
    ),
    "contracts:workspace_index": Case(302, 200),
    "contracts:workspace": Case(302, 404, READERS, other=404, elsewhere=404, kwargs=slug),
    # Nothing was chosen, or no date given: 422 is the form, answered.
    "contracts:approve": Case(
        302, 404, REFUSED | dict.fromkeys(EPCI_CLERK, 422), other=404, elsewhere=404, method="post",
        kwargs=epci_vote,
    ),
    "contracts:show": done_by(MANAGERS, 302),
    "contracts:open_signature": done_by(MANAGERS, 302),
    "contracts:sign": done_by(MANAGERS, 422),
}  # fmt: skip


@pytest.fixture
def _draft() -> Contract:
    contract = create_contract(contract_facts(slug=DRAFT, is_fictitious=False), by=CLERK)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        organisation = organisation_of(OrganisationKind(side.value), OWN)
        add_party(contract, party_facts(side, organisation), by=CLERK)
    move_contract(contract, ContractState.OPINIONS, ON, by=CLERK)
    return move_contract(contract, ContractState.VOTES, ON, by=CLERK)


@pytest.mark.usefixtures("_draft")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
