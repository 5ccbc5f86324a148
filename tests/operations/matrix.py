"""Who stands where around the operations of the matrix: a contract of the « own » authorities."""

from typing import Any

from beffroi.contracts.models import Contract, PerimeterCommune
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind, Role
from operations.factories import make_contract_of, make_operation
from rights import OWN, organisation_of

EPCI, DEPARTEMENT = OrganisationKind.EPCI, OrganisationKind.DEPARTEMENT
COMMUNE, PARTNER = OrganisationKind.COMMUNE, OrganisationKind.PARTNER
# Who reads a whole file once it is handed in, and who reads only its summary. Source: rights.md.
WHOLE = {
    *((EPCI, role) for role in (Role.PROJECT_LEAD, Role.MANAGER, Role.AUDITOR)),
    *(
        (DEPARTEMENT, role)
        for role in (
            Role.DEVELOPMENT_AGENT,
            Role.MANAGER,
            Role.FINANCE_AGENT,
            Role.COMMUNICATION_AGENT,
            Role.AUDITOR,
        )
    ),
}
SUMMARY = {
    (EPCI, Role.ELECTED_MEMBER),
    (DEPARTEMENT, Role.ELECTED_MEMBER),
    *((COMMUNE, role) for role in (Role.COMMUNE_AGENT, Role.MANAGER, Role.ELECTED_MEMBER, Role.AUDITOR)),
}
# Who writes for the project owner, here the EPCI.
OWNERS = {(EPCI, Role.PROJECT_LEAD), (EPCI, Role.MANAGER)}
EXAMINERS = {(DEPARTEMENT, Role.DEVELOPMENT_AGENT), (DEPARTEMENT, Role.MANAGER)}
PARTNERS = {(PARTNER, role) for role in (Role.ENGINEERING_PARTNER, Role.MANAGER, Role.AUDITOR)}
AUDITORS = {(EPCI, Role.AUDITOR), (DEPARTEMENT, Role.AUDITOR), (PARTNER, Role.AUDITOR)}


def make_own_contract() -> Contract:
    """The contract of the matrix's own EPCI and département, over the own commune."""
    contract = make_contract_of(organisation_of(EPCI, OWN), organisation_of(DEPARTEMENT, OWN))
    commune = organisation_of(COMMUNE, OWN)
    Organisation.objects.filter(pk=commune.pk).update(commune_code="00001")
    return contract


def make_own_operation(state: OperationState, **changes: Any) -> Operation:
    """An operation of the own EPCI that concerns the own commune."""
    operation = make_operation(make_own_contract(), state, **changes)
    operation.communes.set(PerimeterCommune.objects.filter(contract=operation.contract, code="00001"))
    return operation


def answers(*, whole: int, summary: int, **more: int) -> dict[Any, int]:
    """What each role around the operation is answered, save those that `more` names.

    `owners`, `examiners`, `partners` (to whom it was given), `auditors` (who write nothing).
    """
    found = dict.fromkeys(WHOLE, whole) | dict.fromkeys(SUMMARY, summary)
    named = {"owners": OWNERS, "examiners": EXAMINERS, "partners": PARTNERS, "auditors": AUDITORS}
    for name, status in more.items():
        found |= dict.fromkeys(named[name], status)
    return found


def draft_answers(owners: int, auditor: int) -> dict[Any, int]:
    """A draft of the EPCI exists for its owners and its auditor only."""
    return dict.fromkeys(OWNERS, owners) | {(EPCI, Role.AUDITOR): auditor}
