"""Who guesses passwords waits: what axes asks us."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def typed_email(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Give the address under which somebody tries to come in, always spelt the same way."""
    typed = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not typed and request is not None:
        typed = request.POST.get("login", "")
    return str(typed or "").strip().lower()


def client_ip(request: HttpRequest) -> str:
    """Give the address of the machine, through as many proxies as the settings name."""
    found: str = get_adapter().get_client_ip(request)
    return found


def forget_old_attempts(at: datetime) -> int:
    """Forget the failed attempts that no longer make anybody wait; give their number."""
    gone: int
    gone, _ = AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME).delete()
    return gone


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say how long to wait, to an account that exists as to one that does not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    told = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "organisations/signin/locked_out.html", told, status=429)
