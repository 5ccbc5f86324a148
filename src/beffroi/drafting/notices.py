"""What is written to people about a text, once the transaction is done."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from beffroi.drafting.models import SignOff, Text, Version
from beffroi.organisations.mail import send_notice
from beffroi.organisations.models import User


def tell_signers(text: Text, version: Version, fallen: Sequence[SignOff], *, editor_id: int | None) -> None:
    """Write to those whose agreement fell, after the commit; who made the edit knows already.

    A message that does not leave is logged, and the edit stands: the page of the text tells it all the same.
    """
    signed = {one.user_id: one for one in fallen if one.user_id and one.user_id != editor_id}
    address = settings.PUBLIC_ADDRESS + reverse("drafting:text", args=[text.pk])
    for user in User.objects.filter(pk__in=signed, is_active=True):
        told = {
            "person": user.first_name,
            "text": text,
            "signed": signed[user.pk].version,
            "version": version,
            "url": address,
        }
        _after_commit(told, user.email)


def _after_commit(told: dict[str, Any], email: str) -> None:
    def send() -> None:
        send_notice("drafting/email/voided", told, email)

    transaction.on_commit(send, robust=True)
