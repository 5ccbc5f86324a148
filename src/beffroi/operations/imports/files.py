"""The files that go with an import: the model to fill, and the refused rows to mend, with their reasons."""

from collections.abc import Iterator, Sequence

from django.http import FileResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse

from beffroi.operations.actions.imports import lines_of
from beffroi.operations.imports.columns import COLUMNS, REASON, name_of
from beffroi.operations.imports.judging import Refusal, told
from beffroi.operations.lists.export import Header, Value, csv_lines, write_xlsx
from beffroi.operations.models import OperationImport

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("csv", "xlsx")


def as_file(
    name: str, form: str, headers: Sequence[Header], lines: Iterator[list[Value]]
) -> HttpResponseBase:
    """Hand rows over as a CSV or a workbook."""
    if form == "xlsx":
        file = write_xlsx(headers, lines)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    return StreamingHttpResponse(
        csv_lines(headers, lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def model_rows() -> tuple[list[Header], list[list[Value]]]:
    """The header of a file of ideas, and one example."""
    return [Header(one.label, one.width) for one in COLUMNS], [[one.example for one in COLUMNS]]


def refused_rows(
    kept: OperationImport, refusals: dict[int, Sequence[Refusal]]
) -> tuple[list[Header], Iterator[list[Value]]]:
    """The refused rows, cell by cell as they were, and why: mended, the file can be imported as it is."""
    ranks = [rank for rank, header in enumerate(kept.headers) if name_of(header) != REASON]
    headers = [Header(kept.headers[rank], 30) for rank in ranks]
    lines: Iterator[list[Value]] = (
        [*(line.cells[rank] for rank in ranks), line.number, told(refusals[line.number])]
        for line in lines_of(kept)
        if line.number in refusals
    )
    return [*headers, Header("Ligne d’origine", 12), Header("Motif", 80)], lines
