"""Writing what an amendment changes: pick it in the contract of the day, see before, type after."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.contracts.access import allow
from beffroi.contracts.amendments.changes import (
    add_entry,
    alter_entry,
    ambitions_of,
    drafted_state,
    remove_entry,
    take_back,
)
from beffroi.contracts.amendments.forms import EntryForm
from beffroi.contracts.amendments.plain import LASTING, UNDER_AXIS, Inconsistent, State
from beffroi.contracts.amendments.told import ONES, TITLES, named_in, parts_of
from beffroi.contracts.amendments.views import WORKSPACE, opened, shown
from beffroi.contracts.kinds import Target
from beffroi.contracts.models import Amendment, Contract
from beffroi.contracts.permissions import can_edit_contract
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.authors import Author

NEW = "nouveau"


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Pick what changes, then change it; the address says what: ?quoi=axis&repere=12, or repere=nouveau."""
    actor, contract, found = opened(request, slug, number)
    allow(can_edit_contract(actor, contract))
    on = timezone.localdate()
    state = _state(found, on)
    if request.GET.get("quoi") is None:
        if request.method == "POST":
            raise Http404
        return render(request, "contracts/amendments/pick.html", _pick(contract, found, state))
    target, reference = _asked(request, state)
    values = None if reference == NEW else state[(target.value, reference)]
    typed = request.POST if request.method == "POST" else None
    ambitions = crossable(contract, state, request.GET.get("axe", "")) if target is Target.CROSSING else ()
    form = EntryForm(typed, target=target, values=values, ambitions=ambitions)
    if request.method == "POST" and (request.POST.get("retirer") or form.is_valid()):
        try:
            _write(request, found, target, reference, form, on, by=actor)
        except RuleViolation as refusal:
            form.is_valid()
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "La modification est écrite dans l’avenant.")
            return redirect(WORKSPACE, slug, number)
    return _page(request, contract, found, target, state, values, form)


@require_POST
def undo(request: HttpRequest, slug: str, number: int, rank: int) -> HttpResponseBase:
    """Take a change out of the draft."""
    actor, contract, found = opened(request, slug, number)
    allow(can_edit_contract(actor, contract))
    try:
        take_back(found, rank, timezone.localdate(), by=actor)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return shown(request, actor, contract, found, status=422)
    messages.success(request, "La modification est retirée de l’avenant.")
    return redirect(WORKSPACE, slug, number)


def _state(amendment: Amendment, on: date) -> State:
    try:
        return drafted_state(amendment, on)
    except Inconsistent as refusal:
        raise Http404(str(refusal)) from refusal


def _asked(request: HttpRequest, state: State) -> tuple[Target, str]:
    """Read in the address what is to change; what is not in the contract does not exist."""
    what, reference = request.GET.get("quoi", ""), request.GET.get("repere", "")
    if what not in Target.values:
        raise Http404
    target = Target(what)
    is_new = reference == NEW and target not in LASTING
    if target in UNDER_AXIS and is_new and (Target.AXIS.value, request.GET.get("axe", "")) not in state:
        raise Http404
    if not is_new and (target.value, reference) not in state:
        raise Http404
    return target, reference


def _write(
    request: HttpRequest,
    amendment: Amendment,
    target: Target,
    reference: str,
    form: EntryForm,
    on: date,
    *,
    by: Author,
) -> None:
    if reference == NEW:
        ambition = form.cleaned_data.get("ambition", "")
        axis = request.GET.get("axe", "")
        add_entry(amendment, target, form.typed(), on, by=by, axis=axis, ambition=ambition)
    elif request.POST.get("retirer"):
        remove_entry(amendment, target, reference, on, by=by)
    else:
        alter_entry(amendment, target, reference, form.typed(), on, by=by)


def _pick(contract: Contract, amendment: Amendment, state: State) -> dict[str, Any]:
    alone = [one for one in ONES if one not in (*UNDER_AXIS, *LASTING)]
    addable = [(one.value, f"Ajouter {_a(one)}") for one in alone]
    return {"contract": contract, "amendment": amendment, "parts": parts_of(state), "addable": addable}


def _a(target: Target) -> str:
    words = {
        Target.CLAUSE: "une clause de communication",
        Target.PIECE: "une pièce exigée",
        Target.COMMUNE: "une commune",
    }
    return words.get(target, f"un {target.label}")


def crossable(contract: Contract, state: State, axis: str) -> list[tuple[str, str]]:
    """The ambitions that an axis does not take up yet, each with its frame."""
    taken = {
        one["ambition"] for key, one in state.items() if key[0] == Target.CROSSING and one["axis"] == axis
    }
    rows = [one for one in ambitions_of(contract) if str(one.pk) not in taken]
    return [(str(one.pk), f"{one.title} ({one.frame})") for one in rows]


def _page(
    request: HttpRequest,
    contract: Contract,
    amendment: Amendment,
    target: Target,
    state: State,
    values: Any,
    form: EntryForm,
) -> HttpResponse:
    context = {
        "contract": contract,
        "amendment": amendment,
        "form": form,
        "kind": TITLES[target],
        "name": named_in(state, target, values) if values is not None else "",
        "removable": values is not None and target not in LASTING,
        "is_axis": target is Target.AXIS,
        # A new theme or a new crossing says the axis that it goes under.
        "axis": state.get((Target.AXIS.value, request.GET.get("axe", ""))) if target in UNDER_AXIS else None,
    }
    return render(request, "contracts/amendments/change.html", context, status=422 if form.errors else 200)
