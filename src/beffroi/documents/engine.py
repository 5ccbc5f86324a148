"""One Typst compiler for the process, and the way from a template and its data to a PDF."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

import typst

from beffroi.documents.coverage import FONTS, font_files
from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Attachment, Document
from beffroi.documents.qr import qr_svg
from beffroi.documents.sources import source_files, template_path, template_version
from beffroi.documents.text import printable

PACKAGE = Path(__file__).resolve().parents[1]
STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
# Data come as JSON, so that no word of theirs is ever read as markup.
MAIN = """\
#for one in json(bytes(sys.inputs.attachments)) {{
  pdf.attach(
    one.name,
    bytes(one.data.values().first()),
    relationship: one.relationship,
    mime-type: one.mime_type,
    description: one.description,
  )
}}
#include "{path}"
"""


class Engine:
    """Typesets the templates under one root; nothing outside it can be read, nothing is downloaded."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = Lock()

    @cached_property
    def _compiler(self) -> typst.Compiler:
        """Kept: a new one reads the fonts again."""
        font_files()
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
        return typst.Compiler(root=self.root, font_paths=fonts)

    def render(
        self,
        template: str,
        data: Mapping[str, object],
        *,
        at: datetime,
        attachments: Sequence[Attachment] = (),
    ) -> Document:
        """Typeset a template, dated `at`: the same template, data and date give the same bytes.

        Raises: DocumentError when the template is missing or at fault, or the data are not plain.
        """
        if at.tzinfo is None:
            raise DocumentError("a document is dated with its time zone")
        path = template_path(self.root, template)
        version = template_version(template, source_files(self.root, path))
        inputs = {
            "data": _as_json(_with_qr(_set_for_print(data))),
            "attachments": _as_json([_attached(one) for one in attachments]),
        }
        content = self._compile(MAIN.format(path=path), inputs, at.astimezone(UTC).replace(microsecond=0))
        return Document(content, hashlib.sha256(content).hexdigest(), version)

    def _compile(self, main: str, inputs: dict[str, str], at: datetime) -> bytes:
        try:
            with self._lock:
                content, warnings = self._compiler.compile_with_warnings(
                    main.encode(), format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=at
                )
        except typst.TypstError as error:
            raise DocumentError(error.diagnostic) from error
        if warnings or not isinstance(content, bytes):
            raise DocumentError("\n".join(one.diagnostic for one in warnings) or "no document came out")
        return content


def _set_for_print(value: object) -> object:
    """Plain data as a template receives them: texts printable, drawings and pictures as they are."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return printable(value)
        case bytes():
            return _raw(value)
        case Mapping():
            return {str(key): _set_for_print(item) for key, item in value.items()}
        case Sequence():
            return [_set_for_print(item) for item in value]
    raise DocumentError(
        f"data for a document are texts, whole numbers, lists and mappings, not {type(value)}"
    )


def _raw(content: bytes) -> dict[str, object]:
    """Bytes in JSON: the text that they write when they do (SVG), else numbers."""
    try:
        return {"text": content.decode("utf-8")}
    except UnicodeDecodeError:
        return {"octets": list(content)}


def _with_qr(data: object) -> object:
    """Give the frame the QR code of the address where the document can be verified."""
    match data:
        case {"verification": {"url": str(address)} as verification, **others}:
            # The address is followed, not read: it keeps its signs.
            address = address.replace("\u200b", "")
            return {**others, "verification": {**verification, "url": address, "qr": _raw(qr_svg(address))}}
    return data


def _attached(one: Attachment) -> dict[str, object]:
    return {
        "name": one.name,
        "data": _raw(one.data),
        "relationship": one.relationship,
        "mime_type": one.mime_type,
        "description": one.description,
    }


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_ENGINE = Engine(PACKAGE)


def render(
    template: str, data: Mapping[str, object], *, at: datetime, attachments: Sequence[Attachment] = ()
) -> Document:
    """Typeset `context/name`, the template `<context>/typst/<name>.typ` of this package, dated `at`.

    In the data, texts (str) are set in French typography and never read as markup; drawings and pictures
    are bytes. The same template, data and date give the same bytes. Several threads may ask at once.

    Raises: DocumentError when the template is missing or at fault, or the data are not plain.
    """
    return _ENGINE.render(template, data, at=at, attachments=attachments)
