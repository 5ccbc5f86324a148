"""Operations that earlier contracts helped: only what the source says of each, and where."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from beffroi.contracts.access import public_contract
from beffroi.contracts.kinds import MentionKind
from beffroi.contracts.links import text_href
from beffroi.contracts.models import CitedOperation, Contract
from beffroi.contracts.perimeter import territory_of


@login_not_required
@require_safe
def past(request: HttpRequest, slug: str) -> HttpResponse:
    """The operations of the contracts before this one, by period."""
    contract = public_contract(slug)
    context = _context(contract) | {"operations": _operations(contract)}
    return render(request, "contracts/past/list.html", context)


@login_not_required
@require_safe
def past_operation(request: HttpRequest, slug: str, rank: int) -> HttpResponse:
    """One of them, alone: its place on the map when its commune is known."""
    contract = public_contract(slug)
    found = get_object_or_404(CitedOperation, contract=contract, kind=MentionKind.PAST, rank=rank)
    others = [one for one in _operations(contract) if one.pk != found.pk]
    context = _context(contract)
    pins = (
        [one for one in context["territory"].pins if found in one.operations] if context["territory"] else []
    )
    context |= {"operation": found, "pins": pins, "nearby": others, "commune": _commune(contract, found)}
    return render(request, "contracts/past/operation.html", context)


def _operations(contract: Contract) -> list[CitedOperation]:
    return [one for one in contract.cited_operations.all() if one.kind == MentionKind.PAST]


def _commune(contract: Contract, operation: CitedOperation) -> str:
    names = {one.code: one.name for one in contract.communes.all()}
    return names.get(operation.commune_code, "")


def _context(contract: Contract) -> dict[str, Any]:
    return {"contract": contract, "text_href": text_href(contract), "territory": territory_of(contract)}
