"""The pages of contracts: those of the public, and the same with what a party's agents do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.contracts.access import actor_or_404, allow, own_contract, own_contracts, public_contract
from beffroi.contracts.actions.contract import move_contract, record_approval, show_contract
from beffroi.contracts.amendments.page import amendments_context
from beffroi.contracts.export import contract_data
from beffroi.contracts.forms import ApprovalForm
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract
from beffroi.contracts.page import contract_page, life_of
from beffroi.contracts.permissions import (
    can_keep_models,
    can_keep_template,
    can_read_draft,
    can_record_approval,
    can_show_contract,
    can_sign_contract,
    can_write_contracts,
)
from beffroi.contracts.sealed import sealed_context, signing_of
from beffroi.contracts.signed_copies import copies_context
from beffroi.contracts.standing import three_questions
from beffroi.contracts.votes import without_unpublished
from beffroi.contracts.workspace import actions_for
from beffroi.core.errors import RuleViolation
from beffroi.organisations.actor import Actor


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The contracts that anyone may read."""
    return render(
        request, "contracts/index.html", {"rows": _rows(Contract.objects.public(), published_only=True)}
    )


@login_not_required
@require_safe
def contract(request: HttpRequest, slug: str) -> HttpResponse:
    """One contract, as the public reads it."""
    found = public_contract(slug)
    context = contract_page(found, timezone.localdate()) | sealed_context(found)
    return render(request, "contracts/contract.html", context)


@login_not_required
@require_safe
def contract_json(request: HttpRequest, slug: str) -> HttpResponse:
    """One contract, as data."""
    found = public_contract(slug)
    return JsonResponse(
        contract_data(found, timezone.localdate()), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


@require_safe
def workspace_index(request: HttpRequest) -> HttpResponse:
    """The contracts of the organisation that one acts for."""
    actor = actor_or_404(request)
    rows = _rows(own_contracts(actor))
    may = {
        "may_write": can_write_contracts(actor),
        "may_keep_models": can_keep_models(actor),
        "may_keep_template": can_keep_template(actor),
    }
    return render(request, "contracts/workspace_index.html", {"rows": rows, "actor": actor, **may})


@require_safe
def workspace(request: HttpRequest, slug: str) -> HttpResponse:
    """One contract, with what the person at the keyboard may do."""
    actor = actor_or_404(request)
    return _workspace(request, own_contract(actor, slug), actor)


@require_http_methods(["POST"])
def approve(request: HttpRequest, slug: str, side: str) -> HttpResponseBase:
    """Tie a party to the act that approves the contract."""
    actor = actor_or_404(request)
    found = own_contract(actor, slug)
    party = next((one for one in found.parties.all() if one.side == side), None)
    if party is None:
        raise Http404
    allow(can_record_approval(actor, party))
    form = ApprovalForm(request.POST, party=party)
    if not form.is_valid():
        return _workspace(request, found, actor, {"approval": form}, status=422)
    try:
        record_approval(party, form.cleaned_data["act"], by=actor)
    except RuleViolation as refusal:
        form.add_error("act", refusal.message)
        return _workspace(request, found, actor, {"approval": form}, status=422)
    messages.success(request, "Le vote est rattaché au contrat.")
    return redirect("contracts:workspace", slug=slug)


@require_http_methods(["POST"])
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Let anyone read the draft."""
    actor = actor_or_404(request)
    found = own_contract(actor, slug)
    allow(can_show_contract(actor, found))
    try:
        show_contract(found, timezone.localdate(), by=actor)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Le projet de contrat est public.")
    return redirect("contracts:workspace", slug=slug)


@require_http_methods(["POST"])
def open_signature(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say that nothing forbids the signature any more."""
    actor = actor_or_404(request)
    found = own_contract(actor, slug)
    allow(can_sign_contract(actor, found))
    try:
        move_contract(found, ContractState.SIGNATURE, timezone.localdate(), by=actor)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Le contrat peut être signé.")
    return redirect("contracts:workspace", slug=slug)


def _rows(contracts: Any, *, published_only: bool = False) -> list[dict[str, Any]]:
    read = contracts.with_parties().prefetch_related(
        "parties__approval__events", "parties__approval__opinions"
    )
    if published_only:
        read = without_unpublished(list(read))
    on = timezone.localdate()
    return [{"contract": one, "standing": three_questions(life_of(one, on), on)} for one in read]


def _workspace(
    request: HttpRequest,
    found: Contract,
    actor: Actor,
    forms: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = contract_page(found, timezone.localdate()) | amendments_context(actor, found)
    context |= copies_context(actor, found, signing_of(found))
    context |= {"may_read_draft": can_read_draft(actor, found)}
    context |= {"actor": actor, "todo": actions_for(actor, found, forms or {}, timezone.localdate())}
    return render(request, "contracts/workspace.html", context, status=status)
