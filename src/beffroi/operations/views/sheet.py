"""The fiche opération: where it stands, its sections kept equal to the data, its sealed copies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.assemblies.views.common import attempt, done
from beffroi.core.seals.models import Seal
from beffroi.operations.actions.sheet import restore_sheet
from beffroi.operations.canonical import SHEET
from beffroi.operations.models import Operation, OperationSheet
from beffroi.operations.report_permissions import can_read_sheet, can_restore_sheet
from beffroi.operations.sheet_page import Refusals, sheet_page
from beffroi.operations.sheets import current_sheet
from beffroi.operations.views.common import read_operation, require
from beffroi.organisations.actor import Actor

NOT_YOURS = "La fiche opération se lit par les deux parties : ce n’est pas votre rôle."
NOT_WRITER = "Ceux qui écrivent la fiche rétablissent ses sections : ce n’est pas votre rôle."


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The current fiche of an operation."""
    actor, operation = read_operation(request, pk)
    require(can_read_sheet(actor, operation, current_sheet(operation)), NOT_YOURS)
    return _page(request, actor, operation)


@require_POST
def sheet_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the generated sections again from the data."""
    actor, operation = read_operation(request, pk)
    require(can_restore_sheet(actor, operation), NOT_WRITER)
    refusals = Refusals()
    if attempt(refusals, lambda: restore_sheet(operation, by=actor, at=timezone.now())) is None:
        return _page(request, actor, operation, refusals.told, status=422)
    done(request, "Les sections reprises des données sont rétablies.")
    return redirect("operations:sheet", pk)


@require_safe
def sheet_pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A sealed fiche, byte for byte."""
    actor, operation = read_operation(request, pk)
    found = get_object_or_404(OperationSheet, operation=operation, number=number, sealed_at__isnull=False)
    require(can_read_sheet(actor, operation, found), NOT_YOURS)
    # A fiche is sealed with its document, or not at all.
    sealed = Seal.objects.values_list("pdf", flat=True).get(kind=SHEET, object_id=found.pk)
    assert sealed
    answer = HttpResponse(bytes(sealed), content_type="application/pdf")
    name = f"fiche-operation-{operation.number}-{number}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(
    request: HttpRequest,
    actor: Actor,
    operation: Operation,
    refusals: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**sheet_page(actor, operation, timezone.localdate()), "refusals": refusals or []}
    return render(request, "operations/sheet.html", context, status=status)
