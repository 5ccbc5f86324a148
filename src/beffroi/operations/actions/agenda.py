"""What an operation leaves behind in a report when it goes another way than by the vote."""

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, ReportItem

VOTES = frozenset({"adopt", "reject"})
# What a report holds of an operation stands as long as its fiche is written again from the same route.
HOLD_THEIR_REPORT = frozenset(
    {
        OperationState.SHEET,
        OperationState.COUNTERSIGN,
        OperationState.REPORT,
        OperationState.AGENDA,
    }
)


def leaves_report(before: OperationState, after: OperationState, verb: str) -> bool:
    """Whether a move takes an operation out of the report that holds it."""
    if before not in HOLD_THEIR_REPORT or verb in VOTES:
        return False
    return before is OperationState.AGENDA or after not in HOLD_THEIR_REPORT


def leave_report(operation: Operation, reason: str, *, by: Author) -> None:
    """Take a locked operation out of the report that holds it; on an agenda, its item says why.

    Raises: RuleViolation while its vote is being recorded.
    """
    reason = reason or "L’opération a quitté l’ordre du jour."
    items = ReportItem.objects.waiting().filter(operation=operation).select_for_update(of=("self",))
    for item in items.select_related("report"):
        if item.report.deliberation_id is not None:
            raise RuleViolation(
                "Le vote de cette opération est en cours d’enregistrement : le service des assemblées "
                "scelle la délibération, ou l’abandonne."
            )
        if item.report.state == ReportState.PREPARING:
            drop_item(item)
            record("report.item_left", item.report, by=by, note=f"{operation} : {reason}")
            continue
        item.is_taken_off, item.voted_amount = True, None
        item.taken_off_reason = reason
        item.save()
        record("report.item_taken_off", item.report, by=by, note=f"{operation} : {reason}")


def drop_item(item: ReportItem) -> None:
    """Delete a locked item of a report that is not sent: nothing was said of it to anybody."""
    item.interests.all().delete()
    item.delete()
