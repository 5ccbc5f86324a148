"""Locking and saving rows of this context."""

from django.core.exceptions import ValidationError
from django.db import models

from beffroi.core.errors import RuleViolation
from beffroi.operations.models import Operation


def lock(operation: Operation) -> Operation:
    """Read an operation again, under a lock that lasts as long as the transaction."""
    return Operation.objects.select_for_update().get(pk=operation.pk)


def keep(row: models.Model) -> None:
    """Save a row whose own rules hold.

    Raises: RuleViolation with the French sentence of the constraint.
    """
    try:
        row.full_clean()
    except ValidationError as error:
        raise RuleViolation(" ".join(error.messages)) from error
    row.save()
