"""Engineering: asking, giving the question to somebody, letting it go, answering it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.core.uploads import is_too_large, takes_files_up_to
from beffroi.files.delivery import deliver
from beffroi.operations.actions.support import (
    OpinionFacts,
    ask_support,
    assign_support,
    release_support,
    sign_opinion,
)
from beffroi.operations.forms.follow import AssignForm, OpinionForm, ReasonForm, SupportForm
from beffroi.operations.models import Operation, SupportOpinion, SupportRequest
from beffroi.operations.permissions import can_answer_support, can_ask_support, can_examine
from beffroi.operations.support import partners_for
from beffroi.operations.views.answering import answer, posted
from beffroi.operations.views.common import read_file, require
from beffroi.organisations.actor import Actor

ASKS = "L’ingénierie se demande par le maître d’ouvrage, avant le dépôt ou pendant les compléments."
ASSIGNS = "Les demandes d’ingénierie se confient par le développement territorial du Département."
ANSWERS = "L’avis se signe par l’organisation à qui la demande est confiée."


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for engineering."""
    actor, operation = read_file(request, pk)
    require(can_ask_support(actor, operation), ASKS)

    def act(told: dict[str, Any]) -> object:
        return ask_support(operation, told["question"], by=actor, at=timezone.now())

    return answer(
        request, operation, SupportForm(posted(request)), act,
        template="operations/support_ask.html", done="La demande est partie au Département.",
        anchor="#ingenierie",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, pk: int, asked: int) -> HttpResponseBase:
    """Give a question to one who answers."""
    actor, operation, found = _read(request, pk, asked)
    require(can_examine(actor, operation), ASSIGNS)

    def act(told: dict[str, Any]) -> object:
        return assign_support(found, told["partner"], told["due_on"], by=actor, at=timezone.now())

    return answer(
        request, operation, AssignForm(posted(request), partners=partners_for(operation)), act,
        template="operations/support_assign.html", done="La demande est confiée.",
        anchor="#ingenierie", context={"asked": found},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int, asked: int) -> HttpResponseBase:
    """Leave a question without an answer, and say why."""
    actor, operation, found = _read(request, pk, asked)
    require(can_examine(actor, operation), ASSIGNS)

    def act(told: dict[str, Any]) -> object:
        return release_support(found, told["reason"], by=actor, at=timezone.now())

    return answer(
        request, operation, ReasonForm(posted(request)), act,
        template="operations/support_release.html", done="La demande n’attend plus d’avis.",
        anchor="#ingenierie", context={"asked": found},
    )  # fmt: skip


@takes_files_up_to("FILES_MAX_BYTES")
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, pk: int, asked: int) -> HttpResponseBase:
    """Sign an opinion, or one more version of it."""
    actor, operation, found = _read(request, pk, asked)
    require(can_answer_support(actor, found), ANSWERS)
    data = posted(request)
    form = OpinionForm(data, request.FILES if data else None, too_large=is_too_large(request))

    def act(told: dict[str, Any]) -> object:
        facts = OpinionFacts(told["body"], told["operating_cost_amount"], told["upload"])
        return sign_opinion(found, facts, by=actor, at=timezone.now())

    return answer(
        request, operation, form, act,
        template="operations/support_opinion.html", done="L’avis est signé.",
        anchor="#ingenierie", context={"asked": found},
    )  # fmt: skip


@require_safe
def opinion_file(request: HttpRequest, pk: int, asked: int, number: int) -> FileResponse:
    """Give the file of an opinion."""
    _actor, _operation, found = _read(request, pk, asked)
    signed = get_object_or_404(SupportOpinion.objects.select_related("piece"), request=found, number=number)
    version = signed.piece.latest if signed.piece else None
    if version is None:
        raise Http404
    return deliver(version)


def _read(request: HttpRequest, pk: int, asked: int) -> tuple[Actor, Operation, SupportRequest]:
    actor, operation = read_file(request, pk)
    found = get_object_or_404(SupportRequest.objects.select_related("partner"), operation=operation, pk=asked)
    return actor, operation, found
