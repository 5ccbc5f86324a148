"""An amendment in the space of its parties: drafted, changed, voted, signed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.contracts.access import actor_or_404, allow, own_contract
from beffroi.contracts.amendments.actions import (
    acts_of,
    approve_amendment,
    draft_amendment,
    move_amendment,
    sign_amendment,
)
from beffroi.contracts.amendments.forms import AmendmentApprovalForm, AmendmentForm, ReasonForm
from beffroi.contracts.amendments.gather import amendment_parties
from beffroi.contracts.amendments.page import amendment_page, todo_of
from beffroi.contracts.kinds import AmendmentState
from beffroi.contracts.models import Amendment, Contract
from beffroi.contracts.permissions import can_edit_contract, can_record_approval, can_sign_contract
from beffroi.contracts.signed_copies import copies_context
from beffroi.contracts.signed_copy_forms import sent_files
from beffroi.contracts.signing_forms import SigningForm
from beffroi.core.errors import RuleViolation
from beffroi.files.receiving import takes_pieces
from beffroi.organisations.actor import Actor

WORKSPACE = "contracts:amendment_workspace"


def opened(request: HttpRequest, slug: str, number: int) -> tuple[Actor, Contract, Amendment]:
    """Give who acts, the contract and its amendment; those of others do not exist here."""
    actor = actor_or_404(request)
    contract = own_contract(actor, slug)
    amendments = Amendment.objects.visible_to(actor).select_related("contract").prefetch_related("changes")
    return actor, contract, get_object_or_404(amendments, contract=contract, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Begin an amendment."""
    actor = actor_or_404(request)
    contract = own_contract(actor, slug)
    allow(can_edit_contract(actor, contract))
    form = AmendmentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = draft_amendment(contract, form.facts(), by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "L’avenant est ouvert : écrivez ce qu’il change.")
            return redirect(WORKSPACE, slug, found.number)
    context = {"contract": contract, "form": form}
    return render(request, "contracts/amendments/add.html", context, status=422 if form.errors else 200)


@require_safe
def workspace(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One amendment, with what the person at the keyboard may do."""
    return shown(request, *opened(request, slug, number))


@require_POST
def approve(request: HttpRequest, slug: str, number: int, side: str) -> HttpResponseBase:
    """Tie a party to the act that approves the amendment."""
    actor, contract, found = opened(request, slug, number)
    party = next((one for one in contract.parties.all() if one.side == side), None)
    if party is None:
        raise Http404
    allow(can_record_approval(actor, party))
    form = AmendmentApprovalForm(request.POST, party=party)
    if form.is_valid():
        try:
            approve_amendment(found, party, form.cleaned_data["act"], by=actor)
        except RuleViolation as refusal:
            form.add_error("act", refusal.message)
        else:
            messages.success(request, "Le vote est rattaché à l’avenant.")
            return redirect(WORKSPACE, slug, number)
    return shown(request, actor, contract, found, {"approval": form}, status=422)


@require_POST
def move(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Carry an amendment to another state."""
    actor, contract, found = opened(request, slug, number)
    allow(can_sign_contract(actor, contract))
    form = ReasonForm(request.POST)
    wanted = request.POST.get("to", "")
    if wanted not in AmendmentState.values:
        form.add_error(None, "Cette étape n’existe pas.")
    elif form.is_valid():
        try:
            moved = move_amendment(
                found,
                AmendmentState(wanted),
                timezone.localdate(),
                by=actor,
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as refusal:
            form.add_error("reason", refusal.message)
        else:
            messages.success(request, f"L’avenant est en « {moved.get_state_display()} ».")
            return redirect(WORKSPACE, slug, number)
    return shown(request, actor, contract, found, {"reason": form}, status=422)


@takes_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Enter the signature of an amendment: it is sealed at once."""
    actor, contract, found = opened(request, slug, number)
    allow(can_sign_contract(actor, contract))
    initial = {"place": contract.place_of_signature, "copies_count": contract.copies_count}
    form = SigningForm(
        **sent_files(request), parties=list(contract.parties.all()), acts=acts_of(found), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        parties = amendment_parties(found, form.cleaned_data["signed_on"])
        if not form.refuse_obstacles(parties, timezone.localdate()):
            try:
                seal = sign_amendment(found, form.facts(), by=actor, at=timezone.now())
            except RuleViolation as refusal:
                form.add_error("signed_on", refusal.message)
            else:
                messages.success(request, f"L’avenant est signé et scellé. Code : {seal.shown_code}.")
                return redirect(WORKSPACE, slug, number)
    context = {
        "contract": contract,
        "amendment": found,
        "form": form,
        "what": "cet avenant",
        "may": found.state == AmendmentState.ENFORCEABLE,
        "state": found.get_state_display(),
    }
    return render(request, "contracts/sign.html", context, status=422 if form.errors else 200)


def shown(
    request: HttpRequest,
    actor: Actor,
    contract: Contract,
    amendment: Amendment,
    forms: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page of an amendment in the space of its parties."""
    context = amendment_page(amendment, contract, timezone.localdate(), published_only=False)
    context |= {"actor": actor, "todo": todo_of(actor, amendment, contract, forms)}
    context |= copies_context(actor, contract, context["signing"])
    return render(request, "contracts/amendments/workspace.html", context, status=status)
