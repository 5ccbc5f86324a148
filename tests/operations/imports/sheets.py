"""Workbooks and texts as an agent's computer makes them, and some that nobody's does."""

import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook

HEAD = ("Titre", "Axe", "En une phrase")


def workbook(*rows: tuple[Any, ...], more: dict[str, tuple[tuple[Any, ...], ...]] | None = None) -> bytes:
    """A workbook of one sheet, and others."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for title, others in (more or {}).items():
        added = book.create_sheet(title)
        for row in others:
            added.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def text(*rows: tuple[str, ...], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A CSV."""
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)


def with_sheet(content: bytes, sheet: str) -> bytes:
    """The same workbook, its first sheet replaced."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, sheet if one == "xl/worksheets/sheet1.xml" else old.read(one))
    return made.getvalue()


def sheet_of(rows: str) -> str:
    """The XML of a sheet, around its rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


def told(reference: str, words: str) -> str:
    """A cell that holds a text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'
