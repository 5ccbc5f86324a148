"""Files that are of two kinds at once."""

import io
import zipfile

from reader.hostile.archives import body_of, docx_of
from reader.hostile.pdfs import pdf_page, truncated_pdf


def pdf_then_zip() -> bytes:
    return truncated_pdf() + docx_of(body_of("<w:p/>"))


def zip_then_pdf_mark() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a", pdf_page(b""))
    return target.getvalue()


def text_then_pdf() -> bytes:
    return b"<script>alert(1)</script>\n" + pdf_page(b"")


def text_then_zip() -> bytes:
    return b"Le conseil\n" + docx_of(body_of("<w:p/>"))
