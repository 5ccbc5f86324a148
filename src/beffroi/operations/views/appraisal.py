"""The département's examination: coherence with the contract, then each ordinary scheme."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.appraisal import answer_coherence, examine_schemes
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.appraisal_blockers import blockers_for_coherence, blockers_for_schemes
from beffroi.operations.examination import examine, ordinary_schemes
from beffroi.operations.forms.appraisal import CoherenceForm, PairsForm, SchemesForm
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.operations.permissions import can_examine, can_read_appraisal
from beffroi.operations.questions import answers_of, past_answers, questions_of
from beffroi.operations.views.common import read_file, require
from beffroi.organisations.actor import Actor

NOT_READABLE = "L’examen du Département se lit une fois l’orientation décidée."


@require_http_methods(["GET", "HEAD", "POST"])
def coherence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every question of the contract, each with its answer."""
    actor, operation = _read(request, pk)
    on = timezone.localdate()
    questions = questions_of(operation, on)
    stored = answers_of(operation)
    known = {key: (one.verdict, one.reason) for key, one in stored.items()}
    form = CoherenceForm(_typed(request), questions=questions, initial=_initial(known))
    if request.method == "POST":
        require(can_examine(actor, operation))
        form.is_valid()
        if _saved(form, lambda: answer_coherence(operation, form.answers(), by=actor, at=timezone.now())):
            return _next(request, operation, actor, "coherence", "settle_coherence")
    rows = [
        {"question": one, "fields": form.pair(one.key), "stored": stored.get(one.key)} for one in questions
    ]
    return _page(
        request, "operations/appraisal/coherence.html", actor, operation, form,
        rows=rows, may_write=_writes(actor, operation, OperationState.COHERENCE),
        past=past_answers(stored, questions),
        waiting=blockers_for_coherence(operation, on),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def schemes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every ordinary scheme in force that day, its pre-check explained, and what is concluded of it."""
    actor, operation = _read(request, pk)
    on = timezone.localdate()
    looked = examine(operation, ordinary_schemes(operation, on), on)
    stored = {one.scheme_id: one for one in operation.scheme_examinations.select_related("scheme")}
    known = {str(key): (one.verdict, one.reason) for key, one in stored.items()}
    form = SchemesForm(_typed(request), schemes=[one.scheme for one in looked], initial=_initial(known))
    if request.method == "POST":
        require(can_examine(actor, operation))
        form.is_valid()
        if _saved(form, lambda: examine_schemes(operation, form.conclusions(), by=actor, at=timezone.now())):
            return _next(request, operation, actor, "schemes", "settle_schemes")
    asked = {one.scheme.pk for one in looked}
    return _page(
        request, "operations/appraisal/schemes.html", actor, operation, form,
        rows=[
            {"looked": one, "fields": form.pair(str(one.scheme.pk)), "stored": stored.get(one.scheme.pk)}
            for one in looked
        ],
        past=[one for key, one in stored.items() if key not in asked],
        may_write=_writes(actor, operation, OperationState.SCHEMES),
        waiting=blockers_for_schemes(operation, on),
    )  # fmt: skip


def _read(request: HttpRequest, pk: int) -> tuple[Actor, Operation]:
    actor, operation = read_file(request, pk)
    require(can_read_appraisal(actor, operation), NOT_READABLE)
    return actor, operation


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _initial(known: dict[str, tuple[str, str]]) -> dict[str, str]:
    found = {f"verdict-{key}": verdict for key, (verdict, _) in known.items()}
    return found | {f"reason-{key}": reason for key, (_, reason) in known.items()}


def _saved(form: PairsForm, act: Any) -> bool:
    """Write what is complete even when something else is not: nothing answered is lost."""
    try:
        act()
    except RuleViolation as refusal:
        form.add_error(None, refusal.message)
    return not form.errors


def _next(request: HttpRequest, operation: Operation, actor: Actor, name: str, verb: str) -> HttpResponseBase:
    if "settle" not in request.POST:
        messages.success(request, "Les réponses sont enregistrées.")
        return redirect(f"operations:{name}", pk=operation.pk)
    try:
        move_operation(operation, verb, by=actor, at=timezone.now())
    except RuleViolation as refusal:
        messages.warning(
            request, f"Les réponses sont enregistrées, mais l’examen n’est pas arrêté : {refusal.message}"
        )
        return redirect(f"operations:{name}", pk=operation.pk)
    messages.success(request, "L’examen est arrêté.")
    return redirect("operations:operation", pk=operation.pk)


def _writes(actor: Actor, operation: Operation, state: OperationState) -> bool:
    return operation.stage is state and can_examine(actor, operation)


def _page(
    request: HttpRequest, template: str, actor: Actor, operation: Operation, form: PairsForm, **more: Any
) -> HttpResponse:
    context = {"operation": operation, "actor": actor, "form": form, **more}
    return render(request, template, context, status=422 if form.errors else 200)
