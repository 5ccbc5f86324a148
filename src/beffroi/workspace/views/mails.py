"""What one receives, and the private address of one's calendar."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    conditional_page,
    require_http_methods,
    require_POST,
    require_safe,
)

from beffroi.core.journal.authors import Author, PlainAuthor
from beffroi.organisations.actor import actor_of, user_of
from beffroi.workspace.actions import choose_mails, close_calendar, open_calendar, stop_mails
from beffroi.workspace.feed.addresses import feed_link, readers_of
from beffroi.workspace.feed.calendar import calendar_of
from beffroi.workspace.forms import MailForm
from beffroi.workspace.mails.choices import choice_of
from beffroi.workspace.mails.unsubscribe import user_of_token
from beffroi.workspace.models import CalendarAddress

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_page
def mails(request: HttpRequest) -> HttpResponse:
    """Choose how often one is written to; see the address of one's calendar."""
    user = user_of(request)
    choice = choice_of(user)
    known = {"rhythm": choice.rhythm, "weekday": choice.weekday}
    form = MailForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        choose_mails(user, **form.cleaned_data, by=_author(request), on=timezone.localdate())
        messages.success(request, "Votre choix est enregistré.")
        return redirect("workspace:mails")
    address = CalendarAddress.objects.filter(user=user).first()
    told: dict[str, Any] = {"form": form, "address": address, "link": feed_link(address) if address else ""}
    return render(request, "workspace/mails.html", told)


@require_POST
def calendar_open(request: HttpRequest) -> HttpResponse:
    """Open the address of one's calendar, or change it."""
    open_calendar(user_of(request), by=_author(request), at=timezone.now())
    messages.success(request, "L’adresse de votre calendrier est prête ; une ancienne ne répond plus.")
    return redirect("workspace:mails")


@require_POST
def calendar_close(request: HttpRequest) -> HttpResponse:
    """Close the address of one's calendar."""
    if close_calendar(user_of(request), by=_author(request)):
        messages.success(request, "L’adresse de votre calendrier est fermée.")
    return redirect("workspace:mails")


@csrf_exempt
@login_not_required
@form_page
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the digests of who holds the link; a mail program may post here, without a page (RFC 8058)."""
    user = user_of_token(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        stop_mails(user, on=timezone.localdate())
    return render(request, "workspace/unsubscribe.html", {"done": request.method == "POST"})


@login_not_required
@cache_control(private=True, max_age=900)
@conditional_page
@require_safe
def feed(request: HttpRequest, number: int, secret: str) -> HttpResponse:
    """Give the calendar to the program that holds its address; 404 for any other address."""
    del request
    today = timezone.localdate()
    actors = readers_of(number, secret, today)
    if not actors:
        raise Http404
    return HttpResponse(
        calendar_of(actors, today),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="beffroi.ics"',
            "X-Robots-Tag": "noindex, nofollow",
        },
    )


def _author(request: HttpRequest) -> Author:
    user = user_of(request)
    return actor_of(request) or PlainAuthor(user.pk, str(user))
