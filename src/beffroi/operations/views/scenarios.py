"""Scenarios of funding beside the plan, seen by the organisation that they belong to and by no other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.plan import PlanChanged
from beffroi.operations.actions.scenarios import copy_plan, write_scenario
from beffroi.operations.compared import compare
from beffroi.operations.forms.scenario import CopyForm, ScenarioForm
from beffroi.operations.models import FundingScenario
from beffroi.operations.permissions import can_write_scenario
from beffroi.operations.views.common import read_file, require
from beffroi.organisations.actor import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def scenarios(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The plan and the scenarios of who acts, side by side, with the tests run on each."""
    actor, operation = read_file(request, pk)
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        require(can_write_scenario(actor, operation))
        if form.is_valid():
            name = form.cleaned_data["name"]
            try:
                made = copy_plan(operation, actor.organisation, name, by=actor, at=timezone.now())
            except RuleViolation as refusal:
                form.add_error("name", refusal.message)
            else:
                messages.success(request, "Le plan est copié : changez-y ce que vous voulez.")
                return redirect("operations:scenario", pk=pk, scenario=made.pk)
    own = operation.scenarios.filter(organisation=actor.organisation).prefetch_related("lines")
    context = {
        "operation": operation,
        "form": form,
        "columns": compare(operation, list(own)),
        "may_write": can_write_scenario(actor, operation),
    }
    return render(request, "operations/plan/scenarios.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario(request: HttpRequest, pk: int, scenario: int) -> HttpResponseBase:
    """One scenario of the organisation that one acts for; another's does not exist."""
    actor, operation = read_file(request, pk)
    found = get_object_or_404(operation.scenarios.filter(organisation=actor.organisation), pk=scenario)
    require(can_write_scenario(actor, operation))
    form = ScenarioForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.asks_more:
        if form.is_valid() and _written(form, found, actor):
            messages.success(request, "Le scénario est enregistré. Le plan n’a pas changé.")
            return redirect("operations:scenarios", pk=pk)
        return _page(request, found, form, status=422)
    return _page(request, found, form)


def _written(form: ScenarioForm, found: FundingScenario, actor: Actor) -> bool:
    cost = form.head.cleaned_data["cost"]
    try:
        write_scenario(found, cost, form.lines(), form.typed_version, by=actor, at=timezone.now())
    except PlanChanged as refusal:
        found.refresh_from_db()
        form.version = found.version
        form.refusals.append(refusal.message)
    except RuleViolation as refusal:
        form.refusals.append(refusal.message)
    return not form.refusals


def _page(
    request: HttpRequest, found: FundingScenario, form: ScenarioForm, status: int = 200
) -> HttpResponse:
    context = {"operation": found.operation, "scenario": found, "form": form}
    return render(request, "operations/plan/scenario.html", context, status=status)
