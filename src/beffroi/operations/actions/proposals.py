"""An operation begins as an idea, in an axis of a contract that runs."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q

from beffroi.contracts.actions.contract import lock as lock_contract
from beffroi.contracts.in_force import contracts_recoded, read_amendments, terms_on
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.core.dates import local_day
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
    _check_contract(contract, facts, local_day(at))
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


def _check_contract(contract: Contract, facts: NewOperation, on: date) -> None:
    if contract.state != ContractState.ACTIVE:
        raise RuleViolation("Une opération se propose pendant la vie du contrat : il n’est pas en cours.")
    if facts.axis.contract_id != contract.pk:
        raise RuleViolation("Cet axe est celui d’un autre contrat.")
    terms = terms_on(contract, on)
    if not terms.holds(facts.axis):
        raise RuleViolation("Cet axe n’est pas, ou n’est plus, au contrat.")
    if not may_own(contract, facts.owner, on):
        raise RuleViolation(
            "Cette organisation ne propose pas d’opération à ce contrat : il dit qui le peut.",
            terms.settings.told("owners"),
        )


def may_own(contract: Contract, owner: Organisation, on: date) -> bool:
    """Whether the contract lets this organisation propose: its EPCI, and its communes when it says so."""
    terms = terms_on(contract, on)
    if not terms.settings.admits_owner(owner.kind):
        return False
    if owner.kind == OrganisationKind.EPCI:
        return contract.parties.filter(side=Side.EPCI, organisation=owner).exists()
    return (
        owner.kind == OrganisationKind.COMMUNE
        and bool(owner.commune_code)
        and owner.is_fictitious == contract.is_fictitious
        and terms.covers(owner.commune_code)
    )


def contracts_open_to(owner: Organisation, on: date) -> list[Contract]:
    """List the running contracts to which this organisation may propose that day, the latest first."""
    running = Contract.objects.filter(
        Q(parties__organisation=owner) | _covering(owner.commune_code),
        state=ContractState.ACTIVE,
        is_fictitious=owner.is_fictitious,
    )
    found = list(running.select_related("settings").distinct().order_by("-starts_year", "title", "pk"))
    read_amendments(found)
    return [one for one in found if may_own(one, owner, on)]


def _covering(code: str) -> Q:
    """Those that name a commune: as they were signed, or by an amendment that gave it this code."""
    if not code:
        return Q(pk__in=[])
    return Q(communes__code=code) | Q(pk__in=contracts_recoded(code))
