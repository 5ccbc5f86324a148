"""Open sessions: how long they last, where they are, and closing them everywhere."""

import time
from collections.abc import Callable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from beffroi.law.french import plural
from beffroi.organisations.models import User

RENEWED_KEY = "renewed_at"
# Once a quarter of an hour, not at each page: a page that is read writes nothing.
RENEW_EVERY = 15 * 60
# What a page asks by itself, without anybody at the keyboard, prolongs nothing.
BACKGROUND_HEADER = "Beffroi-Background"


class SlidingSession:
    """Let a session last twelve hours after its last page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_asked = BACKGROUND_HEADER not in request.headers
        if is_asked and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(RENEWED_KEY, 0) > RENEW_EVERY:
                request.session[RENEWED_KEY] = now
        return self.get_response(request)


def open_sessions(user: User) -> list[UserSession]:
    """Give the sessions of a person that still hold, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found = UserSession.objects.filter(user=user, session_key__in=alive)
    return list(found.order_by("-created_at"))


def close_sessions(user: User, *, keep: str = "") -> int:
    """Close all the sessions of a person, save one; give their number."""
    keys = UserSession.objects.filter(user=user).exclude(session_key=keep)
    listed = list(keys.values_list("session_key", flat=True))
    with transaction.atomic():
        Session.objects.filter(session_key__in=listed).delete()
        keys.delete()
    return len(listed)


def forget_ended_sessions(at: datetime) -> int:
    """Forget the sessions that ended, and where they were open; give their number."""
    with transaction.atomic():
        gone, _ = Session.objects.filter(expire_date__lt=at).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions_page(request: HttpRequest) -> HttpResponse:
    """List one's open sessions; close the others, or all of them."""
    user = request.user
    assert isinstance(user, User)
    current = request.session.session_key or ""
    if request.method != "POST":
        return render(
            request,
            "organisations/signin/sessions.html",
            {"sessions": open_sessions(user), "current": current},
        )
    if request.POST.get("which") == "all":
        close_sessions(user)
        logout(request)
        return redirect("account_login")
    closed = close_sessions(user, keep=current)
    messages.success(request, f"{plural(closed, 'autre session fermée', 'autres sessions fermées')}.")
    return redirect("usersessions_list")
