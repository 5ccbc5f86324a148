"""One's own pages: home, account, whom one acts for, what is kept."""

import json

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.authors import PlainAuthor
from beffroi.organisations.actions import close_account, rename_person, switch_organisation
from beffroi.organisations.actions.accounts import blockers_for_closing
from beffroi.organisations.actor import actor_of, actors_of, user_of
from beffroi.organisations.export import personal_data
from beffroi.organisations.forms import CloseForm, NamesForm
from beffroi.organisations.handover import work_in_hand
from beffroi.organisations.home import home_parts
from beffroi.organisations.signin.again import asks_again

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for one today, what one has in hand, and who one is."""
    actor = actor_of(request)
    works = work_in_hand(actor.user, actor.organisation) if actor else []
    parts = home_parts(actor, timezone.localdate()) if actor else []
    return render(request, "organisations/home.html", {"actor": actor, "works": works, "parts": parts})


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show one's identity, and the organisations one may act for."""
    user = user_of(request)
    actors = actors_of(user, timezone.localdate())
    return render(request, "organisations/account.html", {"actors": actors, "actor": actor_of(request)})


@form_page
def identity(request: HttpRequest) -> HttpResponse:
    """Change one's names."""
    user = user_of(request)
    known = {"first_name": user.first_name, "last_name": user.last_name}
    form = NamesForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        rename_person(user, **form.cleaned_data, by=actor_of(request) or PlainAuthor(user.pk, str(user)))
        messages.success(request, "Votre identité est enregistrée.")
        return redirect("organisations:account")
    return render(request, "organisations/identity.html", {"form": form})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations."""
    wanted = request.POST.get("organisation", "")
    try:
        actor = switch_organisation(
            request, int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0, by=user_of(request)
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect("organisations:account")
    messages.success(request, f"Vous agissez maintenant pour « {actor.organisation} ».")
    return redirect("organisations:home")


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show what is kept on oneself, and how to take it or erase it."""
    user = user_of(request)
    address = EmailAddress.objects.filter(user=user, verified=True).first()
    return render(request, "organisations/data.html", {"verified": address})


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give everything kept on oneself."""
    told = json.dumps(personal_data(user_of(request)), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return HttpResponse(
        told,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="mes-donnees.json"'},
    )


@form_page
@asks_again
def close(request: HttpRequest) -> HttpResponse:
    """Close one's account."""
    user = user_of(request)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(user)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            logout(request)
            messages.success(request, "Votre compte est fermé ; vos nom et adresse sont effacés.")
            return redirect("portal:home")
    return render(request, "organisations/close.html", {"form": form, "blockers": blockers_for_closing(user)})


@login_not_required
@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Say what Beffroi keeps on people, why, how long, and their rights."""
    told = {"controller": settings.DATA_CONTROLLER, "contact": settings.DATA_PROTECTION_CONTACT}
    return render(request, "organisations/notice.html", told)
