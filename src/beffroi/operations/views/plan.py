"""The funding plan: read by both parties, written by its owner, settled once it balances, cut by a funder."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.core.errors import RuleViolation
from beffroi.core.ui.forms import Form
from beffroi.operations.actions.means import write_means
from beffroi.operations.actions.plan import (
    PlanChanged,
    funder_cuts,
    resettle_plan,
    settle_plan,
    write_plan,
)
from beffroi.operations.award import award_notice
from beffroi.operations.forms.plan import CutForm, MeansForm, PlanForm
from beffroi.operations.kinds import FunderKind, OperationState
from beffroi.operations.models import FundingLine, FundingPlan, Operation
from beffroi.operations.permissions import can_cut_funding, can_edit_file, can_write_plan
from beffroi.operations.plan_blockers import impact_of
from beffroi.operations.population import population_on
from beffroi.operations.shown_plan import show_plan
from beffroi.operations.views.common import read_file, require
from beffroi.organisations.actor import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The funding plan of an operation; its owner writes it while the file is theirs."""
    actor, operation = read_file(request, pk)
    if request.method != "POST":
        return _page(request, actor, operation)
    require(can_write_plan(actor, operation))
    form = PlanForm(operation, request.POST)
    if form.asks_more:
        return _page(request, actor, operation, form)
    if not form.is_valid() or not _written(form, actor):
        return _page(request, actor, operation, form, status=422)
    messages.success(request, "Le plan de financement est enregistré.")
    return redirect("operations:plan", pk=pk)


def _written(form: PlanForm, actor: Actor) -> bool:
    try:
        write_plan(form.operation, form.facts(), by=actor, at=timezone.now())
    except PlanChanged as refusal:
        # What is shown above is read again; what was typed may then be saved over it, knowingly.
        form.operation.plan = FundingPlan.objects.get(operation=form.operation)
        form.version = form.operation.plan.version
        form.refusals.append(refusal.message)
    except RuleViolation as refusal:
        form.refusals.append(refusal.message)
    return not form.refusals


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Settle a balanced plan; one that a funder had reopened goes back to the département."""
    actor, operation = read_file(request, pk)
    require(can_edit_file(actor, operation))
    act = resettle_plan if operation.stage is OperationState.REOPENED else settle_plan
    try:
        act(operation, by=actor, at=timezone.now())
    except RuleViolation as refusal:
        form = PlanForm(operation)
        form.refusals.append(refusal.message)
        return _page(request, actor, operation, form, status=422)
    messages.success(request, "Le plan de financement est arrêté.")
    return redirect("operations:plan", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cut(request: HttpRequest, pk: int, line: int) -> HttpResponseBase:
    """Note that a funder cuts its aid or withdraws: the plan is reopened."""
    actor, operation = read_file(request, pk)
    row = get_object_or_404(FundingLine, pk=line, plan__operation=operation)
    require(can_cut_funding(actor, operation) and row.kind != FunderKind.OWN)
    form = CutForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            funder_cuts(row, told["amount"], told["reason"], by=actor, at=timezone.now())
        except RuleViolation as refusal:
            form.add_error("amount", refusal.message)
        else:
            messages.success(request, "C’est noté : le plan est rouvert, équilibrez-le de nouveau.")
            return redirect("operations:plan", pk=pk)
    return _form_page(request, "operations/plan/cut.html", form, operation, line=row)


@require_http_methods(["GET", "HEAD", "POST"])
def means(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The owner's population and revenue, which the impact study depends on."""
    actor, operation = read_file(request, pk)
    require(can_edit_file(actor, operation))
    basis = getattr(operation, "financial_basis", None)
    initial = {name: getattr(basis, name) for name in MeansForm.base_fields} if basis else {}
    known = None if basis else population_on(operation, timezone.localdate())
    form = MeansForm(request.POST if request.method == "POST" else None, initial=initial, known=known)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            write_means(
                operation,
                told["population"],
                told["operating_revenue_amount"],
                told["source"],
                by=actor,
                at=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Les moyens du maître d’ouvrage sont enregistrés.")
            return redirect("operations:plan", pk=pk)
    return _form_page(request, "operations/plan/means.html", form, operation)


def _form_page(
    request: HttpRequest, template: str, form: Form, operation: Operation, **more: Any
) -> HttpResponse:
    context = {"form": form, "operation": operation, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, actor: Actor, operation: Operation, form: PlanForm | None = None, status: int = 200
) -> HttpResponse:
    may_edit = can_edit_file(actor, operation)
    context = {
        "operation": operation,
        "shown": show_plan(operation),
        "impact": impact_of(operation),
        "basis": getattr(operation, "financial_basis", None),
        "may_edit": may_edit,
        "may_cut": can_cut_funding(actor, operation),
        "is_reopened": operation.stage is OperationState.REOPENED,
        "award_notice": award_notice(operation),
        "form": (form or PlanForm(operation)) if can_write_plan(actor, operation) else None,
    }
    return render(request, "operations/plan/plan.html", context, status=status)
