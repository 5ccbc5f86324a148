"""Which of the names gathered from a list are people: a town beside each of them is none."""

from __future__ import annotations

from beffroi.reader.names.person import Person
from beffroi.reader.names.shapes import is_caps
from beffroi.reader.signs import BLANK
from beffroi.reader.text import Text


def sift(text: Text, people: list[Person]) -> list[Person]:
    """The people of a list: a bare word is one of them only where most are given by a bare surname."""
    full = sum(each.complete for each in people)
    some_are_full = full > 0 or any(each.titled for each in people)
    many_are_full = full * 4 >= len(people)

    def is_person(person: Person) -> bool:
        if person.target or person.links:
            return True
        if person.before_colon:
            return False
        if person.complete or person.titled:
            return True
        if some_are_full and (_stands_alone(text, person) or not is_caps(person.name)):
            return False
        return not many_are_full

    return [person for person in people if is_person(person)]


def _stands_alone(text: Text, person: Person) -> bool:
    """Alone on its line beside people with a title or a given name: the town they sit for."""
    line = text.line_of(person.start)
    whole = text.clean[text.line_start(line) : text.line_end(line)]
    return len(whole.strip(f" \t-•|{BLANK}")) <= len(person.name) + 2
