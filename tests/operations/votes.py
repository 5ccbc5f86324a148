"""Voted operations, their rows written as the vote leaves them: the vote itself is tested elsewhere."""

from assemblies.factories import AT as SEALED_AT
from assemblies.factories import make_assembly, make_sealed, make_sitting, publish_act, transmit
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.kinds import Side
from beffroi.law import AssemblyKind
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, OperationSheet, Report, ReportItem
from contracts.factories import organisation_of
from drafting.factories import make_text
from operations.factories import make_operation


def make_voted(contract=None, **changes) -> tuple[Operation, Deliberation]:
    """A voted operation, and the sealed act of its vote, which is not published yet."""
    operation = make_operation(contract, OperationState.VOTED, voted_amount=60_000, **changes)
    council = make_assembly(
        members=11,
        organisation=organisation_of(operation.contract, Side.DEPARTEMENT),
        kind=AssemblyKind.DEPARTEMENT,
        slug=f"assemblee-{operation.pk}",
    )
    act = make_sealed(make_sitting(council))
    parties = [one.organisation for one in operation.contract.parties.all()]
    sheet = OperationSheet.objects.create(operation=operation, number=1, text=make_text(parties))
    report = Report.objects.create(
        contract=operation.contract,
        assembly=council,
        planned_on=act.sitting.held_on,
        title="Opérations du contrat",
        state=ReportState.VOTED,
        deliberation=act,
        sent_at=SEALED_AT,
    )
    ReportItem.objects.create(
        report=report, operation=operation, sheet=sheet, rank=1, proposed_amount=60_000, voted_amount=60_000
    )
    return operation, act


def make_published_vote(contract=None, **changes) -> Operation:
    """A voted operation whose deliberation anyone may read."""
    operation, act = make_voted(contract, **changes)
    transmit(act)
    publish_act(act)
    return operation
