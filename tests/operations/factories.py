"""Operations of an invented contract, made by the real actions."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import add_party, create_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract, ContractPiece
from beffroi.operations.actions.moves import place
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.operations.saving import lock
from beffroi.organisations.models import Organisation
from contracts import factories as contracts

AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
_numbers = count(1)


def make_contract(**changes: Any) -> Contract:
    """A contract that runs, filled, with its two parties; nothing here asks for the acts that approved it."""
    return run(contracts.fill(contracts.make_draft(**changes)))


def make_draft() -> Contract:
    """A filled contract that does not run yet: its settings and its pieces may still be written."""
    return contracts.fill(contracts.make_draft())


def run(contract: Contract) -> Contract:
    """Let a draft run at once."""
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.ACTIVE, signed_on=contracts.ON)
    contract.refresh_from_db()
    return contract


def make_contract_of(epci: Organisation, departement: Organisation, **changes: Any) -> Contract:
    """A contract that runs between two given authorities."""
    contract = create_contract(contracts.contract_facts(**{"is_fictitious": False, **changes}), by=CLERK)
    for side, organisation in ((Side.EPCI, epci), (Side.DEPARTEMENT, departement)):
        add_party(contract, contracts.party_facts(side, organisation), by=CLERK)
    contracts.fill(contract)
    ContractPiece.objects.create(contract=contract, rank=1, slug="devis", label="Devis", clause="article 4")
    return run(contract)


def owner_of(contract: Contract) -> Any:
    """The EPCI of a contract."""
    return contracts.organisation_of(contract, Side.EPCI)


def make_operation(
    contract: Contract | None = None, state: OperationState = OperationState.IDEA, **changes: Any
) -> Operation:
    """An operation of the contract's EPCI, put in a state whatever its conditions: for pages and rights."""
    contract = contract or make_contract()
    owner = changes.pop("owner", None) or owner_of(contract)
    title = changes.pop("title", None) or f"Maison de services {next(_numbers)}"
    axis = changes.pop("axis", None) or contract.axes.get(rank=1)
    facts = NewOperation(contract, owner, title, axis, changes.pop("summary", "Un guichet de plus"))
    operation = propose_operation(facts, by=CLERK, at=changes.pop("at", AT))
    for name, value in changes.items():
        setattr(operation, name, value)
    if changes:
        operation.save()
    if state is not OperationState.IDEA:
        held = lock(operation)
        if state is OperationState.VOTED and held.voted_amount is None:
            held.voted_amount = 1000
        operation = place(held, state, verb="placed", by=CLERK, at=AT)
    return operation
