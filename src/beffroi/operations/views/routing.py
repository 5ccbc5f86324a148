"""Towards which money an operation is sent, and what an ordinary scheme then grants."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.core.ui.forms import Form
from beffroi.law.french import money
from beffroi.operations.actions.routing import (
    MOVE_OF,
    WAITING,
    SchemeGrant,
    SchemeRefusal,
    decide_route,
    grant_by_scheme,
    refuse_by_scheme,
)
from beffroi.operations.blockers import blockers_for, blockers_for_fund_alone
from beffroi.operations.examination import examine, funds
from beffroi.operations.forms.appraisal import GrantForm, RefusalForm, RouteForm
from beffroi.operations.kinds import FunderKind, OperationState
from beffroi.operations.models import Operation
from beffroi.operations.permissions import can_examine, can_move, can_read_appraisal
from beffroi.operations.shown_plan import show_plan
from beffroi.operations.states import TRANSITIONS
from beffroi.operations.views.appraisal import NOT_READABLE
from beffroi.operations.views.common import read_file, require
from beffroi.organisations.actor import Actor

REFUSED = {
    OperationState.ROUTING: "Le refus est enregistré : l’opération est à orienter de nouveau.",
    OperationState.REOPENED: "Refus enregistré, et plan rouvert : au maître d’ouvrage de l’équilibrer.",
}
MANAGER_DECIDES = "N’orienter vers aucun financement est une décision de la direction du Département."


@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send an operation towards a scheme, a fund, both or none, with the reason."""
    actor, operation = read_file(request, pk)
    require(can_read_appraisal(actor, operation), NOT_READABLE)
    on = timezone.localdate()
    looked = examine(operation, funds(operation), on)
    typed = request.POST if request.method == "POST" else None
    form = RouteForm(typed, funds=[one.scheme for one in looked])
    if typed is not None:
        require(can_examine(actor, operation))
        if form.is_valid() and _routed(form, operation, actor):
            messages.success(request, "L’orientation est décidée.")
            return redirect("operations:operation", pk=pk)
    context = {
        "operation": operation,
        "form": form,
        "funds": looked,
        "shown": show_plan(operation),
        "waiting": blockers_for("route_to_scheme", operation, on),
        "waiting_fund": blockers_for_fund_alone(operation, on),
        "routes": list(operation.routes.select_related("fund")),
        "may_write": operation.stage is OperationState.ROUTING and can_examine(actor, operation),
    }
    return render(request, "operations/appraisal/routing.html", context, status=422 if form.errors else 200)


def _routed(form: RouteForm, operation: Operation, actor: Actor) -> bool:
    facts = form.facts()
    if operation.stage is OperationState.ROUTING:
        require(can_move(actor, operation, TRANSITIONS[MOVE_OF[facts.route]]), MANAGER_DECIDES)
    try:
        decide_route(operation, facts, by=actor, at=timezone.now())
    except RuleViolation as refusal:
        form.add_error(None, refusal.message)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
def scheme_road(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what an ordinary scheme granted, on the line of the plan."""
    actor, operation = read_file(request, pk)
    require(operation.stage is OperationState.SCHEME_ROAD and can_examine(actor, operation))
    rows = {one.pk: one for one in operation.plan.lines.filter(kind=FunderKind.DEPARTEMENT)}
    typed = request.POST if request.method == "POST" else None
    form = GrantForm(typed, lines=[(pk, one.funder) for pk, one in rows.items()])
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        grant = SchemeGrant(told["amount"], told["decided_on"], told["reason"], rows.get(told["line"]))
        try:
            grant_by_scheme(operation, grant, by=actor, at=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "L’aide du dispositif est enregistrée au plan.")
            return redirect("operations:operation", pk=pk)
    return _decision_page(request, operation, form, "grant")


@require_http_methods(["GET", "HEAD", "POST"])
def scheme_refusal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what an ordinary scheme refused, on the line of the plan."""
    actor, operation = read_file(request, pk)
    require(operation.stage is OperationState.SCHEME_ROAD and can_examine(actor, operation))
    waiting = operation.plan.lines.filter(kind=FunderKind.DEPARTEMENT, state__in=WAITING)
    rows = {one.pk: one for one in waiting}
    named = [(pk, f"{one.funder} : {money(one.asked_amount)}") for pk, one in rows.items()]
    form = RefusalForm(request.POST if request.method == "POST" else None, lines=named)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        refusal = SchemeRefusal(told["decided_on"], told["reason"], rows.get(told["line"]))
        try:
            moved = refuse_by_scheme(operation, refusal, by=actor, at=timezone.now())
        except RuleViolation as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, REFUSED[moved.stage])
            return redirect("operations:operation", pk=pk)
    return _decision_page(request, operation, form, "refusal")


def _decision_page(request: HttpRequest, operation: Operation, form: Form, name: str) -> HttpResponse:
    context = {"operation": operation, "form": form}
    template = f"operations/appraisal/{name}.html"
    return render(request, template, context, status=422 if form.errors else 200)
