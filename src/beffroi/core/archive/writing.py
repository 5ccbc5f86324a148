"""Writing an archive as a stream: the same rows give the same bytes, in little memory."""

import hashlib
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version

from django.db import models

from beffroi.core.archive.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    Member,
    content_member,
    table_member,
    written,
)
from beffroi.core.archive.registry import Row, Table
from beffroi.core.archive.rows import line_of
from beffroi.core.archive.selection import Selection, selected
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.canonical import moment, sha256

Progress = Callable[[int, int], object]
CHUNK = 256 * 1024
# A table with documents is read few rows at a time: each may weigh megabytes.
ROWS, ROWS_WITH_DOCUMENTS = 1000, 4
# One date for all members: the archive's own stands in its manifest.
NO_DATE = (1980, 1, 1, 0, 0, 0)


class _Outlet:
    """Where the zip is written: what comes in is handed over at once, and nothing is ever read back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self.size = 0

    def write(self, data: bytes, /) -> int:
        self._waiting.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        return None

    def close(self) -> None:
        return None

    def taken(self) -> Iterator[bytes]:
        """Hand over what was written, when there is enough of it to be worth it."""
        if self.size >= CHUNK:
            yield self.rest()

    def rest(self) -> bytes:
        data, self._waiting, self.size = b"".join(self._waiting), [], 0
        return data


def write_archive(
    owner: models.Model,
    about: Mapping[str, str],
    *,
    at: datetime,
    progress: Progress = lambda _done, _total: None,
) -> Generator[bytes, None, None]:
    """Give the bytes of the archive of an organisation, as they stood when the first ones were asked for.

    `about` names the organisation in the manifest; `progress` is told how many rows are written, and of how
    many. A transaction is open until the last byte is given: who stops before closes it.
    Raises: RuleViolation when a stored file is no longer what was deposited.
    """
    with selected(owner) as selection:
        yield from _Writer(selection, progress).pieces(about, at)


class _Writer:
    def __init__(self, selection: Selection, progress: Progress) -> None:
        self.selection = selection
        self.progress = progress
        self.outlet = _Outlet()
        self.members: dict[str, Member] = {}
        self.rows: dict[str, int] = {}
        self.done, self.total = 0, selection.count()

    def pieces(self, about: Mapping[str, str], at: datetime) -> Iterator[bytes]:
        # What can be refused is refused before the first byte leaves.
        for table in self.selection.tables:
            if table.files is not None:
                for row in self._rows(table):
                    table.files.check(row)
        with zipfile.ZipFile(self.outlet, "w") as archive:
            for table in self.selection.tables:
                yield from self._table(archive, table)
            for table in self.selection.tables:
                yield from self._documents(archive, table)
            manifest = Manifest(
                beffroi=version("beffroi"),
                at=moment(at),
                organisation=about,
                columns={one.label: one.columns for one in self.selection.tables},
                rows=self.rows,
                members=self.members,
            )
            for name, data in zip((MANIFEST, SIGNATURE), written(manifest), strict=True):
                archive.writestr(_entry(name, packed=True), data)
        yield self.outlet.rest()

    def _table(self, archive: zipfile.ZipFile, table: Table) -> Iterator[bytes]:
        name, count = table_member(table), 0
        taken, size = hashlib.sha256(), 0
        hidden = {column: self.selection.hidden(table, column) for column in table.shown}
        with archive.open(_entry(name, packed=True), "w", force_zip64=True) as file:
            for row in self._rows(table):
                line = line_of(_told(table, row, hidden)).encode() + b"\n"
                file.write(line)
                taken.update(line)
                size, count = size + len(line), count + 1
                self._step(1)
                yield from self.outlet.taken()
        self.members[name] = Member(name, size, taken.hexdigest())
        self.rows[table.label] = count

    def _documents(self, archive: zipfile.ZipFile, table: Table) -> Iterator[bytes]:
        for column in table.documents:
            if column in table.columns:
                found = self.selection.rows(table).filter(**{f"{column}__isnull": False})
                for data in found.values_list(column, flat=True).iterator(chunk_size=ROWS_WITH_DOCUMENTS):
                    yield from self._content(archive, sha256(data), iter((bytes(data),)))
        if table.files is not None:
            for row in self._rows(table):
                yield from self._content(archive, table.files.sha256(row), table.files.read(row))

    def _content(
        self, archive: zipfile.ZipFile, fingerprint: str, pieces: Iterator[bytes]
    ) -> Iterator[bytes]:
        """Write a document once, however many rows bear it."""
        name, size, taken = content_member(fingerprint), 0, hashlib.sha256()
        if name in self.members:
            return
        with archive.open(_entry(name, packed=False), "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                taken.update(piece)
                size += len(piece)
                yield from self.outlet.taken()
        if taken.hexdigest() != fingerprint:
            raise RuleViolation("Un document a changé pendant l’export : recommencez-le.")
        self.members[name] = Member(name, size, fingerprint)

    def _rows(self, table: Table) -> Iterator[Row]:
        size = ROWS_WITH_DOCUMENTS if table.documents else ROWS
        for values in self.selection.rows(table).values_list(*table.columns).iterator(chunk_size=size):
            yield dict(zip(table.columns, values, strict=True))

    def _step(self, rows: int) -> None:
        self.done += rows
        self.progress(self.done, self.total)


def _told(table: Table, row: Row, hidden: Mapping[str, set[int]]) -> Row:
    for name in table.documents:
        if row.get(name) is not None:
            row[name] = sha256(row[name])
    if hidden:
        names = {key.name: key.attname for key in table.keys}
        for column, pks in hidden.items():
            if row["id"] in pks:
                row[names.get(column, column)] = None
    return row


def _entry(name: str, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o600 << 16
    return entry
