"""The page of an operation, and the moves that it offers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.core.errors import RuleViolation
from beffroi.law.french import typeset
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.blockers import blockers_for
from beffroi.operations.models import Operation, OperationStep
from beffroi.operations.offers import PLAIN
from beffroi.operations.page import Refusal, joined, operation_page
from beffroi.operations.permissions import can_move
from beffroi.operations.states import TRANSITIONS
from beffroi.operations.views.common import read_file, read_operation, require
from beffroi.organisations.actor import acting


@require_safe
def operation(request: HttpRequest, pk: int) -> HttpResponse:
    """One operation: where it stands, whose turn it is, what blocks, and its sections."""
    actor, found = read_operation(request, pk, joined)
    return render(request, "operations/operation.html", operation_page(actor, found, timezone.localdate()))


@require_POST
def move(request: HttpRequest, pk: int, verb: str) -> HttpResponseBase:
    """Make a move that needs at most a reason; sent twice, it is made once."""
    if verb in PLAIN and _is_made(request, pk, verb):
        return _land(request, pk, f"{TRANSITIONS[verb].label} : c’était déjà fait.")
    actor, found = read_file(request, pk)
    if verb not in PLAIN:
        raise Http404
    asked, reason = TRANSITIONS[verb], request.POST.get("reason", "")
    require(can_move(actor, found, asked))
    try:
        move_operation(found, verb, by=actor, at=timezone.now(), reason=reason)
    except RuleViolation as refusal:
        if _is_made(request, pk, verb):
            return _land(request, pk, f"{asked.label} : c’était déjà fait.")
        on = timezone.localdate()
        stops = blockers_for(verb, found, on) if found.stage in asked.sources else ()
        told = Refusal(verb, reason, refusal.message, tuple(stops))
        page = operation_page(actor, found, on, told)
        return render(request, "operations/operation.html", page, status=422)
    return _land(request, pk, f"{asked.label} : c’est fait.")


def _is_made(request: HttpRequest, pk: int, verb: str) -> bool:
    """Whether the last move is this one, made by this very person: the button was pressed twice.

    They know what they did, even when the operation is no longer theirs to read.
    """
    actor = acting(request)
    last = OperationStep.objects.filter(operation=pk).order_by("pk").last()
    return (
        last is not None
        and last.verb == verb
        and (last.user_id, last.organisation_label) == (actor.user_id, actor.organisation_label)
    )


def _land(request: HttpRequest, pk: int, told: str) -> HttpResponseBase:
    """Tell it on the operation, or on the list when there is nothing more to read of it.

    What goes back to its owner is the owner's alone.
    """
    messages.success(request, typeset(told))
    if Operation.objects.visible_to(acting(request)).filter(pk=pk).exists():
        return redirect("operations:operation", pk=pk)
    return redirect("operations:index")
