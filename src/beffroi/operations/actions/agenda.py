"""What an operation leaves behind on an agenda when it goes another way than by the vote."""

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.operations.models import Operation, ReportItem

VOTES = frozenset({"adopt", "reject"})


def leave_agenda(operation: Operation, reason: str, *, by: Author) -> None:
    """Take a locked operation off the report that it stands in; its item says why.

    Raises: RuleViolation while its vote is being recorded.
    """
    for item in ReportItem.objects.waiting().filter(operation=operation).select_related("report"):
        if item.report.deliberation_id is not None:
            raise RuleViolation(
                "Le vote de cette opération est en cours d’enregistrement : le service des assemblées "
                "scelle la délibération, ou l’abandonne."
            )
        item.is_taken_off, item.voted_amount = True, None
        item.taken_off_reason = reason or "L’opération a quitté l’ordre du jour."
        item.save()
        record("report.item_taken_off", item.report, by=by, note=f"{operation} : {item.taken_off_reason}")
