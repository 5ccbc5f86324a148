"""What the workspace keeps: the choice of mails, each digest, the address of a calendar."""

from beffroi.workspace.models.calendar_address import CalendarAddress
from beffroi.workspace.models.digest_sending import DigestSending
from beffroi.workspace.models.mail_choice import MailChoice

__all__ = ["CalendarAddress", "DigestSending", "MailChoice"]
