"""Type of a file by its first and last bytes, never by its name.

A dozen own checks rather than puremagic: three kinds are accepted, everything else is refused, and the
cases that matter (polyglots, encrypted Office, a text that speaks of %PDF) need rules of our own anyway.
"""

import re

from beffroi.reader.intake.source import Kind, Refused

_PDF_MARK = b"%PDF-"
_PDF_HEAD = 1024  # readers look for the mark of a PDF this far
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_ZIP_COMMENT_MAX = 0xFFFF
_LEADING_BLANK = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n\f]{0,512}")

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b\x08", "not-text"),
    (b"7z\xbc\xaf\x27\x1c", "not-text"),
    (b"Rar!\x1a\x07", "not-text"),
    (b"\x7fELF", "not-text"),
)


def kind_of(data: bytes) -> Kind:
    """Kind the bytes declare themselves to be; what they hold is still to be read.

    Raises: Refused, for a foreign format or for bytes that are two formats at once.
    """
    for mark, code in _FOREIGN:
        if data.startswith(mark):
            raise Refused(code)
    pdf_at = _pdf_mark(data)
    if data.startswith(_ZIP_MARKS):
        return _zip_kind(data, also_pdf=pdf_at is not None)
    if pdf_at is None:
        _refuse_if(ends_as_zip(data), "two-kinds")
        return "text"
    blank = _LEADING_BLANK.match(data)
    if blank is not None and blank.end() >= pdf_at:
        _refuse_if(ends_as_zip(data), "two-kinds")
        return "pdf"
    # Something else comes first: a text that quotes the mark, unless the end is that of a PDF too.
    _refuse_if(b"startxref" in data[-2048:], "two-kinds")
    return "text"


def _pdf_mark(data: bytes) -> int | None:
    at = data.find(_PDF_MARK, 0, _PDF_HEAD + len(_PDF_MARK))
    return None if at < 0 else at


def _zip_kind(data: bytes, *, also_pdf: bool) -> Kind:
    _refuse_if(also_pdf, "two-kinds")
    _refuse_if(not ends_as_zip(data), "broken")
    return "docx"


def ends_as_zip(data: bytes) -> bool:
    """Whether an end-of-archive record closes the bytes exactly: cut or appended archives do not."""
    at = data.rfind(_ZIP_END, max(0, len(data) - _ZIP_END_SIZE - _ZIP_COMMENT_MAX))
    if at < 0 or at + _ZIP_END_SIZE > len(data):
        return False
    comment_size = int.from_bytes(data[at + 20 : at + 22], "little")
    return at + _ZIP_END_SIZE + comment_size == len(data)


def _refuse_if(condition: bool, code: str) -> None:
    if condition:
        raise Refused(code)
