"""Opening, renewing and closing the address of a calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.organisations.models import User
from beffroi.workspace.models import CalendarAddress


@transaction.atomic
def open_calendar(user: User, *, by: Author, at: datetime) -> CalendarAddress:
    """Give a person a new private address; the one they had stops answering."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    address, made = CalendarAddress.objects.update_or_create(
        user=locked, defaults={"nonce": secrets.token_urlsafe(32), "opened_at": at}
    )
    record("user.calendar_opened" if made else "user.calendar_renewed", locked, by=by)
    return address


@transaction.atomic
def close_calendar(user: User, *, by: Author) -> bool:
    """Close a person's address; tell whether there was one."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    gone, _ = CalendarAddress.objects.filter(user=locked).delete()
    if gone:
        record("user.calendar_closed", locked, by=by)
    return bool(gone)
