"""The sections of the page about the examination and the money."""

from datetime import date
from typing import Any

from beffroi.operations.models import Operation
from beffroi.operations.panels import Panel
from beffroi.operations.permissions import can_cut_funding, can_examine, can_read_appraisal
from beffroi.operations.sheets import route_of
from beffroi.operations.shown_plan import show_plan
from beffroi.organisations.actor import Actor


def plan(actor: Actor, operation: Operation, _on: date) -> dict[str, Any]:
    """The bar, its table and the tests."""
    return {"shown": show_plan(operation), "may_cut": can_cut_funding(actor, operation)}


def appraisal(actor: Actor, operation: Operation, _on: date) -> dict[str, Any] | None:
    """What the département found, for who may read it."""
    if not can_read_appraisal(actor, operation):
        return None
    return {
        "answered": operation.coherence_answers.count(),
        "examined": operation.scheme_examinations.count(),
        "route": route_of(operation),
        "may_write": can_examine(actor, operation),
    }


PANELS: tuple[Panel, ...] = (
    Panel("plan-de-financement", "Plan de financement", "operations/panels/plan.html", plan),
    Panel("examen", "Examen du Département", "operations/panels/appraisal.html", appraisal),
)
