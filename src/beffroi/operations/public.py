"""What the public reads of a voted operation, once its deliberation is published."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from beffroi.assemblies.models import RegisterEntry
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, ReportItem
from beffroi.operations.models.report import ReportItemQuerySet


def published() -> QuerySet[Operation]:
    """Voted operations whose vote anyone may read in the register."""
    voted = Operation.objects.filter(state=OperationState.VOTED)
    acts = _votes().filter(operation=OuterRef("pk")).values("report__deliberation")
    entries = RegisterEntry.objects.filter(deliberation=OuterRef("act"))
    return voted.alias(act=Subquery(acts[:1])).filter(Exists(entries))


def vote_of(operation: Operation) -> RegisterEntry | None:
    """The act of its vote, once it is published; when it was voted again, that of the latest vote alone."""
    act = _votes().filter(operation=operation).values("report__deliberation")
    return RegisterEntry.objects.filter(deliberation=Subquery(act[:1])).first()


def _votes() -> ReportItemQuerySet:
    """What was voted, the latest first: an operation is in one report at a time."""
    found = ReportItem.objects.on_the_agenda().filter(report__state=ReportState.VOTED)
    return found.order_by("-pk")
