"""Voted operations, their rows written as the vote leaves them: the vote itself is tested elsewhere."""

from assemblies.factories import AT as SEALED_AT
from assemblies.factories import make_sealed, make_sitting, publish_act, transmit
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, OperationSheet, Report, ReportItem
from drafting.factories import make_text
from operations.factories import make_operation
from operations.voting import committee_of


def make_voted(contract=None, **changes) -> tuple[Operation, Deliberation]:
    """A voted operation, and the sealed act of its vote, which is not published yet."""
    operation = make_operation(contract, OperationState.VOTED, **changes)
    council = committee_of(operation.contract)
    act = make_sealed(
        make_sitting(council),
        vote=VoteFacts(Outcome.ADOPTED, votes_for=4, votes_against=0, abstentions=0, not_voting=0),
    )
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
        report=report, operation=operation, sheet=sheet, rank=1, proposed_amount=1000, voted_amount=1000
    )
    return operation, act


def make_published_vote(contract=None, **changes) -> Operation:
    """A voted operation whose deliberation anyone may read."""
    operation, act = make_voted(contract, **changes)
    transmit(act)
    publish_act(act)
    return operation
