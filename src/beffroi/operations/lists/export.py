"""The whole of what the list shows, as CSV or XLSX, row after row."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.db.models import QuerySet

from beffroi.contracts.models import Axis
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.operations.querysets import reads_all_whole, reads_own_whole
from beffroi.organisations.actor import Actor
from beffroi.schemes.kinds import OperationKind

CHUNK = 2_000
# Told how many rows were read, and of how many.
Step = Callable[[int, int], None]
Value = str | int | Decimal | date | None
STATES, KINDS = dict(OperationState.choices), dict(OperationKind.choices)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column, and its width in a workbook."""

    label: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export; an amount is empty where the reader has a summary only."""

    name: str
    label: str
    value: Callable[[Any, bool], Value]
    width: int = 14


# What is read of each operation, plain: objects and their relations would cost three times as much.
FIELDS = (
    "pk", "number", "title", "kind", "state", "due_on", "total_cost_amount", "asked_amount", "voted_amount",
    "owner_id", "owner__name", "contract__title", "axis_id", "axis__title", "next_organisation__name",
)  # fmt: skip
COLUMNS: tuple[Column, ...] = (
    Column("numero", "Numéro", lambda one, whole: one.number, 9),
    Column("titre", "Opération", lambda one, whole: one.title, 48),
    Column("maitre", "Maître d’ouvrage", lambda one, whole: one.owner__name, 36),
    Column("contrat", "Contrat", lambda one, whole: one.contract__title, 36),
    Column("axe", "Axe", lambda one, whole: one.axis__title, 36),
    Column("nature", "Nature", lambda one, whole: KINDS.get(one.kind, ""), 18),
    Column("etat", "État", lambda one, whole: STATES[one.state], 30),
    Column("tour", "À qui le tour", lambda one, whole: one.next_organisation__name or "", 30),
    Column("echeance", "Échéance", lambda one, whole: one.due_on),
    Column("cout", "Coût total (€)", lambda one, whole: _if(one.total_cost_amount, whole or _voted(one))),
    Column("demande", "Aide demandée (€)", lambda one, whole: _if(one.asked_amount, whole)),
    Column("vote", "Aide votée (€)", lambda one, whole: _if(one.voted_amount, whole or _voted(one))),
)  # fmt: skip


def chosen_columns(names: Sequence[str]) -> list[Column]:
    """Keep the columns that were chosen, in their own order; none chosen, all of them."""
    return [one for one in COLUMNS if one.name in names] or list(COLUMNS)


def lines_of(
    rows: QuerySet[Operation],
    columns: Sequence[Column],
    actor: Actor,
    retitled: Mapping[int, Axis],
    step: Step | None = None,
) -> Iterator[list[Value]]:
    """Give the values of each row; `step` is told after each part how many were read, and of how many.

    `retitled` gives the axes that amendments gave other words.

    The keys are read first, then the rows part by part: between two parts nothing is left open, so that who
    writes how far it is does not wait for its own reading.
    """
    keys = list(rows.values_list("pk", flat=True))
    every, own = reads_all_whole(actor), reads_own_whole(actor)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        plain = Operation.objects.order_by().filter(pk__in=part).values_list(*FIELDS, named=True)
        found = {one.pk: _told(one, retitled.get(one.axis_id)) for one in plain}
        for one in (found[key] for key in part if key in found):
            whole = every or (own and actor.acts_for(one.owner_id))
            yield [column.value(one, whole) for column in columns]
        if step is not None:
            step(start + len(part), len(keys))


def _told(row: Any, axis: Axis | None) -> Any:
    return row if axis is None else row._replace(axis__title=axis.title)


class _Echo:
    """A file whose `write` gives back what it is given."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Sequence[Header | Column], lines: Iterator[list[Value]]) -> Iterator[str]:
    """Write a CSV that French spreadsheets open as it is: semicolons, decimal commas, a byte-order mark."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow([one.label for one in columns])
    for line in lines:
        yield writer.writerow([_csv_value(value) for value in line])


def write_xlsx(columns: Sequence[Header | Column], lines: Iterator[list[Value]]) -> BinaryIO:
    """Write an XLSX in constant memory; the file goes away when it is closed."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("Opérations")
        strong = book.add_format({"bold": True})
        formats = {
            Decimal: book.add_format({"num_format": "#,##0.00"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        for rank, column in enumerate(columns):
            sheet.set_column(rank, rank, column.width)
        sheet.write_row(0, 0, [one.label for one in columns], strong)
        sheet.freeze_panes(1, 0)
        for number, line in enumerate(lines, start=1):
            _write_line(sheet, number, line, formats)
    file.seek(0)
    return file


def _write_line(sheet: Any, number: int, line: list[Value], formats: dict[type, Any]) -> None:
    for rank, value in enumerate(line):
        if isinstance(value, str):
            sheet.write_string(number, rank, value)
        elif isinstance(value, date):
            sheet.write_datetime(number, rank, value, formats[date])
        elif value is not None:
            sheet.write_number(number, rank, value, formats.get(type(value)))


def _csv_value(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value) if value is not None else ""
    # A spreadsheet would run what begins like a formula.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _voted(one: Any) -> bool:
    return bool(one.voted_amount)


def _if(amount: Decimal | None, told: bool) -> Decimal | None:
    return amount if told else None
