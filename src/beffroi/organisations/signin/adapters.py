"""What allauth asks us: who may come in, what is said, how secrets are kept."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from beffroi.organisations.models import Membership, User

# One's own screen says who one is: neither coming in nor going out needs a message.
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}

NO_ADDRESS = "0.0.0.0"  # noqa: S104  told, never listened to


class AccountAdapter(DefaultAccountAdapter):
    """Accounts begin with an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address of the machine; through a local socket there is none, and all share one."""
        if not request.META.get("REMOTE_ADDR"):
            return NO_ADDRESS
        found: str = super().get_client_ip(request)
        return found

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **kwargs: Any
    ) -> None:
        """Leave out what the page already says."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Another service vouches for an address; it opens no account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up this way either."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Find the account of a verified address, if a membership holds today."""
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        if found is None:
            return None
        held = Membership.objects.of(found[0]).active(timezone.localdate())
        return found if held.exists() else None


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """Encrypt a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret, with a former key if need be."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [str(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    hashed = [hashlib.sha256(b"beffroi mfa" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in hashed])
