"""Files that people drop on the reader: good ones, hostile ones."""

import io
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import typst

from portal.factories import TEXT

ACTS = Path(__file__).resolve().parents[1] / "reader" / "acts"
SEVERAL = ACTS / "11-bureau-communautaire-plusieurs-extraits.md"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def dropped(name: str, data: bytes, kind: str = "text/plain") -> dict[str, Any]:
    """A file as the browser's field takes it."""
    return {"name": name, "mimeType": kind, "buffer": data}


def text_file(text: str = TEXT, name: str = "acte.txt") -> dict[str, Any]:
    """A plain text."""
    return dropped(name, text.encode())


def docx_file() -> dict[str, Any]:
    """The text of the factories, as a word processor keeps it."""
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return dropped("acte.docx", kept.getvalue(), DOCX_TYPE)


def pdf_file() -> dict[str, Any]:
    """The text of the factories, printed."""
    lines = " \\\n".join(f'#"{line}"' for line in TEXT.split("\n"))
    return dropped("acte.pdf", typst.compile(lines.encode()), "application/pdf")


def empty_pdf() -> dict[str, Any]:
    """A page without a letter, as a scanner gives it."""
    return dropped("scan.pdf", typst.compile(b"#rect(width: 5cm, height: 5cm)"), "application/pdf")


def picture() -> dict[str, Any]:
    """A picture that calls itself a text."""
    return dropped("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


@lru_cache(maxsize=1)
def bomb() -> dict[str, Any]:
    """A DOCX of some kilobytes that unfolds into hundreds of megabytes."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_file()["buffer"])) as whole,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for name in whole.namelist():
            if name != "word/document.xml":
                archive.writestr(name, whole.read(name))
        with archive.open("word/document.xml", "w") as part:
            for _ in range(250):
                part.write(b" " * 1024 * 1024)
    return dropped("bombe.docx", kept.getvalue(), DOCX_TYPE)


def noise() -> dict[str, Any]:
    """Bytes without a meaning."""
    return dropped("bruit.pdf", b"%PDF-1.7\n" + bytes(range(255, 0, -1)) * 40, "application/pdf")
