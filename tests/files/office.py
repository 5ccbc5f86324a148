"""Office files made by hand: small, and broken on purpose."""

import io
import zipfile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def zipped(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def ooxml(main: str = WORD, more: dict[str, bytes] | None = None, types: str = "") -> bytes:
    listed = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
    return zipped({"[Content_Types].xml": listed.encode(), "word/document.xml": b"<doc/>", **(more or {})})


def odf(kind: str = "text", more: dict[str, bytes] | None = None) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": mimetype, "content.xml": b"<doc/>", **(more or {})})
