"""The list of operations, the same as a board, a map and a file, and the lists kept under a name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.contracts.in_force import Terms
from beffroi.contracts.models import Contract
from beffroi.core.errors import RuleViolation
from beffroi.core.ui.lists import SetListing, address
from beffroi.operations.actions.saved import bare_query, drop_filter, keep_filter
from beffroi.operations.bulk.kinds import offered_to
from beffroi.operations.lists.asked import Asked, asked_of
from beffroi.operations.lists.board import board_of, total_of
from beffroi.operations.lists.export import COLUMNS
from beffroi.operations.lists.figures import reads_whole, sums_of
from beffroi.operations.lists.forms import KeepForm
from beffroi.operations.lists.places import map_of
from beffroi.operations.models import Operation, SavedFilter
from beffroi.operations.permissions import can_propose
from beffroi.organisations.actor import acting


def _head(asked: Asked, view: str, **more: Any) -> dict[str, Any]:
    """What the three views of a set have in common: where the others are, what is kept."""
    query = bare_query(asked.query.urlencode())
    return {
        "view": view,
        "listing_query": list(QueryDict(query).items()),
        "suffix": f"?{query}" if query else "",
        "kept": list(SavedFilter.objects.of(asked.actor)),
        "may_propose": can_propose(asked.actor),
        "keep_form": KeepForm(initial={"query": query}),
        **more,
    }


def _list_page(request: HttpRequest, asked: Asked, status: int = 200, **more: Any) -> HttpResponse:
    sums = sums_of(asked.found, asked.actor, many=asked.many)
    listing: SetListing[Operation] = asked.kind.show(asked.rows, asked.query, total=sums.counted)
    for one in listing.rows:
        one.axis = asked.retitled.get(one.axis_id, one.axis)
    told = _head(
        asked,
        "list",
        listing=listing,
        lines=[(one, reads_whole(asked.actor, one)) for one in listing.rows],
        sums=sums,
        columns=COLUMNS,
        actions=offered_to(asked.actor),
        pairs=asked.pairs,
        on=timezone.localdate(),
    )
    return render(request, "operations/index.html", told | more, status=status)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The operations that exist for who acts, searched and filtered from the address."""
    return _list_page(request, asked_of(request))


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The same set by step."""
    asked = asked_of(request)
    columns = board_of(asked)
    listing = asked.kind.head(asked.query, total_of(columns))
    told = _head(asked, "board", columns=columns, listing=listing)
    return render(request, "operations/lists/board.html", told)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The same set on the map of its contract, the latest when the address names none."""
    asked = asked_of(request)
    choices = next(one.choices for one in asked.kind.filters if one.name == "contrat")
    known = dict(choices)
    wanted = asked.query.get("contrat", "")
    chosen = wanted if wanted in known else next(iter(known), "")
    told: dict[str, Any] = {
        "contracts": [
            (key, title, address(asked.query, contrat=key, page="", apres="")) for key, title in choices
        ],
        "chosen": chosen,
        "listing": asked.kind.head(asked.query),
    }
    if chosen:
        contract = Contract.objects.get(pk=chosen)
        rows = asked.found.filter(contract=contract)
        terms = asked.amended.get(contract.pk, Terms(contract, []))
        told |= {
            "contract": contract,
            "map": map_of(terms, rows, asked.query, reverse("operations:index")),
        }
    return render(request, "operations/lists/places.html", _head(asked, "places", **told))


@require_POST
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep what the address asks under a name."""
    actor = acting(request)
    form = KeepForm(request.POST)
    query = bare_query(request.POST.get("query", ""))
    if form.is_valid():
        try:
            kept = keep_filter(form.cleaned_data["name"], query, by=actor)
        except RuleViolation as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, f"La liste « {kept.name} » est enregistrée.")
            return redirect(f"{reverse('operations:index')}?{kept.query}")
    return _list_page(request, asked_of(request, QueryDict(query)), status=422, keep_form=form)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let one of one's kept lists go."""
    actor = acting(request)
    saved = get_object_or_404(SavedFilter.objects.of(actor), pk=pk)
    drop_filter(saved, by=actor)
    messages.success(request, f"La liste « {saved.name} » n’est plus enregistrée.")
    return redirect("operations:index")
