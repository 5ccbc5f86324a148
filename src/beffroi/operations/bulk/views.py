"""Acting on several operations: choose the action, read the preview, confirm, read what became of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.operations.actions.bulk import confirm_run, prepare_run
from beffroi.operations.bulk.kinds import BY_SLUG, offered_to
from beffroi.operations.lists.asked import Asked, asked_by
from beffroi.operations.models import BulkRun, Operation
from beffroi.operations.views.common import require
from beffroi.organisations.actor import Actor, acting

MOST = 200
READS = "Votre rôle lit les opérations ; il n’agit pas sur elles."


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """Choose what to do to the operations ticked, or to all those of the filters; then preview it."""
    actor, query = acting(request), request.POST if request.method == "POST" else request.GET
    actions = offered_to(actor)
    require(bool(actions), READS)
    asked = asked_by(actor, query)
    chosen, is_too_many = _chosen(asked)
    action = next((one for one in actions if one.slug == query.get("action")), None)
    form = action.form(actor, request.POST if request.method == "POST" else None) if action else None
    if action and form and form.is_bound and chosen and not is_too_many and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if value is not None}
        kept = prepare_run(action, told, [one.pk for one in chosen], by=actor, at=timezone.now())
        return redirect("operations:bulk_run", kept.pk)
    page = {
        "actions": actions, "action": action, "form": form, "chosen": chosen, "most": MOST,
        "is_too_many": is_too_many, "kept_query": _sent_again(asked),
    }  # fmt: skip
    return render(request, "operations/bulk/choose.html", page, status=422 if form and form.errors else 200)


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be done to each, and what forbids it; once confirmed, what became of each."""
    _actor, kept = _kept(request, pk)
    there = set(
        Operation.objects.visible_to(acting(request)).filter(pk__in=_keys(kept)).values_list("pk", flat=True)
    )
    lines = [line | {"is_there": line["pk"] in there} for line in kept.lines]
    page = {
        "kept": kept,
        "action": BY_SLUG[kept.verb],
        "told": kept.told.get("reason") or kept.told.get("body", ""),
        "is_shared": kept.told.get("to") == "partage",
        "good": [line for line in lines if not line["why"]],
        "refused": [line for line in lines if line["why"]],
    }
    return render(request, "operations/bulk/run.html", page)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Do it, once."""
    actor, kept = _kept(request, pk)
    confirm_run(kept, by=actor, at=timezone.now())
    return redirect("operations:bulk_run", kept.pk)


def _kept(request: HttpRequest, pk: int) -> tuple[Actor, Any]:
    actor = acting(request)
    return actor, get_object_or_404(BulkRun.objects.of(actor, timezone.now()), pk=pk)


def _keys(kept: BulkRun) -> list[int]:
    return [line["pk"] for line in kept.lines]


def _chosen(asked: Asked) -> tuple[list[Operation], bool]:
    """Give the operations ticked among those that this person reads, or all those of the filters."""
    query = asked.query
    keys = [int(one) for one in query.getlist("op") if one.isascii() and one.isdigit() and len(one) < 19]
    rows = asked.found if query.get("tout") else asked.rows.filter(pk__in=keys[: MOST + 1]).order_by("pk")
    found = list(rows[: MOST + 1])
    return found[:MOST], len(found) > MOST


def _sent_again(asked: Asked) -> list[tuple[str, str]]:
    """The ticks and the filters, for the next form."""
    ticks = [("op", one) for one in asked.query.getlist("op")]
    return [*ticks, *([("tout", "1")] if asked.query.get("tout") else []), *asked.pairs]
