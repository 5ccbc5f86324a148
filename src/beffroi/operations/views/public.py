"""The public one-page summary of a voted operation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beffroi.contracts.in_force import terms_on
from beffroi.operations.public import published, vote_of


@login_not_required
@require_safe
def public(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A voted operation, as anyone reads it once its vote is published."""
    rows = published().select_related("contract", "owner", "axis").prefetch_related("communes")
    operation = get_object_or_404(rows, contract__slug=slug, number=number)
    terms = terms_on(operation.contract, timezone.localdate())
    context = {
        "operation": operation,
        "vote": vote_of(operation),
        "axis": terms.told(operation.axis),
        "communes": [terms.told(one) for one in operation.communes.all()],
    }
    return render(request, "operations/public.html", context)
