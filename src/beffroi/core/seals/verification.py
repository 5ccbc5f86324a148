"""Reading everything again: the entries of each chain, their tables, their heads, the database's guards."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import Cursor

from beffroi.core import guards
from beffroi.core.seals.alterations import Alteration, What
from beffroi.core.seals.contents import BROKEN, compare
from beffroi.core.seals.excerpts import close_excerpt
from beffroi.core.seals.heads import head_of, read_heads
from beffroi.core.seals.kinds import kinds
from beffroi.core.seals.models import Chain, Excerpt, Seal
from beffroi.core.seals.walk import Walk

BATCH = 200
Progress = Callable[[int], object]
# By chain, then by count: the fingerprints that a signed head named.
Known = dict[str, dict[int, set[str]]]


def verify_all(
    progress: Progress = lambda _seen: None, *, heads: Path | None = None, chain: str = ""
) -> list[Alteration]:
    """Name everything that was altered, missing or added, in every chain or in the one named.

    `progress` is told how many entries were just read; `heads` is a file of heads, that of the settings
    otherwise, if it exists. Acts sealed meanwhile are no alteration.
    """
    # The file is read first: a head is copied there after its commit, so the database is never behind it.
    known, found = _known(Path(heads or settings.SEAL_HEADS_FILE), chain)
    chains = Chain.objects.filter(name=chain) if chain else Chain.objects.all()
    for pk, name in chains.values_list("pk", "name"):
        found += _verify_chain(pk, name, known.pop(name, {}), progress)
    found += [
        Alteration(What.CHAIN_GONE, name, None, "", f"{max(counts)} entrées exportées")
        for name, counts in known.items()
    ]
    if not chain:
        found += _unsealed()
        found += _lost_seals()
        found += [
            Alteration(What.GUARD, guard.table, None, "", guard.name) for guard in guards.missing(connection)
        ]
    return found


def count_entries(chain: str = "") -> int:
    """Tell how many entries there are to read."""
    entries = Seal.objects.filter(chain__name=chain) if chain else Seal.objects.all()
    return entries.count()


def _known(path: Path, chain: str) -> tuple[Known, list[Alteration]]:
    known: Known = {}
    found: list[Alteration] = []
    if not path.exists():
        return known, found
    for number, head in read_heads(path):
        if head is None:
            found.append(Alteration(What.HEADS_LINE, path.name, number))
        elif chain in ("", head.chain):
            known.setdefault(head.chain, {}).setdefault(head.count, set()).add(head.head)
    for name, counts in known.items():
        forks = [count for count, heads in sorted(counts.items()) if len(heads) > 1]
        found += [Alteration(What.FORKED, name, count) for count in forks]
    return known, found


def _verify_chain(pk: int, name: str, known: Mapping[int, set[str]], progress: Progress) -> list[Alteration]:
    walk = Walk(name, known)
    compared: list[Alteration] = []
    last, promised = (-1, 0), 0
    while True:
        for keys in _batches(pk, last):
            last = keys[-1]
            entries = _read(keys, walk, compared)
            compared += compare(name, entries)
            progress(len(keys))
        excerpt = Excerpt.objects.filter(chain=pk).first()
        if excerpt is not None:
            return [*close_excerpt(Chain.objects.get(pk=pk), excerpt, walk), *compared]
        # Acts may be sealed while we read: the head is taken after the entries, then the entries it adds.
        try:
            head = head_of(Chain.objects.get(pk=pk))
        except BROKEN as error:
            return [*walk.found, *compared, Alteration(What.UNREADABLE, name, None, "", str(error))]
        if head.count <= walk.position or promised > walk.position:
            return [*walk.found, *walk.close(head), *compared]
        promised = head.count


def _batches(chain: int, after: tuple[int, int]) -> Iterator[list[tuple[int, int]]]:
    """Give the positions and numbers of a chain's entries, some at a time, whatever was done to them."""
    while True:
        rows = Seal.objects.filter(chain_id=chain, position__gte=after[0]).exclude(
            position=after[0], pk__lte=after[1]
        )
        keys = list(rows.order_by("position", "pk").values_list("position", "pk")[:BATCH])
        if not keys:
            return
        yield keys
        after = keys[-1]


def _read(keys: list[tuple[int, int]], walk: Walk, found: list[Alteration]) -> list[Seal]:
    try:
        entries = _entries([pk for _, pk in keys])
    except BROKEN:
        return _read_one_by_one(keys, walk, found)
    for entry in entries:
        walk.see(entry)
    return entries


def _read_one_by_one(keys: list[tuple[int, int]], walk: Walk, found: list[Alteration]) -> list[Seal]:
    """Read a batch where a value cannot be read, and name it."""
    readable = []
    for position, pk in keys:
        try:
            entry = _entries([pk])[0]
            walk.see(entry)
            readable.append(entry)
        except BROKEN as error:
            walk.skip(position)
            found.append(Alteration(What.UNREADABLE, walk.chain, position, "", str(error)))
    return readable


def _entries(pks: list[int]) -> list[Seal]:
    """Read entries with their documents."""
    seals = Seal.objects.filter(pk__in=pks).order_by("position", "pk")
    if connection.vendor != "postgresql":
        return list(seals.defer(None))
    # As bytes: through Django's cursor PostgreSQL spells each one in hexadecimal, twice as long.
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.execute("SELECT id, pdf FROM seals_seal WHERE id = ANY(%s)", [pks], binary=True)
        documents = dict(cursor.fetchall())
    entries = list(seals)
    for entry in entries:
        entry.pdf = documents[entry.pk]
    return entries


def _unsealed() -> Iterator[Alteration]:
    """Name the objects that their tables call sealed and that no seal bears."""
    for kind in kinds().values():
        expected = set(kind.expected_ids())
        sealed = set(Seal.objects.filter(kind=kind.name).values_list("object_id", flat=True))
        for object_id in sorted(expected - sealed):
            yield Alteration(What.UNSEALED, kind.name, None, "", f"n° {object_id}")


def _lost_seals() -> Iterator[Alteration]:
    """Name the entries that belong to no chain."""
    lost = Seal.objects.exclude(chain__in=Chain.objects.all()).order_by("pk")
    for position, label in lost.values_list("position", "label"):
        yield Alteration(What.ADDED, "sans registre", position, label)
