"""The lists of a draft: shown, added to, edited, reordered, shortened."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beffroi.contracts.actions.editing import add_row, edit_row, move_row, remove_row, values_of
from beffroi.contracts.models import Contract
from beffroi.contracts.permissions import can_edit_contract
from beffroi.contracts.writing.common import attempt, draft_of, form_page, sent, writable
from beffroi.contracts.writing.parts import PARTS, Part


@require_GET
def rows(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """One list of a draft, each row with what may be done to it."""
    actor, contract = draft_of(request, slug)
    listed = _part(part)
    context = {
        "contract": contract,
        "part": listed,
        "rows": [{"row": one, "detail": listed.detail(one)} for one in listed.rows(contract)],
        "may_write": can_edit_contract(actor, contract) and contract.is_open_to_edits,
    }
    return render(request, "contracts/writing/rows.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str, part: str) -> HttpResponseBase:
    """Add a row."""
    actor, contract = writable(request, slug)
    listed = _part(part)
    form = listed.form(request.POST or None)
    row = listed.model(contract=contract)
    if sent(request, form, lambda: add_row(contract, row, form.values(), by=actor), "Ajouté."):
        return redirect("contracts:draft_list", slug, part)
    return form_page(request, form, f"Ajouter {listed.one}", contract, part=listed)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponseBase:
    """Edit a row."""
    actor, contract = writable(request, slug)
    listed, row = _row(contract, part, pk)
    form = listed.form(request.POST or None, known=values_of(row, listed.fields))
    if sent(request, form, lambda: edit_row(contract, row, form.values(), form.base, by=actor)):
        return redirect("contracts:draft_list", slug, part)
    return form_page(request, form, f"Modifier {listed.one}", contract, part=listed)


@require_POST
def move(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponseBase:
    """Put a row before or after its neighbour."""
    actor, contract = writable(request, slug)
    _, row = _row(contract, part, pk)
    up = request.POST.get("sens") == "monter"
    attempt(request, lambda: move_row(contract, row, up=up, by=actor), "Ordre changé.")
    return redirect("contracts:draft_list", slug, part)


@require_POST
def remove(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponseBase:
    """Take a row out."""
    actor, contract = writable(request, slug)
    _, row = _row(contract, part, pk)
    attempt(request, lambda: remove_row(contract, row, by=actor), "Retiré.")
    return redirect("contracts:draft_list", slug, part)


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def _row(contract: Contract, part: str, pk: int) -> tuple[Part, Any]:
    listed = _part(part)
    return listed, get_object_or_404(listed.model._default_manager.filter(contract=contract), pk=pk)
