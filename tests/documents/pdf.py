"""Looks into the bytes of a PDF."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree under a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from elements(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(elements(pdf.Root.StructTreeRoot.K))


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(one.S)[1:] for one in structure(pdf)]


def fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The font programs of the whole file, wherever they are used."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            yield one


def font_names(pdf: pikepdf.Pdf) -> set[str]:
    """Every font that the file names, without the tag of its subset."""
    return {
        str(one.BaseFont)[1:].partition("+")[2] or str(one.BaseFont)
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
    }


def pages(content: bytes) -> list[str]:
    """The text of each page, on one line, without what only lets a word break."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    text_page.close()
    page.close()
    return " ".join(text.replace("\u200b", "").replace("\ufffe", "-").split())


def text(content: bytes) -> str:
    return " ".join(pages(content))
