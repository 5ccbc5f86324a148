"""What the public reads of a voted operation, once its deliberation is published."""

from django.db.models import Exists, OuterRef, QuerySet

from beffroi.assemblies.models import RegisterEntry
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, ReportItem


def published() -> QuerySet[Operation]:
    """Voted operations whose vote anyone may read in the register."""
    entries = RegisterEntry.objects.filter(deliberation=OuterRef("report__deliberation"))
    voted = ReportItem.objects.filter(
        operation=OuterRef("pk"), is_taken_off=False, report__state=ReportState.VOTED, voted_amount__gt=0
    ).filter(Exists(entries))
    return Operation.objects.filter(Exists(voted), state=OperationState.VOTED)


def vote_of(operation: Operation) -> RegisterEntry | None:
    """The published act of its vote, the latest when it was voted again."""
    return (
        RegisterEntry.objects.filter(
            deliberation__in=ReportItem.objects.filter(operation=operation, is_taken_off=False).values(
                "report__deliberation"
            )
        )
        .order_by("-held_on", "-pk")
        .first()
    )
