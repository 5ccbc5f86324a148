"""Locking rows of this context, always in one order.

Whoever holds several locks takes them so: the sitting and the act of the register, the report, the texts
of fiches, the operations, the plan, then what hangs on an operation (an item of a report, a request). Rows
of one kind go by their number. Who begins at an operation never asks for its report: what a report says of
an operation changes under the lock of that operation.
"""

from collections.abc import Iterable

from beffroi.drafting.models import Text
from beffroi.operations.models import FundingPlan, Operation, OperationSheet, Report, ReportItem


def lock(operation: Operation) -> Operation:
    """Read an operation again, under a lock that lasts as long as the transaction."""
    return Operation.objects.select_for_update().get(pk=operation.pk)


def lock_all(keys: Iterable[int]) -> dict[int, Operation]:
    """Read operations again, each under a lock that lasts as long as the transaction."""
    rows = Operation.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
    return {one.pk: one for one in rows}


def lock_plan(operation: Operation) -> tuple[Operation, FundingPlan]:
    """Lock an operation, then its plan."""
    held = lock(operation)
    return held, plan_of_locked(held)


def plan_of_locked(held: Operation) -> FundingPlan:
    """Lock the plan of a locked operation, which then reads no other."""
    held.plan = FundingPlan.objects.select_for_update().get(operation=held)
    return held.plan


def lock_with_text(operation: Operation) -> Operation:
    """Lock the fiche being written, then its operation."""
    texts = OperationSheet.objects.filter(operation=operation, sealed_at__isnull=True).values("text")
    list(Text.objects.select_for_update().filter(pk__in=texts))
    return lock(operation)


def lock_report(report: Report) -> Report:
    """Read a report again, under a lock that lasts as long as the transaction."""
    found = Report.objects.select_for_update(of=("self",)).select_related("assembly", "contract")
    return found.get(pk=report.pk)


def lock_item(item: ReportItem) -> tuple[Report, Operation, ReportItem | None]:
    """Lock the report of an item, its operation, then the item; None when it left the report meanwhile."""
    report, operation = lock_report(item.report), lock(item.operation)
    return report, operation, ReportItem.objects.select_for_update().filter(pk=item.pk).first()


def lock_agenda(report: Report) -> list[ReportItem]:
    """Lock the operations of a locked report, then read its items as they then are."""
    items = report.items.on_the_agenda()
    held = lock_all(items.values_list("operation", flat=True))
    found = list(items.order_by("operation_id"))
    for one in found:
        one.operation = held[one.operation_id]
    return found
