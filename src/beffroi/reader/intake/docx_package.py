"""The archive of a DOCX: its parts by relationship, opened one at a time under one budget."""

import posixpath
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from beffroi.reader.intake.safe_xml import XmlReader
from beffroi.reader.intake.source import MEGABYTE, Refused

_ENTRIES_MAX = 5000
_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_UNPACKED_MAX = 100 * MEGABYTE
_CHUNK = 64 * 1024
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CONTENT_TYPES = "[Content_Types].xml"
_WORD_MAIN = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)


class Package:
    """Parts of one DOCX; every byte unpacked counts against the same budget, whatever the part."""

    def __init__(self, data: bytes) -> None:
        # Counted in the raw bytes first: zipfile builds an object for each entry.
        if data.count(_ENTRY_MARK) > _ENTRIES_MAX:
            raise Refused("too-heavy")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise Refused("broken") from None
        self._budget = _UNPACKED_MAX
        self._entries = _checked_entries(self._archive)
        self.main = self._main_part()

    def has(self, part: str) -> bool:
        """Whether the archive holds this part."""
        return part in self._entries

    def walk(self, part: str, reader: XmlReader) -> None:
        """Feed one part to a reader of XML, never whole in memory."""
        for chunk in self._chunks(part):
            reader.feed(chunk)
        reader.close()

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: identifier → (last word of its type, part it names)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", name + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def keep(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        if self.has(relations):
            self.walk(relations, XmlReader(on_start=keep))
        return found

    def _main_part(self) -> str:
        if not self.has(_CONTENT_TYPES):
            raise Refused("opendocument" if self.has("mimetype") else "not-docx")
        mains: list[str] = []

        def keep(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Override" and attributes.get("ContentType", "").endswith(_WORD_MAIN):
                mains.append(attributes.get("PartName", "").lstrip("/"))

        self.walk(_CONTENT_TYPES, XmlReader(on_start=keep))
        if not mains:
            raise Refused("not-docx")
        if len(mains) > 1:
            raise Refused("unsafe")
        if not self.has(mains[0]):
            raise Refused("broken")
        return mains[0]

    def _chunks(self, part: str) -> Iterator[bytes]:
        try:
            with self._archive.open(self._entries[part]) as stream:
                while chunk := stream.read(_CHUNK):
                    self._budget -= len(chunk)
                    if self._budget < 0:
                        raise Refused("too-heavy")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError):
            raise Refused("broken") from None


def _checked_entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        linked = stat.S_ISLNK(entry.external_attr >> 16)
        # Two parts of one name: readers disagree on which is the text.
        if linked or entry.filename in entries:
            raise Refused("unsafe")
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _COMPRESSIONS:
            raise Refused("broken")
        entries[entry.filename] = entry
    return entries
