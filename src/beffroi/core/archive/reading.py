"""Opening an archive: nothing of it is believed before its fingerprints were taken again."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from beffroi.core.archive.manifest import (
    MANIFEST,
    MEMBER,
    SIGNATURE,
    DamagedArchive,
    Manifest,
    Member,
    content_member,
    read,
    table_member,
)
from beffroi.core.archive.registry import Table

CHUNK = 256 * 1024
MOST_OF_MANIFEST = 256 * 1024 * 1024
# A deposit of pieces carries 25 MB at most; a line holds one row.
LONGEST_CONTENT = 512 * 1024 * 1024
LONGEST_LINE = 64 * 1024 * 1024
# What a text of our rows never reaches; a bomb does, many times over.
MOST_PACKED, PACKED_FROM = 400, 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)


class Archive:
    """An archive whose list of files was compared with its signed manifest."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise DamagedArchive(f"Le fichier « {path} » n’existe pas.") from error
        except (*_UNREADABLE, ValueError) as error:
            raise DamagedArchive(
                f"« {path.name} » n’est pas une archive entière : elle a été coupée, ou n’en est pas une."
            ) from error
        try:
            entries = _entries(self._zip.infolist())
            self.manifest = read(self._small(entries, MANIFEST), self._small(entries, SIGNATURE))
            _compare(entries, self.manifest)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def lines(self, table: Table) -> Iterator[tuple[int, dict[str, Any]]]:
        """Give the rows of a table with their line, numbered from 1; the fingerprint is compared at the end.

        Raises: DamagedArchive.
        """
        member = self.manifest.members[table_member(table)]
        columns, number = set(table.columns), 0
        for number, line in enumerate(self._lines(member), start=1):
            try:
                told = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DamagedArchive(f"« {member.name} », ligne {number} : illisible.") from error
            if not isinstance(told, dict) or set(told) != columns:
                raise DamagedArchive(f"« {member.name} », ligne {number} : d’autres colonnes que la table.")
            yield number, told
        if number != self.manifest.rows.get(table.label):
            raise DamagedArchive(f"« {member.name} » n’a pas le nombre de lignes annoncé.")

    def content(self, sha256: str) -> bytes:
        """Give a document by its fingerprint.

        Raises: DamagedArchive.
        """
        member = self.manifest.members.get(content_member(str(sha256)))
        if member is None:
            raise DamagedArchive(f"Le document « {content_member(str(sha256))} » manque à l’archive.")
        if member.size > LONGEST_CONTENT:
            raise DamagedArchive(f"« {member.name} » est trop grand pour être un document.")
        return b"".join(self._pieces(member))

    def check(self, member: Member) -> None:
        """Read a file to its end, for its fingerprint alone.

        Raises: DamagedArchive.
        """
        for _ in self._pieces(member):
            continue

    def _lines(self, member: Member) -> Iterator[bytes]:
        kept = b""
        for piece in self._pieces(member):
            *whole, kept = (kept + piece).split(b"\n")
            yield from whole
            if len(kept) > LONGEST_LINE:
                raise DamagedArchive(f"« {member.name} » a une ligne trop longue.")
        if kept:
            raise DamagedArchive(f"« {member.name} » s’arrête au milieu d’une ligne.")

    def _pieces(self, member: Member) -> Iterator[bytes]:
        """Give the bytes of a file, never more than announced, then compare their fingerprint."""
        taken, size = hashlib.sha256(), 0
        with _named(member.name), self._zip.open(member.name) as file:
            while piece := file.read(CHUNK):
                size += len(piece)
                if size > member.size:
                    raise DamagedArchive(f"« {member.name} » est plus long qu’annoncé.")
                taken.update(piece)
                yield piece
        if size != member.size or taken.hexdigest() != member.sha256:
            raise DamagedArchive(f"« {member.name} » n’a pas l’empreinte annoncée : il a été modifié.")

    def _small(self, entries: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
        entry = entries.get(name)
        if entry is None:
            raise DamagedArchive(f"« {name} » manque à l’archive.")
        with _named(name), self._zip.open(entry) as file:
            data = file.read(MOST_OF_MANIFEST + 1)
        if len(data) > MOST_OF_MANIFEST:
            raise DamagedArchive(f"« {name} » est trop long.")
        return data


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Name the file of which a reading fails."""
    try:
        yield
    except _UNREADABLE as error:
        raise DamagedArchive(f"« {name} » est abîmé ou coupé.") from error


def _entries(found: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Refuse any file that an archive never holds, without opening one."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in found:
        name = entry.filename
        if name not in (MANIFEST, SIGNATURE) and not MEMBER.fullmatch(name):
            raise DamagedArchive(f"L’archive contient un fichier qui n’a pas sa place : « {name} ».")
        if name in entries:
            raise DamagedArchive(f"L’archive contient deux fois « {name} ».")
        if entry.flag_bits & 1:
            raise DamagedArchive(f"« {name} » est chiffré.")
        if entry.file_size > PACKED_FROM and entry.file_size > MOST_PACKED * max(entry.compress_size, 1):
            raise DamagedArchive(f"« {name} » se déplie démesurément : il n’est pas ouvert.")
        entries[name] = entry
    return entries


def _compare(entries: Mapping[str, zipfile.ZipInfo], manifest: Manifest) -> None:
    for name in sorted(set(entries) - set(manifest.members) - {MANIFEST, SIGNATURE}):
        raise DamagedArchive(f"« {name} » est de trop : le manifeste ne l’annonce pas.")
    for member in manifest.members.values():
        entry = entries.get(member.name)
        if entry is None:
            raise DamagedArchive(f"« {member.name} » manque à l’archive.")
        if entry.file_size != member.size:
            raise DamagedArchive(f"« {member.name} » n’a pas la taille annoncée.")
