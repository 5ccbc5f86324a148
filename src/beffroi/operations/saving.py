"""Locking rows of this context."""

from beffroi.operations.models import Operation


def lock(operation: Operation) -> Operation:
    """Read an operation again, under a lock that lasts as long as the transaction."""
    return Operation.objects.select_for_update().get(pk=operation.pk)
