"""Templates made by hand, as an authority would give them."""

from functools import cache
from io import BytesIO

from docx import Document

from files.factories import upload_of


@cache
def template(*paragraphs: str) -> bytes:
    """A DOCX whose body is these paragraphs, made once: its bytes bear the time at which they are written."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def sent(*paragraphs: str, name: str = "modele.docx"):
    """The same, as a form receives it."""
    return upload_of(template(*paragraphs), name)


def read(content: bytes) -> list[str]:
    """The texts of the body."""
    return [one.text for one in Document(BytesIO(content)).paragraphs]


def heads(content: bytes) -> list[str]:
    """What each sheet of the document says at its head, first and even ones included."""
    told = []
    for section in Document(BytesIO(content)).sections:
        kinds = [section.header]
        if section.different_first_page_header_footer:
            kinds.append(section.first_page_header)
        told += [" ".join(one.text for one in kind.paragraphs).strip() for kind in kinds]
    return told
