"""The organisation acted for: its page, its settings, and how it looks on every page."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_http_methods, require_safe

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.ui.lists import PAGE_SIZE
from beffroi.core.uploads import is_too_large
from beffroi.organisations.actions import change_identity
from beffroi.organisations.actor import acting
from beffroi.organisations.forms import SettingsForm
from beffroi.organisations.identity import LINEN, contrast
from beffroi.organisations.models import Organisation
from beffroi.organisations.permissions import (
    can_administer,
    can_export_all,
    can_read_journal,
    check_administers,
)
from beffroi.organisations.rules import figure

FIVE_MINUTES = 300


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the organisation, and its journal to who may read it."""
    actor = acting(request)
    told = {"actor": actor, "organisation": actor.organisation, "administers": can_administer(actor)}
    told["exports"] = can_export_all(actor)
    if can_read_journal(actor):
        entries = JournalEntry.objects.of_organisation(actor.organisation_id)
        told["journal"] = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "organisations/organisation.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Change names, numbers, colours and logo."""
    actor = acting(request)
    check_administers(actor)
    kept = actor.organisation
    known = {
        name: getattr(kept, name) for name in ("name", "short_name", "siren", "siret", "accent", "relief")
    }
    posted, files = request.POST or None, request.FILES or None
    form = SettingsForm(posted, files, initial=known, organisation=kept, too_large=is_too_large(request))
    if request.method == "POST" and form.is_valid():
        try:
            change_identity(kept, form.values(), by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Les réglages sont enregistrés.")
            return redirect("organisations:settings")
    told = {"form": form, "organisation": kept, "has_logo": _has_logo(kept), **_contrasts(kept)}
    return render(request, "organisations/settings.html", told)


def _contrasts(kept: Organisation) -> dict[str, str]:
    told = {}
    if kept.accent:
        told["ink_contrast"] = figure(contrast(kept.accent, LINEN))
    if kept.accent and kept.relief:
        told["relief_contrast"] = figure(contrast(kept.relief, kept.accent))
    return told


def _has_logo(kept: Organisation) -> bool:
    return Organisation.objects.filter(pk=kept.pk, logo__isnull=False).exists()


def _sheet(slug: str) -> str:
    found = get_object_or_404(Organisation.objects.only("accent", "relief"), slug=slug)
    if not found.accent:
        return ""
    relief = f"--authority-accent:{found.relief};" if found.relief else ""
    # In the layer of the tokens, and on screen only: print and high contrast keep their own.
    return f"@media screen{{@layer tokens{{:root{{--authority:{found.accent};{relief}}}}}}}\n"


def _sheet_tag(request: HttpRequest, slug: str) -> str:
    return f'"{hashlib.sha256(_sheet(slug).encode()).hexdigest()[:20]}"'


@login_not_required
@require_safe
@cache_control(public=True, max_age=FIVE_MINUTES)
@condition(etag_func=_sheet_tag)
def stylesheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the two colours of an organisation."""
    return HttpResponse(_sheet(slug), content_type="text/css; charset=utf-8")


def _picture(slug: str) -> bytes:
    found = get_object_or_404(Organisation.objects.only("logo"), slug=slug)
    if not found.logo:
        raise Http404("no logo")
    return bytes(found.logo)


def _picture_tag(request: HttpRequest, slug: str) -> str:
    return f'"{hashlib.sha256(_picture(slug)).hexdigest()[:20]}"'


@login_not_required
@require_safe
@cache_control(public=True, max_age=FIVE_MINUTES)
@condition(etag_func=_picture_tag)
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the logo of an organisation."""
    return HttpResponse(_picture(slug), content_type="image/png")
