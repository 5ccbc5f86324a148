"""The private address of a calendar: signed, so that what the database holds does not open it alone."""

from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from beffroi.organisations.actor import Actor, actors_of
from beffroi.workspace.models import CalendarAddress

_SALT = "beffroi.workspace.calendar"


def feed_link(address: CalendarAddress) -> str:
    """Give the whole address, as a calendar program is given it."""
    signer = Signer(salt=_SALT)
    return settings.PUBLIC_ADDRESS + reverse(
        "workspace:feed", args=[address.pk, signer.signature(_signed(address))]
    )


def readers_of(number: int, secret: str, on: date) -> list[Actor]:
    """Give whom an address speaks for that day; nobody when it is wrong, renewed, or of one who left."""
    address = CalendarAddress.objects.filter(pk=number).select_related("user").first()
    if address is None or not _opens(address, secret):
        return []
    return actors_of(address.user, on)


def _opens(address: CalendarAddress, secret: str) -> bool:
    signer = Signer(salt=_SALT)
    try:
        signer.unsign(f"{_signed(address)}{signer.sep}{secret}")
    except BadSignature:
        return False
    return True


def _signed(address: CalendarAddress) -> str:
    return f"{address.user_id}-{address.nonce}"
