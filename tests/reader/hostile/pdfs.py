"""PDFs made to harm."""

import io
import zlib

MEGABYTE = 1024 * 1024


def pdf_of(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of the given objects, numbered from 1, the first being the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    out.write(b"trailer\n<</Size %d/Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return out.getvalue()


def pdf_page(content: bytes, *, filters: bytes = b"", extra: list[bytes] | None = None) -> bytes:
    stream = b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), filters, content)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>",
            stream,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *(extra or []),
        ]
    )


def deflated_zeros(unit: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(unit) for _ in range(times)) + packer.flush()


def million_objects() -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"] + [b"0"] * 500_000)


def pdf_stream_bomb() -> bytes:
    return pdf_page(deflated_zeros(b"\n" * MEGABYTE, 2048), filters=b"/Filter/FlateDecode")


def pdf_double_bomb() -> bytes:
    inner = deflated_zeros(b" " * MEGABYTE, 4096)
    return pdf_page(zlib.compress(inner, 9), filters=b"/Filter[/FlateDecode/FlateDecode]")


def pdf_operator_bomb() -> bytes:
    unit = b"BT /F 9 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n" * 20_000
    return pdf_page(deflated_zeros(unit, 100), filters=b"/Filter/FlateDecode")


def pdf_shared_content() -> bytes:
    """A thousand pages of one heavy stream: little memory, much work."""
    pages = 1000
    stream = zlib.compress(b"BT /F 9 Tf 9 9 Td " + b"(aaaa) Tj 9 9 Td " * 5000 + b"ET", 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
            b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *([page] * pages),
        ]
    )


def pdf_deep_arrays() -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 2_000_000 + b"]" * 2_000_000])


def pdf_endless_pages() -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>"])


def pdf_form_loop() -> bytes:
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N %d 0 R>>>>"
        b"/Length %d>>stream\n%b\nendstream" % (number, 60, b"/N Do " * 10)
        for number in range(7, 40)
    ]
    forms[-1] = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream"
    page = pdf_page(b"/N Do", extra=forms)
    return page.replace(b"/Resources<</Font<</F 5 0 R>>>>>>", b"/Resources<</XObject<</N 6 0 R>>>>>>")


def truncated_pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendo"


def empty_pdf() -> bytes:
    return pdf_page(b"")
