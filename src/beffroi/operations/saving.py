"""Locking rows of this context."""

from beffroi.drafting.models import Text
from beffroi.operations.models import Operation, OperationSheet


def lock(operation: Operation) -> Operation:
    """Read an operation again, under a lock that lasts as long as the transaction."""
    return Operation.objects.select_for_update().get(pk=operation.pk)


def lock_with_text(operation: Operation) -> Operation:
    """Lock the fiche being written, then its operation: the order that an edit or an agreement follows."""
    texts = OperationSheet.objects.filter(operation=operation, sealed_at__isnull=True).values("text")
    list(Text.objects.select_for_update().filter(pk__in=texts))
    return lock(operation)
