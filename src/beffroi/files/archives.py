"""Office files are zips: which kind one is, told by its entries; macros and bombs are refused."""

import re
import zipfile
import zlib
from io import BytesIO

from beffroi.core.errors import NotReadable

MEGABYTE = 1024 * 1024
UNPACKED_MOST = 200 * MEGABYTE
ENTRIES_MOST = 10_000
START = b"PK\x03\x04"
_ENTRY_MARK = b"PK\x01\x02"
_LIST_MOST = 2 * MEGABYTE
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CONTENT_TYPES = "[Content_Types].xml"
_MIMETYPE = "mimetype"
_OOXML = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
# Where Word, Excel and LibreOffice keep the programs that a document carries.
_MACRO_ENTRY = re.compile(
    r"(?:.*/)?vba(?:project\w*\.bin|data\.xml)|xl/macrosheets/.*|(?:basic|scripts)/.+", re.I
)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject|ms-excel\.(?:intl)?macrosheet", re.I)

MACROS = "contient des macros (un programme) : enregistrez-le sans macros"
TOO_HEAVY = "occupe trop de place une fois décompressé"
BROKEN = "est abîmé ou protégé par un mot de passe : enregistrez-le de nouveau"


def office_kind(content: bytes) -> str:
    """Tell what a zip is: docx, xlsx, odt or ods; empty for any other zip.

    Raises: NotReadable, the end of a sentence that begins with the name of the file.
    """
    # Counted in the raw bytes first: zipfile builds an object for each entry.
    if content.count(_ENTRY_MARK) > ENTRIES_MOST:
        raise NotReadable(TOO_HEAVY)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _looked_at(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError) as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable(BROKEN) from error


def _looked_at(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    if len({one.filename for one in entries}) != len(entries):
        raise NotReadable(BROKEN)
    if any(one.flag_bits & _ENCRYPTED or one.compress_type not in _COMPRESSIONS for one in entries):
        raise NotReadable(BROKEN)
    if sum(one.file_size for one in entries) > UNPACKED_MOST:
        raise NotReadable(TOO_HEAVY)
    kind, types = _kind(archive)
    if any(_MACRO_ENTRY.fullmatch(one.filename) for one in entries) or _MACRO_TYPE.search(types):
        raise NotReadable(MACROS)
    if kind:
        _unpack(archive, entries)
    return kind


def _kind(archive: zipfile.ZipFile) -> tuple[str, bytes]:
    names = set(archive.namelist())
    if _CONTENT_TYPES in names:
        types = _start_of(archive, _CONTENT_TYPES)
        found = {kind for told, kind in _OOXML.items() if told in types}
        return (found.pop() if len(found) == 1 else ""), types
    if _MIMETYPE in names:
        return _ODF.get(_start_of(archive, _MIMETYPE).strip(), ""), b""
    return "", b""


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        read = stream.read(_LIST_MOST + 1)
    if len(read) > _LIST_MOST:
        raise NotReadable(TOO_HEAVY)
    return read


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Read every entry to its end, keeping nothing: sizes that lie and sums that differ are found out."""
    for one in entries:
        with archive.open(one) as stream:
            while stream.read(_CHUNK):
                pass
