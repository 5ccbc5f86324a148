"""Importing ideas: a file is dropped, its preview read, its good rows confirmed, the others handed back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.core.uploads import is_too_large, takes_files_up_to
from beffroi.law.french import plural
from beffroi.operations.actions.imports import confirm_import, keep_import
from beffroi.operations.actions.proposals import contracts_open_to
from beffroi.operations.imports.columns import COLUMNS
from beffroi.operations.imports.files import FORMS, as_file, model_rows, refused_rows
from beffroi.operations.imports.forms import ImportForm
from beffroi.operations.imports.page import preview_page, refusals_of
from beffroi.operations.models import OperationImport
from beffroi.operations.permissions import can_propose
from beffroi.operations.views.common import require
from beffroi.operations.views.proposal import NO_OWNER
from beffroi.organisations.actor import Actor, acting


@takes_files_up_to("IMPORT_MAX_BYTES")
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest) -> HttpResponseBase:
    """Take a file of ideas: nothing is proposed before its preview is confirmed."""
    actor = _proposer(request)
    is_open = bool(contracts_open_to(actor.organisation, timezone.localdate()))
    form = ImportForm()
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES, too_large=is_too_large(request))
        if is_open and form.is_valid() and form.table is not None:
            kept = keep_import(form.name, form.table, by=actor, at=timezone.now())
            return redirect("operations:import_preview", kept.pk)
    kept_ones = OperationImport.objects.of(actor, timezone.now())[:5]
    page = {"form": form, "is_open": is_open, "columns": COLUMNS, "kept_ones": kept_ones}
    return render(request, "operations/imports/drop.html", page, status=422 if form.is_bound else 200)


@require_safe
def model(request: HttpRequest, form: str) -> HttpResponseBase:
    """The file to fill: its header and an example."""
    _proposer(request)
    headers, lines = model_rows()
    return as_file("modele-operations", _known(form), headers, iter(lines))


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would propose and each cell that is refused; once confirmed, what became of each row."""
    _actor, kept = _kept(request, pk)
    return render(request, "operations/imports/preview.html", preview_page(kept, timezone.localdate()))


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose the good rows, once."""
    actor, kept = _kept(request, pk)
    done = confirm_import(kept, by=actor, at=timezone.now())
    if done.taken:
        messages.success(request, f"{plural(len(done.taken), 'idée enregistrée', 'idées enregistrées')}.")
    return redirect("operations:import_preview", done.pk)


@require_safe
def refused(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The refused rows as a file, each with its reasons, to be mended and imported again."""
    _actor, kept = _kept(request, pk)
    headers, lines = refused_rows(kept, refusals_of(kept, timezone.localdate()))
    return as_file("lignes-refusees", _known(form), headers, lines)


def _proposer(request: HttpRequest) -> Actor:
    actor = acting(request)
    require(can_propose(actor), NO_OWNER)
    return actor


def _kept(request: HttpRequest, pk: int) -> tuple[Actor, Any]:
    actor = acting(request)
    kept = get_object_or_404(OperationImport.objects.of(actor, timezone.now()), pk=pk)
    require(can_propose(actor), NO_OWNER)
    return actor, kept


def _known(form: str) -> str:
    if form not in FORMS:
        raise Http404
    return form
