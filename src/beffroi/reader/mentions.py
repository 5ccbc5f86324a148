"""A value read at a place of the text."""

from __future__ import annotations

from beffroi.reader.model import Mention
from beffroi.reader.names import Person
from beffroi.reader.text import Text


def mention_phrase(text: Text, start: int, end: int) -> Mention[str]:
    """The words between two offsets."""
    return Mention(text.phrase(start, end), text.line_of(start), start, end)


def mention_person(text: Text, person: Person) -> Mention[str]:
    """The name of a person, where it stands."""
    return Mention(person.name, text.line_of(person.start), person.start, person.end)
