"""A PDF as text with PDFium (runs in the child).

PDFium rather than pypdf: it gives every glyph with its place, so lines, columns and turned stamps are told
apart by geometry; pypdf's layout mode drops turned text and doubles the spaces of justified lines.
"""

from collections.abc import Iterator
from ctypes import byref, c_double, c_float
from itertools import islice
from math import degrees

import pypdfium2 as pdfium
from pypdfium2 import raw

from beffroi.reader.intake.pdf_lines import Glyph, page_lines
from beffroi.reader.intake.source import Refused

_PAGES_MAX = 3000
_OBJECTS_MAX = 400_000
_OBJECT_MARK = b" obj"
_UNMAPPED_MAX = 0.3
_FEW_LETTERS = 300  # a scanned page often carries its stamp of transmission as text
_IMAGE_SHARE = 0.5
_PAGE_OBJECTS_SEEN = 200
_STEP_DEGREES = 5


def read_pdf(data: bytes, max_text_chars: int) -> tuple[str, int | None, tuple[str, ...]]:
    """Text page after page, number of pages, codes of notes.

    Raises: Refused, for a PDF that is broken, locked, scanned, or too heavy.
    """
    # Counted in the raw bytes first: PDFium indexes every object before the first page.
    if data.count(_OBJECT_MARK) > _OBJECTS_MAX:
        raise Refused("too-heavy")
    document = _open(data)
    if len(document) > _PAGES_MAX:
        raise Refused("too-heavy")
    texts: list[str] = []
    notes: set[str] = set()
    letters = unmapped = 0
    room = max_text_chars
    for number in range(len(document)):
        page = _Page(document, number)
        letters += page.letters
        unmapped += page.unmapped
        room -= len(page.text) + 1
        if room < 0:
            raise Refused("text-too-long")
        texts.append(page.text)
        notes |= page.notes
    _refuse_mute(letters, unmapped)
    return "\n".join(texts), len(document), tuple(sorted(notes))


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise Refused("broken")
    except pdfium.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise Refused("encrypted" if locked else "broken") from None
    return document


def _refuse_mute(letters: int, unmapped: int) -> None:
    if letters == 0 and unmapped == 0:
        raise Refused("scanned")
    if unmapped > _UNMAPPED_MAX * (letters + unmapped):
        raise Refused("unmapped-fonts")


class _Page:
    """One page read and closed: its text, and what is needed to judge the whole."""

    def __init__(self, document: pdfium.PdfDocument, number: int) -> None:
        self.text = ""
        self.letters = self.unmapped = 0
        self.notes: set[str] = set()
        try:
            page = document[number]
            textpage = page.get_textpage()
        except pdfium.PdfiumError:
            raise Refused("broken") from None
        self._read(page, textpage)
        textpage.close()
        page.close()

    def _read(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> None:
        glyphs = list(self._glyphs(textpage))
        self.letters = sum(glyph.char.isalnum() for glyph in glyphs)
        upright, turned = page_lines(glyphs, upright=-page.get_rotation() % 360)
        self.text = _whole("\n".join(upright + turned))
        if turned:
            self.notes.add("pdf-turned")
        if self.letters < _FEW_LETTERS and _is_picture(page):
            self.letters = 0
            self.notes.add("pdf-silent-pages")

    def _glyphs(self, textpage: pdfium.PdfTextPage) -> Iterator[Glyph]:
        handle = textpage.raw
        x, y, box = c_double(), c_double(), raw.FS_RECTF()
        for index in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, index)
            if code in (10, 13) or (code == 32 and raw.FPDFText_IsGenerated(handle, index) == 1):
                continue  # PDFium's own guesses; the geometry decides
            if code == 0 or raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
                self.unmapped += 1
                continue
            raw.FPDFText_GetCharOrigin(handle, index, byref(x), byref(y))
            raw.FPDFText_GetLooseCharBox(handle, index, byref(box))
            angle = degrees(raw.FPDFText_GetCharAngle(handle, index))
            turn = round(angle / _STEP_DEGREES) * _STEP_DEGREES % 360
            yield Glyph(chr(code), box.left, box.right, box.bottom, box.top, x.value, y.value, turn)


def _is_picture(page: pdfium.PdfPage) -> bool:
    """Whether one image covers most of the page, as a scan does."""
    width, height = page.get_size()
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for index in islice(range(raw.FPDFPage_CountObjects(page.raw)), _PAGE_OBJECTS_SEEN):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
        area = (right.value - left.value) * (top.value - bottom.value)
        if area > _IMAGE_SHARE * width * height:
            return True
    return False


def _whole(text: str) -> str:
    """Halves of characters beyond the first plane come one by one; put them together."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
