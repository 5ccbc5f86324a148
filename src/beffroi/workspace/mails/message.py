"""The message of a digest: text and simple HTML, its links whole, and how to stop it."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from beffroi.law.french import agree, plural
from beffroi.organisations.models import User
from beffroi.workspace.mails.digest import Digest
from beffroi.workspace.mails.unsubscribe import unsubscribe_link


def message_of(
    user: User, digest: Digest, due_on: date, *, connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    """Write the message; sent twice by mishap, it would bear the same number, which mail servers know."""
    stop = unsubscribe_link(user)
    told: dict[str, Any] = {
        "person": user,
        "digest": digest,
        "site": settings.PUBLIC_ADDRESS,
        "home": settings.PUBLIC_ADDRESS + reverse("organisations:home"),
        "account": settings.PUBLIC_ADDRESS + reverse("organisations:account") + "#agir-pour",
        "choices": settings.PUBLIC_ADDRESS + reverse("workspace:mails"),
        "stop": stop,
    }
    message = EmailMultiAlternatives(
        subject_of(digest),
        render_to_string("workspace/email/digest_message.txt", told),
        to=[user.email],
        headers={
            "Message-ID": f"<recapitulatif-{user.pk}-{due_on:%Y%m%d}@{host()}>",
            # One click stops it, from the mail program itself. Source: RFC 8058.
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # No automatic answer is waited for. Source: RFC 3834.
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    message.attach_alternative(render_to_string("workspace/email/digest_message.html", told), "text/html")
    return message


def subject_of(digest: Digest) -> str:
    """Say in one line what waits.

    Example: « Beffroi : 3 choses à faire, dont 1 en retard ».
    """
    if not digest.waiting:
        near = sum(len(section.near) for section in digest.sections)
        return f"Beffroi : {plural(near, 'échéance')} {agree(near, 'proche')}"
    late = f", dont {digest.late} en retard" if digest.late else ""
    return f"Beffroi : {plural(digest.waiting, 'chose')} à faire{late}"


def host() -> str:
    """Give the name of this installation, as the public writes it."""
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
