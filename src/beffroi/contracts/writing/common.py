"""What the pages of a draft share: whose it is, who may write it, how a form is answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from beffroi.contracts.actions.editing import NOT_A_DRAFT
from beffroi.contracts.models import Contract
from beffroi.contracts.models.contract import ContractQuerySet
from beffroi.contracts.permissions import can_edit_contract
from beffroi.contracts.tokens import EditConflict
from beffroi.contracts.writing.fields import DraftForm
from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.core.ui.forms import Form
from beffroi.law.french import typeset
from beffroi.organisations.actor import Actor, acting

WHO_WRITES = (
    "Un contrat s’écrit par le pilotage de projet et la direction de l’intercommunalité, "
    "par le développement territorial et la direction du Département."
)


def draft_of(
    request: HttpRequest,
    slug: str,
    read: Callable[[ContractQuerySet], ContractQuerySet] = ContractQuerySet.all,
) -> tuple[Actor, Contract]:
    """Give who acts and a contract or model of their organisation; those of others do not exist here.

    `read` says what more is read at once.
    """
    actor = acting(request)
    found = Contract.objects.written_by(actor).with_parties().select_related("text", "model_of", "settings")
    return actor, get_object_or_404(read(found), slug=slug)


def writable(request: HttpRequest, slug: str) -> tuple[Actor, Contract]:
    """Give who writes and a draft that is still open.

    Raises: NotAllowed.
    """
    actor, contract = draft_of(request, slug)
    require(can_edit_contract(actor, contract), WHO_WRITES)
    require(contract.is_open_to_edits, NOT_A_DRAFT)
    return actor, contract


def require(allowed: bool, reason: str) -> None:
    """Let through who may.

    Raises: NotAllowed.
    """
    if not allowed:
        raise NotAllowed(reason)


def sent(request: HttpRequest, form: Form, action: Callable[[], Any], told: str = "Enregistré.") -> bool:
    """Do what a valid form asks and say so; a refusal goes to the head of the form, nothing typed is lost."""
    if request.method != "POST" or not form.is_valid():
        return False
    return done(request, form, action, told)


def done(request: HttpRequest, form: Form, action: Callable[[], Any], told: str) -> bool:
    """Do it; tell whether it was done."""
    try:
        action()
    except EditConflict as conflict:
        assert isinstance(form, DraftForm)
        form.tell_conflict(conflict)
        return False
    except RuleViolation as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, typeset(told))
    return True


def attempt(request: HttpRequest, action: Callable[[], Any], told: str) -> None:
    """Do what a button asks; say on the next page that it is done, or why it was refused."""
    try:
        action()
    except RuleViolation as refusal:
        messages.error(request, typeset(refusal.message))
    else:
        messages.success(request, typeset(told))


def form_page(
    request: HttpRequest, form: Form, title: str, contract: Contract | None = None, **context: Any
) -> HttpResponse:
    """Show a form on a page of its own; 422 when what was sent is refused."""
    return render(
        request,
        context.pop("template", "contracts/writing/form.html"),
        {"form": form, "title": title, "contract": contract, **context},
        status=422 if form.errors else 200,
    )
