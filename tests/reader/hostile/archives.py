"""DOCX and other archives made to harm."""

import io
import stat
import zipfile

import pytest

MEGABYTE = 1024 * 1024
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
)


def docx_of(document: bytes | str, *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", document)
    return target.getvalue()


def body_of(inner: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(body_of("@").partition("@")[0].encode())
            for _ in range(1024):
                part.write(b" " * MEGABYTE)
    return target.getvalue()


def zip_text_bomb() -> bytes:
    return docx_of(body_of("<w:p><w:r><w:t>" + "a" * (90 * MEGABYTE) + "</w:t></w:r></w:p>"))


def zip_element_bomb() -> bytes:
    return docx_of(body_of("<w:p/>" * 14_000_000))


def zip_attribute_bomb() -> bytes:
    return docx_of(body_of('<w:p w:x="' + "a" * (95 * MEGABYTE) + '"/>'))


def zip_of_many_entries() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        for number in range(60_000):
            archive.writestr(f"{number}", b"")
    return target.getvalue()


def laughing_docx() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return docx_of(
        f'<!DOCTYPE l [<!ENTITY l0 "ha">{entities}]>' + body_of("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>")
    )


def docx_with_external_entity() -> bytes:
    doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx_of(doctype + body_of("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"))


def docx_with_external_dtd() -> bytes:
    return docx_of('<!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd">' + body_of("<w:p/>"))


def deep_docx() -> bytes:
    cell = "<w:tbl><w:tr><w:tc>"
    return docx_of(body_of(cell * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000))


def docx_with_symlink() -> bytes:
    target = io.BytesIO(docx_of(body_of("<w:p/>")))
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("word/footnotes.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def docx_with_twin_parts() -> bytes:
    target = io.BytesIO(docx_of(body_of("<w:p/>")))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", body_of("<w:p/>"))
    return target.getvalue()


def lzma_docx() -> bytes:
    return docx_of(body_of("<w:p/>"), compression=zipfile.ZIP_LZMA)


def truncated_docx() -> bytes:
    whole = docx_of(body_of("<w:p><w:r><w:t>Article 1</w:t></w:r></w:p>" * 500))
    return whole[: len(whole) // 2]


def docx_cut_inside() -> bytes:
    return docx_of(body_of("<w:p><w:r><w:t>Article 1</w:t></w:r></w:p>" * 500)[:-40])


def damaged_docx() -> bytes:
    whole = bytearray(docx_of(body_of("<w:p><w:r><w:t>Article 1</w:t></w:r></w:p>" * 500)))
    middle = whole.index(b"word/document.xml") + 60
    whole[middle : middle + 40] = bytes(range(40))
    return bytes(whole)


def spreadsheet() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", CONTENT_TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
        )
    return target.getvalue()


def opendocument() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return target.getvalue()
