"""Proposing an operation: its idea."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.proposals import contracts_open_to, propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.forms.proposal import ProposalForm
from beffroi.operations.models import Operation
from beffroi.operations.permissions import can_propose
from beffroi.operations.views.common import require
from beffroi.organisations.actor import Actor, acting

NO_OWNER = "Une opération se propose par l’intercommunalité du contrat, ou par une commune s’il le prévoit."


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponseBase:
    """Write an idea down."""
    actor = acting(request)
    require(can_propose(actor), NO_OWNER)
    on = timezone.localdate()
    contracts = contracts_open_to(actor.organisation, on)
    form = ProposalForm(request.POST if request.method == "POST" else None, contracts=contracts, on=on)
    if request.method == "POST" and form.is_valid():
        operation = _propose(form, actor)
        if operation:
            messages.success(request, "L’idée est enregistrée. Elle n’est lue que de votre organisation.")
            return redirect("operations:operation", pk=operation.pk)
    return _page(request, form, bool(contracts))


def _propose(form: ProposalForm, actor: Actor) -> Operation | None:
    told = form.cleaned_data
    facts = NewOperation(
        told["axis"].contract, actor.organisation, told["title"], told["axis"], told["summary"]
    )
    try:
        return propose_operation(facts, by=actor, at=timezone.now())
    except RuleViolation as refusal:
        form.add_error(None, refusal.message)
        return None


def _page(request: HttpRequest, form: ProposalForm, is_open: bool) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "operations/propose.html", {"form": form, "is_open": is_open}, status=status)
