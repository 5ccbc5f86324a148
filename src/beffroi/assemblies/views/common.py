"""What the pages share: who asks, what they may see, how a refusal is told."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from beffroi.assemblies.models import Assembly, Deliberation, Sitting
from beffroi.assemblies.permissions import can_read_act, can_read_sitting, can_record_acts, require
from beffroi.core.errors import RuleViolation
from beffroi.law.french import typeset
from beffroi.organisations.actor import Actor, acting

ONLY_CLERKS = "Le service des assemblées de cette organisation tient le registre : ce n’est pas votre rôle."
DRAFTS_FOR_FEW = "Cet acte n’est pas encore scellé : votre rôle ouvre les actes scellés."


def read_sitting(request: HttpRequest, pk: int) -> Sitting:
    """Give a sitting that this person reads, or 404 or 403."""
    actor = acting(request)
    found = Sitting.objects.visible_to(actor).select_related("assembly__organisation", "chair", "secretary")
    sitting = get_object_or_404(found, pk=pk)
    require(can_read_sitting(actor, sitting, timezone.localdate()), DRAFTS_FOR_FEW)
    return sitting


def read_act(request: HttpRequest, pk: int) -> Deliberation:
    """Give an act that this person reads, or 404 or 403."""
    actor = acting(request)
    found: QuerySet[Deliberation] = Deliberation.objects.visible_to(actor).select_related(
        "sitting__assembly__organisation", "sitting__chair", "sitting__secretary"
    )
    deliberation = get_object_or_404(found, pk=pk)
    require(can_read_act(actor, deliberation, timezone.localdate()), DRAFTS_FOR_FEW)
    return deliberation


def clerk_of(request: HttpRequest, assembly: Assembly) -> Actor:
    """Give the clerk who acts, or 403."""
    actor = acting(request)
    require(can_record_acts(actor, assembly), ONLY_CLERKS)
    return actor


def own_assembly(request: HttpRequest, slug: str) -> Assembly:
    """Give an assembly of the organisation that this person acts for, or 404."""
    found = Assembly.objects.visible_to(acting(request)).select_related("organisation")
    return get_object_or_404(found, slug=slug)


def done(request: HttpRequest, sentence: str) -> None:
    """Tell on the next page that it is done."""
    messages.success(request, typeset(sentence))


def attempt(form: Any, action: Callable[[], Any]) -> Any:
    """Do what a form asks; a refusal goes to the head of the form, nothing typed is lost."""
    try:
        return action()
    except RuleViolation as violation:
        form.add_error(None, told(violation))
        return None


def told(violation: RuleViolation) -> str:
    """Write a refusal with its source."""
    source = f" ({violation.source})" if violation.source else ""
    return f"{violation.message.rstrip('.')}{source}."


def status_of(form: BaseForm) -> int:
    """Answer 422 when what was sent is refused."""
    return 422 if form.errors else 200
