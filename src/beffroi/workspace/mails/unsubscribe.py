"""The link that stops the digests: signed, it needs no sign-in and does nothing else."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from beffroi.organisations.models import User

_SALT = "beffroi.workspace.unsubscribe"


def unsubscribe_link(user: User) -> str:
    """Give the whole address of the page that stops a person's digests."""
    token = Signer(salt=_SALT).sign(str(user.pk))
    return settings.PUBLIC_ADDRESS + reverse("workspace:unsubscribe", args=[token])


def user_of_token(token: str) -> User | None:
    """Give the person of a link; none when it was made up, or when the account is closed."""
    try:
        number = int(Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    return User.objects.filter(pk=number, is_active=True).first()
