"""Asking to begin before the award, and deciding."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.operations.actions.early_start import StartDecision, ask_early_start, decide_early_start
from beffroi.operations.early import waiting_start
from beffroi.operations.forms.follow import EarlyStartForm, StartDecisionForm
from beffroi.operations.permissions import can_ask_early_start, can_decide_early_start
from beffroi.operations.views.answering import answer, posted
from beffroi.operations.views.common import read_file, require

ASKS = "Le démarrage anticipé se demande par le maître d’ouvrage, tant qu’aucune aide n’est votée."
DECIDES = "Le démarrage anticipé se décide par la direction du Département."


@require_http_methods(["GET", "HEAD", "POST"])
def early_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask to begin before the award."""
    actor, operation = read_file(request, pk)
    require(can_ask_early_start(actor, operation), ASKS)

    def act(told: dict[str, Any]) -> object:
        return ask_early_start(operation, told["works_on"], told["reason"], by=actor, at=timezone.now())

    return answer(
        request, operation, EarlyStartForm(posted(request)), act,
        template="operations/early_start.html", done="La demande est partie au Département.",
        anchor="#demarrage",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Grant or refuse an early start."""
    actor, operation = read_file(request, pk)
    require(can_decide_early_start(actor, operation), DECIDES)

    def act(told: dict[str, Any]) -> object:
        decision = StartDecision(told["is_granted"] == "oui", told["answer"], told["from_on"])
        return decide_early_start(operation, decision, by=actor, at=timezone.now())

    return answer(
        request, operation, StartDecisionForm(posted(request)), act,
        template="operations/early_decide.html", done="La décision est enregistrée.",
        anchor="#demarrage", context={"asked": waiting_start(operation)},
    )  # fmt: skip
