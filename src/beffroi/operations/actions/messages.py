"""Writing to one's own, or to all who follow an operation; nothing is changed afterwards."""

from datetime import datetime

from django.db import transaction

from beffroi.core.saving import save_checked
from beffroi.operations.models import Message, Operation
from beffroi.organisations.actor import Actor


@transaction.atomic
def write_message(operation: Operation, body: str, *, is_shared: bool, by: Actor, at: datetime) -> Message:
    """Leave a message. It is its own trace: the journal, read by others, tells nothing of it.

    Raises: RuleViolation.
    """
    return save_checked(
        Message(
            operation=operation,
            organisation=by.organisation,
            is_shared=is_shared,
            body=body.strip(),
            at=at,
            by_id=by.user_id,
            by_label=by.user_label,
            organisation_label=by.organisation_label,
        )
    )
