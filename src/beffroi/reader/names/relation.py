"""The link that waits for its second person while a list is read."""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.reader.names.person import Link, Person
from beffroi.reader.names.tokens import Token


@dataclass(slots=True)
class Relation:
    """« X et Y ont donné pouvoir à … »: the link, the people before it, and whether it led to anyone."""

    link: Link
    givers: list[Person]
    joined: bool = False

    def join(self, person: Person) -> None:
        person.target = True
        for giver in self.givers:
            giver.links.append((self.link, person))
        self.joined = True


def relation_after(
    link: Token, people: list[Person], last: Person | None, before: Relation | None
) -> Relation | None:
    """The relation that a link opens; `last` is the person before it, `before` the relation under way."""
    givers = _givers(people, last, plural=link.plural)
    if not givers and link.link is Link.HOLDS_FROM:
        return None  # « Pouvoir de M. X à M. Y »: the giver comes next
    if before and before.link is Link.GIVES_TO and before.joined:
        givers = [each for each in givers if not each.target] or givers
    return Relation(link.link, givers) if givers else before


def _givers(people: list[Person], last: Person | None, *, plural: bool) -> list[Person]:
    free = [each for each in people if not each.target]
    last = last or (free[-1] if free else None)
    if last is None:
        return []
    if plural and last.joined_by_et and last in free:
        place = free.index(last)
        return [*free[max(0, place - 1) : place], last]
    return [last]
