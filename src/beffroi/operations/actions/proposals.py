"""An operation begins as an idea, in an axis of a contract that runs."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from beffroi.contracts.actions.contract import lock as lock_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract, settings_of
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import FundingPlan, Operation, OperationStep
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind


@transaction.atomic
def propose_operation(facts: NewOperation, *, by: Author, at: datetime) -> Operation:
    """Write an idea down, with its empty plan; numbers follow each other within the contract.

    Raises: RuleViolation.
    """
    contract = lock_contract(facts.contract)
    _check_contract(contract, facts)
    parties = {one.side: one.organisation for one in contract.parties.select_related("organisation")}
    last = Operation.objects.filter(contract=contract).aggregate(last=Max("number"))["last"] or 0
    operation = Operation(
        contract=contract,
        departement=parties[Side.DEPARTEMENT],
        epci=parties[Side.EPCI],
        owner=facts.owner,
        number=last + 1,
        title=facts.title,
        summary=facts.summary,
        description=facts.description,
        axis=facts.axis,
        state_since=at,
        next_turn=Turn.OWNER,
        next_organisation=facts.owner,
        created_at=at,
        updated_at=at,
    )
    save_checked(operation)
    save_checked(FundingPlan(operation=operation))
    OperationStep.objects.create(
        operation=operation,
        verb="propose",
        to_state=OperationState.IDEA,
        at=at,
        user_id=by.user_id,
        user_label=by.user_label,
        organisation_label=by.organisation_label,
    )
    record("operation.proposed", operation, by=by, note=str(facts.axis))
    return operation


def _check_contract(contract: Contract, facts: NewOperation) -> None:
    if contract.state != ContractState.ACTIVE:
        raise RuleViolation("Une opération se propose pendant la vie du contrat : il n’est pas en cours.")
    if facts.axis.contract_id != contract.pk:
        raise RuleViolation("Cet axe est celui d’un autre contrat.")
    if not may_own(contract, facts.owner):
        raise RuleViolation(
            "Cette organisation ne propose pas d’opération à ce contrat : il dit qui le peut.",
            settings_of(contract).told("owners"),
        )


def may_own(contract: Contract, owner: Organisation) -> bool:
    """Whether the contract lets this organisation propose: its EPCI, and its communes when it says so."""
    if not settings_of(contract).admits_owner(owner.kind):
        return False
    if owner.kind == OrganisationKind.EPCI:
        return contract.parties.filter(side=Side.EPCI, organisation=owner).exists()
    return (
        owner.kind == OrganisationKind.COMMUNE
        and bool(owner.commune_code)
        and owner.is_fictitious == contract.is_fictitious
        and contract.communes.filter(code=owner.commune_code).exists()
    )


def contracts_open_to(owner: Organisation) -> list[Contract]:
    """List the running contracts to which this organisation may propose, the latest first."""
    running = Contract.objects.filter(
        Q(parties__organisation=owner) | Q(communes__code=owner.commune_code or None),
        state=ContractState.ACTIVE,
        is_fictitious=owner.is_fictitious,
    )
    found = running.select_related("settings").distinct().order_by("-starts_year", "title", "pk")
    return [one for one in found if may_own(one, owner)]
