"""Asking for the password or a key again, before what protects an account is changed."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def asks_again(view: View) -> View:
    """Let in only who proved a few minutes ago who they are."""
    found: View = reauthentication_required(view)
    return found
