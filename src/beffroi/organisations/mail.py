"""The one message we write ourselves: the link that opens an account."""

from smtplib import SMTPException

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
    subject = " ".join(render_to_string("organisations/email/invitation_subject.txt", told).split())
    body = render_to_string("organisations/email/invitation_message.txt", told)
    try:
        send_mail(subject, body, None, [invitation.email])
    except (SMTPException, OSError) as error:
        raise ExternalFailure(
            "L’invitation est faite, mais le message n’est pas parti : annulez-la et recommencez plus tard."
        ) from error
