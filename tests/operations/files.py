"""Complete files, made by the real actions: what is handed in, whole or with one thing missing."""

from decimal import Decimal
from typing import Any

from assemblies.factories import CLERK
from beffroi.contracts.models import Contract, ContractPiece
from beffroi.operations.actions.file import edit_section
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.kinds import FunderKind, OperationState, StateAid
from beffroi.operations.models import CostItem, FundingLine, Operation
from beffroi.operations.sections import BY_SLUG, mark_of, told
from beffroi.schemes.kinds import OperationKind
from files.factories import upload_of
from operations.factories import AT, make_draft, make_operation, run

COST = Decimal(100_000)


def write(operation: Operation, slug: str, **values: Any) -> Operation:
    """Write a section as it was just read."""
    section = BY_SLUG[slug]
    held = {name: _held(operation, name) for name in section.names} | values
    read = mark_of(told(operation, section.names))
    return edit_section(operation, section, held, read=read, by=CLERK, at=AT)


def _held(operation: Operation, name: str) -> Any:
    value = getattr(operation, name)
    return list(value.all()) if hasattr(value, "all") else value


def ask_piece(contract: Contract, slug: str = "devis", **changes: Any) -> ContractPiece:
    """A piece that the contract asks for, under a cited clause."""
    facts = {"label": "Devis détaillé", "clause": "article 4", "rank": 1, **changes}
    return ContractPiece.objects.create(contract=contract, slug=slug, **facts)


def fill_file(operation: Operation) -> Operation:
    """Write everything that a submission waits for."""
    contract = operation.contract
    write(operation, "presentation", description="Une halle ouverte.", kind=OperationKind.BUILDING)
    write(operation, "communes", communes=list(contract.communes.filter(code="00001")))
    write(
        operation, "calendrier", starts_on=AT.date().replace(year=2025), ends_on=AT.date().replace(year=2026)
    )
    write(operation, "publics", has_no_public=True)
    write(operation, "aides-d-etat", state_aid=StateAid.NOT_ECONOMIC)
    write(operation, "fonctionnement", forecasts=[(2027, Decimal(12_000), Decimal(3_000))])
    _fund(operation)
    for asked in contract.required_pieces.all():
        join_piece(operation, "", upload_of(), asked, by=CLERK, at=AT)
    return Operation.objects.get(pk=operation.pk)


def _fund(operation: Operation) -> None:
    plan = operation.plan
    CostItem.objects.create(plan=plan, rank=1, label="Travaux", amount=COST)
    for rank, (kind, amount) in enumerate(
        ((FunderKind.OWN, 40_000), (FunderKind.DEPARTEMENT, 60_000)), start=1
    ):
        FundingLine.objects.create(plan=plan, rank=rank, funder=kind.label, kind=kind, asked_amount=amount)
    plan.cost_amount = plan.eligible_amount = plan.funding_amount = COST
    plan.save()


def make_asking(*slugs: str, **more: Any) -> Contract:
    """A contract that runs and asks for pieces, « devis » when none is named."""
    contract = make_draft()
    for rank, slug in enumerate(slugs or ("devis",), start=1):
        ask_piece(contract, slug, rank=rank, label=slug.capitalize(), **more)
    return run(contract)


def make_file(contract: Contract | None = None, **changes: Any) -> Operation:
    """A file that may be handed in, with the pieces that its contract asks for."""
    return fill_file(make_operation(contract or make_asking(), OperationState.FILE, **changes))
