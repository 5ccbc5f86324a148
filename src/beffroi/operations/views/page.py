"""The page of an operation, and the moves that it offers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.blockers import blockers_for
from beffroi.operations.models import Operation
from beffroi.operations.offers import PLAIN
from beffroi.operations.page import Refusal, operation_page
from beffroi.operations.permissions import can_move
from beffroi.operations.states import TRANSITIONS
from beffroi.operations.views.common import read_file, read_operation, require


@require_safe
def operation(request: HttpRequest, pk: int) -> HttpResponse:
    """One operation: where it stands, whose turn it is, what blocks, and its sections."""
    actor, found = read_operation(request, pk)
    return render(request, "operations/operation.html", operation_page(actor, found, timezone.localdate()))


@require_POST
def move(request: HttpRequest, pk: int, verb: str) -> HttpResponseBase:
    """Make a move that needs at most a reason."""
    actor, found = read_file(request, pk)
    if verb not in PLAIN:
        raise Http404
    asked, reason = TRANSITIONS[verb], request.POST.get("reason", "")
    require(can_move(actor, found, asked))
    try:
        move_operation(found, verb, by=actor, at=timezone.now(), reason=reason)
    except RuleViolation as refusal:
        on = timezone.localdate()
        stops = blockers_for(verb, found, on) if found.stage in asked.sources else ()
        told = Refusal(verb, reason, refusal.message, tuple(stops))
        page = operation_page(actor, found, on, told)
        return render(request, "operations/operation.html", page, status=422)
    messages.success(request, f"{asked.label} : c’est fait.")
    # Who asked for it may have nothing more to read: what goes back to its owner is the owner's alone.
    if Operation.objects.visible_to(actor).filter(pk=pk).exists():
        return redirect("operations:operation", pk=pk)
    return redirect("operations:index")
