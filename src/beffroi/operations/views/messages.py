"""Leaving a message, internal or shared."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.operations.actions.messages import write_message
from beffroi.operations.forms.follow import MessageForm
from beffroi.operations.messaging import told_readers
from beffroi.operations.permissions import can_write_message
from beffroi.operations.views.answering import answer, posted
from beffroi.operations.views.common import read_file, require

READS = "Votre rôle lit ce dossier ; il n’y écrit pas de message."


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write a message."""
    actor, operation = read_file(request, pk)
    require(can_write_message(actor, operation, is_shared=False), READS)
    readers = told_readers(operation) if can_write_message(actor, operation, is_shared=True) else ""
    form = MessageForm(posted(request), own=str(actor.organisation), readers=readers)

    def act(told: dict[str, Any]) -> object:
        return write_message(operation, told["body"], is_shared=form.is_shared, by=actor, at=timezone.now())

    return answer(
        request, operation, form, act,
        template="operations/message.html", done="Le message est envoyé.", anchor="#messages",
    )  # fmt: skip
