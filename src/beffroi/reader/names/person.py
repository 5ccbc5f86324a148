"""A person as a list names one, and what joins two of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from beffroi.reader.model import Mention
from beffroi.reader.text import Text


class Link(Enum):
    """What joins the person before it to the person behind it."""

    GIVES_TO = auto()  # … donne pouvoir à …
    HOLDS_FROM = auto()  # … (pouvoir de …)
    REPLACED_BY = auto()
    REPLACES = auto()


@dataclass(slots=True)
class Person:
    """One name as written, with what its surroundings say of it."""

    name: str
    start: int
    end: int
    titled: bool = False
    complete: bool = False  # a surname and a given name, or what stands for it
    before_colon: bool = False
    absent: bool = False
    secretary: bool = False
    chair: bool = False
    joined_by_et: bool = False
    links: list[tuple[Link, Person]] = field(default_factory=list)
    target: bool = False  # another person is joined to this one


def mention_of(text: Text, person: Person) -> Mention[str]:
    """The name with the place that gives it."""
    return text.mention(person.name, person.start, person.end)
