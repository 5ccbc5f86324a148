"""The crossing of a draft: frames chosen, cells edited in place or on their own page, confirmed by both."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beffroi.contracts.actions.crossing import (
    choose_frames,
    confirm_crossing,
    cross,
    crossing_values,
    uncross,
)
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Ambition, Axis, Contract, Crossing, StrategicFrame
from beffroi.contracts.permissions import can_edit_contract
from beffroi.contracts.tokens import token_of
from beffroi.contracts.writing.common import attempt, draft_of, form_page, sent, writable
from beffroi.contracts.writing.forms import CellForm, FramesForm
from beffroi.contracts.writing.matrix import bands_of, matrix_page, with_crossing
from beffroi.core.errors import NotAllowed
from beffroi.organisations.actor import Actor

ONLY_PARTIES = "Chaque partie confirme pour elle-même : un modèle ne se confirme pas."


@require_http_methods(["GET", "POST"])
def frames(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Which frames of the two parties the contract crosses."""
    actor, contract = writable(request, slug)
    owners = {contract.model_of_id, *(one.organisation_id for one in contract.parties.all())} - {None}
    offered = list(StrategicFrame.objects.filter(owner__in=owners).select_related("owner"))
    chosen = set(contract.frames.values_list("pk", flat=True))
    form = FramesForm(request.POST or None, offered=offered, chosen=chosen)
    if sent(request, form, lambda: choose_frames(contract, form.frames(), by=actor)):
        return redirect("contracts:draft_crossing", slug)
    why = "Le croisement part des ambitions de ces documents. Chaque collectivité écrit les siens."
    return form_page(request, form, "Cadres croisés", contract, why=why)


@require_GET
def crossing(request: HttpRequest, slug: str) -> HttpResponse:
    """The table of ambitions and axes, with what it leaves out."""
    actor, contract = draft_of(request, slug)
    whole = with_crossing(Contract.objects.filter(pk=contract.pk)).get()
    writes = can_edit_contract(actor, contract) and contract.is_open_to_edits
    context = {"contract": contract, "may_write": writes, **matrix_page(whole)}
    return render(request, "contracts/writing/crossing.html", context)


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, slug: str, ambition: int, axis: int) -> HttpResponseBase:
    """One cell: in its table when asked by the table, else on a page of its own."""
    actor, contract = writable(request, slug)
    where, column = _cell(contract, ambition, axis)
    found = _crossing(where, column)
    others = _others(contract, where)
    form = CellForm(request.POST or None, known=crossing_values(found), others=others)
    in_place = bool(request.headers.get("HX-Request"))
    if sent(
        request, form, lambda: cross(contract, where, column, form.values(), form.base, by=actor), "Croisé."
    ):
        return _after(request, contract, where, column, in_place)
    context: dict[str, Any] = {"ambition": where, "axis": column, "crossing": found}
    context |= {"side": _side(actor, contract), "token": token_of(crossing_values(found))}
    context |= {"columns": contract.axes.count() + 1} if in_place else {}
    name = "cell_row" if in_place else "cell"
    template = f"contracts/writing/{name}.html"
    page = form_page(request, form, "Croiser une ambition et un axe", contract, template=template, **context)
    if in_place and form.errors:
        # What was refused takes the place of the form that was sent, not that of the whole band.
        page["HX-Retarget"], page["HX-Reswap"] = f"#cellule-{ambition}-{axis}", "outerHTML"
    return page


@require_POST
def confirm(request: HttpRequest, slug: str, ambition: int, axis: int) -> HttpResponseBase:
    """Confirm a cell for one's own party."""
    actor, contract = writable(request, slug)
    where, column = _cell(contract, ambition, axis)
    found = get_object_or_404(Crossing, ambition=where, axis=column)
    side = _side(actor, contract)
    if side is None:
        raise NotAllowed(ONLY_PARTIES)
    at, base = timezone.now(), request.POST.get("base", "")
    told = "Croisement confirmé pour votre collectivité."
    attempt(request, lambda: confirm_crossing(contract, found, side, base, by=actor, at=at), told)
    return redirect("contracts:draft_crossing", slug)


@require_POST
def cell_remove(request: HttpRequest, slug: str, ambition: int, axis: int) -> HttpResponseBase:
    """Say that the axis does not take the ambition up."""
    actor, contract = writable(request, slug)
    where, column = _cell(contract, ambition, axis)
    found = get_object_or_404(Crossing, ambition=where, axis=column)
    attempt(request, lambda: uncross(contract, found, by=actor), "Croisement retiré.")
    return redirect("contracts:draft_crossing", slug)


def _after(
    request: HttpRequest, contract: Contract, where: Ambition, column: Axis, in_place: bool
) -> HttpResponseBase:
    """Go back to the table; in place, give the band anew with the cell in focus."""
    if not in_place:
        return redirect("contracts:draft_crossing", contract.slug)
    whole = with_crossing(Contract.objects.filter(pk=contract.pk)).get()
    band = next(one for one in bands_of(whole) if one.frame.pk == where.frame_id)
    context: dict[str, Any] = {"contract": contract, "band": band, "axes": list(whole.axes.all())}
    context |= {"may_write": True, "focus": f"{where.pk}-{column.pk}"}
    return render(request, "contracts/writing/band.html", context)


def _cell(contract: Contract, ambition: int, axis: int) -> tuple[Ambition, Axis]:
    ambitions = Ambition.objects.filter(frame__contracts=contract).select_related("frame__owner")
    return get_object_or_404(ambitions, pk=ambition), get_object_or_404(contract.axes.all(), pk=axis)


def _crossing(ambition: Ambition, axis: Axis) -> Crossing | None:
    return Crossing.objects.filter(ambition=ambition, axis=axis).select_related("met_ambition").first()


def _others(contract: Contract, ambition: Ambition) -> list[Ambition]:
    """The ambitions of the other party, in the frames of the contract."""
    found = Ambition.objects.filter(frame__contracts=contract).select_related("frame")
    return list(found.exclude(frame__owner=ambition.frame.owner_id))


def _side(actor: Actor, contract: Contract) -> Side | None:
    """The side that the person confirms for."""
    sides = (Side(one.side) for one in contract.parties.all() if actor.acts_for(one.organisation_id))
    return next(sides, None)
