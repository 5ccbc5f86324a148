"""Stage 4, relations: who was there, who voted for whom, who sat instead of whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi.reader.blocks import Block, BlockKind
from beffroi.reader.model import Mention, Proxy, Substitute
from beffroi.reader.names import Link, Person, mention_of, people_in
from beffroi.reader.people import Directory, key
from beffroi.reader.tables import RollTable, Row
from beffroi.reader.text import Text


@dataclass(slots=True)
class Roll:
    """The lists of one sitting, as the text gives them."""

    present: list[Mention[str]] = field(default_factory=list)
    proxies: list[Proxy] = field(default_factory=list)
    absent: list[Mention[str]] = field(default_factory=list)
    substitutes: list[Substitute] = field(default_factory=list)
    secretary: Mention[str] | None = None
    labels: dict[BlockKind, int] = field(default_factory=dict)  # first line of each list


def read_roll(text: Text, blocks: list[Block], tables: list[RollTable], chair: Mention[str] | None) -> Roll:
    """The attendance that the labelled lists and the roll-call tables of a sitting give."""
    roll = Roll()
    builder = _Builder(text, roll, chair)
    for table in tables:
        roll.labels.setdefault(BlockKind.PRESENT, text.line_of(table.start))
        for row in table.rows:
            builder.place_row(row)
    for block in blocks:
        if block.kind is BlockKind.OTHER:
            continue
        roll.labels.setdefault(block.kind, text.line_of(block.start))
        for start, end in block.stretches:
            for person in people_in(text, start, end, bare_to=block.kind is BlockKind.PROXY):
                builder.place(person, block.kind)
    builder.settle()
    return roll


class _Builder:
    """Puts each person of the lists in its place on the roll."""

    def __init__(self, text: Text, roll: Roll, chair: Mention[str] | None) -> None:
        self.text, self.roll, self.chair = text, roll, chair
        self.swapped: list[Mention[str]] = []

    def mention(self, person: Person) -> Mention[str]:
        if not person.chair:
            return mention_of(self.text, person)
        name = self.chair.value if self.chair else self.text.phrase(person.start, person.end)
        return self.text.mention(name, person.start, person.end)

    def place_row(self, row: Row) -> None:
        """Puts the member of one row of a roll-call table."""
        people = [each for each in people_in(self.text, row.start, row.end, subjects=True) if each.name]
        if not people:
            return
        here = people[0]
        if row.proxy is None:
            self.place(here, row.kind)
            return
        told = people_in(self.text, row.start, row.proxy[1], subjects=True)
        holders = [other for each in told for _, other in each.links] or [
            each for each in people_in(self.text, *row.proxy, subjects=True) if each.name or each.chair
        ]
        if holders:
            here.links.append((Link.GIVES_TO, holders[0]))
            self.place(here, BlockKind.PROXY)

    def place(self, person: Person, kind: BlockKind) -> None:
        """Puts one person of a list where the words beside the name say."""
        if person.target:
            return
        here = self.mention(person)
        if person.secretary and self.roll.secretary is None and kind is BlockKind.PRESENT:
            self.roll.secretary = here
        for link, other in person.links:
            self._relate(here, link, self.mention(other))
        links = {link for link, _ in person.links}
        if Link.GIVES_TO in links or Link.REPLACED_BY in links:
            return
        if kind is BlockKind.PRESENT and not person.absent:
            self.roll.present.append(here)
        elif kind is BlockKind.PROXY and Link.HOLDS_FROM in links:
            return
        elif Link.REPLACES in links:
            self.swapped.append(here)
        else:
            self.roll.absent.append(here)

    def _relate(self, here: Mention[str], link: Link, there: Mention[str]) -> None:
        if link is Link.GIVES_TO:
            self.roll.proxies.append(Proxy(here, there))
        elif link is Link.HOLDS_FROM:
            self.roll.proxies.append(Proxy(there, here))
        elif link is Link.REPLACED_BY:
            self.roll.substitutes.append(Substitute(there, here))
            self.swapped.append(there)
        else:
            self.roll.substitutes.append(Substitute(here, there))

    def settle(self) -> None:
        """Lists that repeat each other are brought together; nothing is corrected."""
        roll = self.roll
        roll.proxies = _once(roll.proxies)
        roll.substitutes = _once_substitutes(roll.substitutes)
        known = Directory(mention.value for mention in roll.present)
        for sitting in self.swapped:
            if known.find(sitting.value) is None:
                roll.present.append(sitting)
        roll.present.sort(key=lambda mention: mention.start or 0)
        away = Directory(proxy.giver.value for proxy in roll.proxies)
        replaced = Directory(each.replaced.value for each in roll.substitutes)
        roll.absent = [
            each
            for each in roll.absent
            if away.find_alike(each.value) is None and replaced.find_alike(each.value) is None
        ]


def _once(proxies: list[Proxy]) -> list[Proxy]:
    """The same proxy said twice, in the absents and in a list of its own, is one proxy."""
    kept: dict[tuple[str, str], Proxy] = {}
    for proxy in proxies:
        kept.setdefault((key(proxy.giver.value), key(proxy.holder.value)), proxy)
    return list(kept.values())


def _once_substitutes(substitutes: list[Substitute]) -> list[Substitute]:
    kept: dict[tuple[str, str], Substitute] = {}
    for each in substitutes:
        kept.setdefault((key(each.sitting.value), key(each.replaced.value)), each)
    return list(kept.values())
