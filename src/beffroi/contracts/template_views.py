"""The working copy of a contract, and the page where an authority keeps the template of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.contracts.access import actor_or_404, own_contract
from beffroi.contracts.actions.template import keep_template
from beffroi.contracts.example import shown_fields
from beffroi.contracts.permissions import can_keep_template
from beffroi.contracts.template_forms import TemplateForm
from beffroi.contracts.working_copy import check_template, template_bytes, template_of, working_copy
from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.core.uploads import is_too_large
from beffroi.documents.errors import TemplateRefused
from beffroi.files.contents import BY_SUFFIX
from beffroi.files.delivery import STRICT, deliver
from beffroi.files.models import Piece
from beffroi.files.receiving import takes_pieces
from beffroi.files.shown import rows_of
from beffroi.organisations.actor import Actor

ADMINISTRATORS = "Le modèle de contrat est tenu par qui administre l’organisation signataire."


@require_safe
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """A contract to work on in a word processor: in the reader's own template, marked on each sheet."""
    actor = actor_or_404(request)
    found = own_contract(actor, slug)
    content = working_copy(found, template_of(actor.organisation))
    response = HttpResponse(content, content_type=BY_SUFFIX["docx"].content_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}-copie-de-travail.docx"'
    response["Content-Security-Policy"] = STRICT
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@takes_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest) -> HttpResponseBase:
    """The template of one's organisation: its versions, its unknown fields, and a new version."""
    actor = _administrator(request)
    if request.method != "POST":
        return _page(request, actor, TemplateForm())
    form = TemplateForm(request.POST, request.FILES, too_large=is_too_large(request))
    if not form.is_valid():
        return _page(request, actor, form, status=422)
    try:
        keep_template(actor.organisation, form.cleaned_data["upload"], by=actor, at=timezone.now())
    except RuleViolation as refusal:
        form.add_error("upload", refusal.message)
        return _page(request, actor, form, status=422)
    messages.success(request, "Le modèle est enregistré : les copies de travail le suivent dès maintenant.")
    return redirect("contracts:template")


@require_safe
def template_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """One version of the template of one's organisation, as it was deposited."""
    actor = _administrator(request)
    piece = template_of(actor.organisation)
    version = next((one for one in piece.versions.all() if one.number == number), None) if piece else None
    if version is None:
        raise Http404
    return deliver(version)


def _administrator(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not can_keep_template(actor):
        raise NotAllowed(ADMINISTRATORS)
    return actor


def _page(request: HttpRequest, actor: Actor, form: TemplateForm, status: int = 200) -> HttpResponse:
    piece = template_of(actor.organisation)
    rows = rows_of(piece, lambda one: reverse("contracts:template_file", args=[one.number])) if piece else []
    context = {"actor": actor, "form": form, "rows": rows, "fields": shown_fields(), **_told(piece)}
    return render(request, "contracts/template.html", context, status=status)


def _told(piece: Piece | None) -> dict[str, Any]:
    """Say what the latest version names that no contract has, or why it cannot be read."""
    if piece is None or piece.latest is None:
        return {}
    try:
        return {"unknown": check_template(template_bytes(piece.latest))}
    except NotAllowed as refusal:
        return {"unreadable": refusal.message}
    except TemplateRefused as refused:
        return {"unreadable": refused.message}
