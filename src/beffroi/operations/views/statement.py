"""The statement of the subsidies given to an operation, as a page and as a document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beffroi.assemblies.register.downloads import pdf_response
from beffroi.operations import statement as statements
from beffroi.operations.documents import render_statement
from beffroi.operations.views.common import read_file


@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """The public subsidies of an operation, those of local authorities first."""
    _actor, operation = read_file(request, pk)
    found = statements.statement(operation, timezone.localdate())
    return render(request, "operations/plan/statement.html", {"operation": operation, "statement": found})


@require_safe
def statement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement as a document, drawn as the plan is now."""
    _actor, operation = read_file(request, pk)
    drawn = render_statement(operation, at=timezone.now())
    name = f"operation-{operation.number}-etat-des-subventions.pdf"
    return pdf_response(drawn.bytes, drawn.sha256, name)
