"""The messages we write ourselves: the link that opens an account, and what other contexts tell people."""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from beffroi.core.errors import ExternalFailure
from beffroi.organisations.models import Invitation


def link_of(request: HttpRequest, secret: str) -> str:
    """Give the address that accepts an invitation."""
    return request.build_absolute_uri(reverse("organisations:accept", args=[secret]))


def send_invitation(invitation: Invitation, link: str) -> None:
    """Send the link to who is invited.

    Raises: ExternalFailure.
    """
    told = {
        "organisation": invitation.organisation,
        "inviter": invitation.invited_by_label,
        "role": invitation.get_role_display(),
        "expires_at": invitation.expires_at,
        "url": link,
    }
    try:
        send_notice("organisations/email/invitation", told, invitation.email)
    except ExternalFailure as error:
        raise ExternalFailure(
            "L’invitation est faite, mais le message n’est pas parti : annulez-la et recommencez plus tard."
        ) from error


def send_notice(template: str, told: Mapping[str, Any], email: str) -> None:
    """Send a message to one person; `template` begins the names of its subject and of its text.

    Example: drafting/email/voided → drafting/email/voided_subject.txt and drafting/email/voided_message.txt.
    Raises: ExternalFailure.
    """
    subject = " ".join(render_to_string(f"{template}_subject.txt", dict(told)).split())
    body = render_to_string(f"{template}_message.txt", dict(told))
    try:
        send_mail(subject, body, None, [email])
    except (SMTPException, OSError) as error:
        raise ExternalFailure("Le message n’est pas parti : le service de courriel ne répond pas.") from error
