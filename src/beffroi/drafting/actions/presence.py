"""Presence: the last sign of each person on a text, forgotten soon after."""

from datetime import datetime, timedelta

from django.db import transaction

from beffroi.drafting.models import Presence, Text
from beffroi.organisations.actor import Actor

# How long a sign counts; it is kept no longer.
FRESH = timedelta(minutes=3)


def forget_presences(at: datetime) -> int:
    """Forget the signs that no longer count; give their number."""
    gone, _ = Presence.objects.filter(at__lt=at - FRESH).delete()
    return gone


@transaction.atomic
def tell_presence(text: Text, section_key: str, *, by: Actor, at: datetime) -> Presence:
    """Say that somebody has the text open, or writes a section. It is no act: the journal keeps nothing."""
    forget_presences(at)
    found, _ = Presence.objects.update_or_create(
        text=text,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        defaults={
            "user_label": by.user_label,
            "organisation_label": by.organisation_label,
            "section_key": section_key,
            "at": at,
        },
    )
    return found


@transaction.atomic
def leave_section(text: Text, *, by: Actor) -> None:
    """Say that somebody no longer writes: their section is saved."""
    Presence.objects.filter(text=text, user_id=by.user_id, organisation_id=by.organisation_id).update(
        section_key=""
    )
