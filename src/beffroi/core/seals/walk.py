"""One pass along a chain, on plain values: no database, no clock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from beffroi.core.seals.alterations import Alteration, What
from beffroi.core.seals.canonical import sha256
from beffroi.core.seals.fingerprints import Columns, columns_of, fingerprint
from beffroi.core.seals.heads import Head
from beffroi.core.seals.models import GENESIS, Seal

# Beyond, trying every place for every entry would take too long; its neighbours still name it.
MOST_SHUFFLED = 200


class Link(NamedTuple):
    """What the rest of a chain needs to remember of an entry."""

    position: int
    label: str
    sha256: str
    previous: str


def check_chain(
    head: Head, entries: Iterable[Seal], known: Mapping[int, Iterable[str]] | None = None
) -> list[Alteration]:
    """Name all that is wrong in a chain of entries given by position, beside its head.

    `known` gives the heads exported earlier, by count.
    """
    walk = Walk(head.chain, known or {})
    for entry in entries:
        walk.see(entry)
    return [*walk.found, *walk.close(head)]


@dataclass(slots=True)
class Walk:
    """Where a pass along a chain stands, and what it found so far."""

    chain: str
    known: Mapping[int, Iterable[str]]
    position: int = 0
    # What the next entry may name as the one before it: as stored, and as computed; anything if unreadable.
    heads: tuple[str, ...] = (GENESIS,)
    links: list[Link] = field(default_factory=list)
    altered: list[tuple[Link, Columns]] = field(default_factory=list)
    loose: list[Link] = field(default_factory=list)
    diverged: bool = False
    found: list[Alteration] = field(default_factory=list)

    def see(self, entry: Seal) -> None:
        """Check an entry by itself and with the one before it."""
        link = Link(entry.position, entry.label, entry.sha256, entry.previous_sha256)
        if entry.position > self.position + 1:
            self.found.append(self._missing(self.position + 1, entry.position - 1))
        elif self.heads and entry.previous_sha256 not in self.heads:
            self.loose.append(link)
        if sha256(entry.content) != entry.content_sha256:
            self._find(What.TEXT, link)
        if ("" if entry.pdf is None else sha256(entry.pdf)) != entry.pdf_sha256:
            self._find(What.PDF, link)
        columns = columns_of(self.chain, entry)
        computed = fingerprint(columns)
        if computed != entry.sha256:
            self.altered.append((link, columns))
        self._compare_exported(link, computed)
        self.links.append(link)
        self.position, self.heads = entry.position, (entry.sha256, computed)

    def skip(self, position: int) -> None:
        """Pass over an entry that cannot be read and was named already."""
        if position > self.position + 1:
            self.found.append(self._missing(self.position + 1, position - 1))
        self.position, self.heads = position, ()

    def close(self, head: Head) -> Iterator[Alteration]:
        """Compare the whole with the chain's head."""
        moved = set()
        for link, columns in self.altered:
            place = self._first_place(link, columns)
            if place:
                moved.add(link.position)
                yield Alteration(What.ORDER, self.chain, link.position, link.label, f"scellée au n° {place}")
            else:
                yield Alteration(What.ENTRY, self.chain, link.position, link.label)
        for link in self.loose:
            if not moved & {link.position, link.position - 1}:
                yield Alteration(What.LINK, self.chain, link.position, link.label)
        yield from self._against(head)

    def _against(self, head: Head) -> Iterator[Alteration]:
        if not head.is_signed:
            yield Alteration(What.SIGNATURE, self.chain, head.count, head.label)
        if head.count > self.position:
            yield self._missing(self.position + 1, head.count)
        for link in self.links:
            if link.position > head.count:
                yield Alteration(What.ADDED, self.chain, link.position, link.label)
        if head.count == self.position and self.heads and head.head not in self.heads:
            yield Alteration(What.HEAD, self.chain, head.count, head.label)
        furthest = max(self.known, default=0)
        if furthest > head.count:
            detail = f"{furthest} entrées exportées, {head.count} dans la base"
            yield Alteration(What.RESTORED, self.chain, head.count, head.label, detail)

    def _compare_exported(self, link: Link, computed: str) -> None:
        exported = self.known.get(link.position)
        if not self.diverged and exported and not {link.sha256, computed} & set(exported):
            # All that follows differs as well: the first says it.
            self.diverged = True
            self._find(What.DIVERGED, link)

    def _first_place(self, link: Link, columns: Columns) -> int:
        """Find where an entry stood when it was sealed, if all that changed is its place."""
        for place in self._places(link):
            if place != link.position and fingerprint({**columns, "position": place}) == link.sha256:
                return place
        return 0

    def _places(self, link: Link) -> Iterator[int]:
        before = next((other.position for other in self.links if other.sha256 == link.previous), 0)
        yield from (before + 1, before, before + 2)
        others = [other.position for other, _ in self.altered]
        if len(others) <= MOST_SHUFFLED:
            yield from others

    def _missing(self, first: int, last: int) -> Alteration:
        detail = "" if first == last else f"jusqu’au n° {last}"
        return Alteration(What.MISSING, self.chain, first, "", detail)

    def _find(self, what: What, link: Link) -> None:
        self.found.append(Alteration(what, self.chain, link.position, link.label))
