"""A CSV or XLSX file → a header and rows of plain text; told by the content, and bounded."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from beffroi.core.errors import NotReadable
from beffroi.files.contents import check_content
from beffroi.law.french import french_number
from beffroi.reader.intake.encodings import decode
from beffroi.reader.intake.source import Refused

MOST_ROWS = 300
MOST_COLUMNS = 40
MOST_SIGNS = 10_000
# Titles, a logo, a date may stand above the header.
MOST_ROWS_ABOVE = 10
# A sheet is read into memory: less than what a piece may hold.
MOST_UNPACKED = 20 * 1024 * 1024
# The last row that a spreadsheet can have: a file may tell any other.
LAST_ROW = 1_048_576
SEPARATORS = ";,\t"
KINDS = frozenset({"csv", "txt", "xlsx"})
# A spreadsheet that guards itself against formulas writes an apostrophe before these.
_GUARDED = ("'=", "'+", "'-", "'@")
# What the header must hold, told by who knows the columns: how many names are recognised in a row.
Recognise = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number, as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its column names, its rows that are not empty, and what was left aside."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""


def read_table(name: str, content: bytes, recognise: Recognise) -> Table:
    """Read the first sheet of a workbook, or a CSV in any usual encoding and separator.

    Raises: NotReadable.
    """
    kind = check_content(name, content)
    if kind.suffix not in KINDS:
        raise NotReadable(
            f"« {name} » est {kind.label} : déposez un classeur XLSX ou un fichier CSV. "
            "Un classeur ODS ou XLS s’enregistre d’abord en XLSX."
        )
    if kind.suffix == "xlsx":
        rows, note = _workbook_rows(content)
        return _table(rows, recognise, note)
    return _table(_csv_rows(content, recognise), recognise, "")


def _table(rows: Iterable[Line], recognise: Recognise, note: str) -> Table:
    kept = list(rows)
    if not kept:
        raise NotReadable("Ce fichier ne contient aucune ligne.")
    header = max(kept[:MOST_ROWS_ABOVE], key=lambda one: recognise(one.cells))
    if not recognise(header.cells):
        told = ", ".join(f"« {cell[:40]} »" for cell in kept[0].cells if cell)[:200]
        raise NotReadable(
            "Aucune ligne ne nomme les colonnes : il faut au moins « Titre » et « Axe ». "
            f"La première ligne lue dit : {told}."
        )
    lines = [one for one in kept if one.number > header.number]
    if len(lines) > MOST_ROWS:
        raise NotReadable(f"Ce fichier a plus de {MOST_ROWS} lignes : partagez-le, et importez chaque part.")
    if not lines:
        raise NotReadable("Ce fichier nomme ses colonnes, et n’a aucune ligne en dessous.")
    width = max(len(one.cells) for one in (header, *lines))
    return Table(
        _wide(header.cells, width), tuple(Line(one.number, _wide(one.cells, width)) for one in lines), note
    )


def _wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _csv_rows(content: bytes, recognise: Recognise) -> list[Line]:
    try:
        text = decode(content).text
    except Refused as refusal:
        raise NotReadable("Ce fichier ne se lit pas comme du texte.") from refusal
    readings = [_split(text, separator) for separator in SEPARATORS]
    return max(
        readings, key=lambda rows: max((recognise(one.cells) for one in rows[:MOST_ROWS_ABOVE]), default=0)
    )


def _split(text: str, separator: str) -> list[Line]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        return list(
            _bounded((number, [_unguarded(cell) for cell in row]) for number, row in enumerate(reader, 1))
        )
    except csv.Error as error:
        raise NotReadable(
            "Ce fichier CSV est mal formé : enregistrez-le de nouveau depuis votre tableur."
        ) from error


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARDED) else cell


def _bounded(rows: Iterable[tuple[int, list[str]]]) -> Iterator[Line]:
    """Clean the cells, and stop at the first thing that is beyond what a page may show."""
    kept = 0
    for number, row in rows:
        cells = tuple(_clean(cell) for cell in row)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > MOST_COLUMNS:
            raise NotReadable(
                f"La ligne {number} a plus de {MOST_COLUMNS} colonnes : retirez celles de trop."
            )
        if any(len(cell) > MOST_SIGNS for cell in cells):
            raise NotReadable(f"Une cellule de la ligne {number} dépasse {french_number(MOST_SIGNS)} signes.")
        kept += bool(cells)
        if kept > MOST_ROWS + MOST_ROWS_ABOVE:
            raise NotReadable(
                f"Ce fichier a plus de {MOST_ROWS} lignes : partagez-le, et importez chaque part."
            )
        if cells:
            yield Line(number, cells)


def _clean(cell: str) -> str:
    """Drop what no sentence holds; ends of lines stay."""
    text = "".join(
        sign for sign in cell.replace("\r\n", "\n") if sign in "\n\t" or sign.isprintable() or sign.isspace()
    )
    return text.strip()


def _workbook_rows(content: bytes) -> tuple[list[Line], str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
            raise NotReadable(
                "Ce classeur occupe trop de place une fois décompressé : "
                "copiez ses lignes dans un classeur neuf."
            )
    try:
        return _first_sheet(content)
    except NotReadable:
        raise
    # A workbook that was tampered with fails in openpyxl in as many ways as it can be tampered with.
    except Exception as error:
        raise NotReadable(
            "Ce classeur est abîmé : enregistrez-le de nouveau depuis votre tableur."
        ) from error


def _first_sheet(content: bytes) -> tuple[list[Line], str]:
    # It brings numpy, a tenth of the memory of a server: held by those that read a workbook.
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        if not sheets:
            raise NotReadable("Ce classeur n’a aucune feuille visible.")
        first: Any = sheets[0]
        # What the file says of its own size is not believed.
        first.reset_dimensions()
        rows = first.iter_rows(max_row=LAST_ROW, values_only=True)
        lines = list(
            _bounded((number, [_told(value) for value in row]) for number, row in enumerate(rows, 1))
        )
    finally:
        book.close()
    others = ", ".join(f"« {one.title} »" for one in book.worksheets if one is not first)
    return lines, f"Seule la feuille « {first.title} » est lue ; restent de côté : {others}."[
        :300
    ] if others else ""


def _told(value: object) -> str:
    """Write a value of a cell as a French spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value).replace(".", ",")
    return str(value)
