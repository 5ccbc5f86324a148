"""Taking a list away as a file: at once when it is small, else prepared by a worker, with its progress."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.core.errors import NotAllowed
from beffroi.operations.actions.exports import NO_ROLE, ask_export, holder_of
from beffroi.operations.lists.asked import asked_of
from beffroi.operations.lists.export import chosen_columns, csv_lines, lines_of, write_xlsx
from beffroi.operations.models import OperationExport
from beffroi.organisations.actor import acting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMS = ("csv", "xlsx")


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole set with the columns chosen; a large one is offered as a file to prepare."""
    asked = asked_of(request)
    columns = chosen_columns(request.GET.getlist("colonnes"))
    form = _form(request.GET.get("format", ""))
    most = settings.EXPORT_AT_ONCE
    if asked.found.order_by().values("pk")[: most + 1].count() > most:
        page = {"columns": columns, "format": form, "query": asked.query.urlencode(), "most": most}
        return render(request, "operations/exports/large.html", page)
    lines = lines_of(asked.found, columns, asked.actor, asked.retitled)
    name = f"operations-{timezone.localdate().isoformat()}.{form}"
    if form == "xlsx":
        book = write_xlsx(columns, lines)
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
    return StreamingHttpResponse(
        csv_lines(columns, lines),
        content_type=CSV,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask a worker for the file of a large list."""
    names, form = request.POST.getlist("colonnes"), _form(request.POST.get("format", ""))
    query = request.POST.get("query", "")
    made = ask_export(query, names, form, by=acting(request), at=timezone.now())
    return redirect("operations:export_progress", made.pk)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file is; once written, where to take it."""
    found, now = _own(request, pk), timezone.now()
    template = "operations/exports/part.html" if request.htmx else "operations/exports/progress.html"  # type: ignore[attr-defined]
    return render(request, template, {"export": found, "is_stuck": found.is_stuck(now)})


@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for who asked for it, as long as they hold the roles with which they did."""
    found = _own(request, pk)
    if found.done_at is None:
        raise Http404
    if holder_of(found, timezone.now()) is None:
        raise NotAllowed(NO_ROLE)
    content_type = XLSX if found.form == "xlsx" else CSV
    response = FileResponse(
        found.stored.open(), as_attachment=True, filename=str(found), content_type=content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _own(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(OperationExport.objects.of(acting(request), timezone.now()), pk=pk)


def _form(told: str) -> str:
    return told if told in FORMS else "csv"
