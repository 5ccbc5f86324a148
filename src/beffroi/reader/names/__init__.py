"""Stage 3, names: the people of a list and what joins two of them, out of its words."""

from beffroi.reader.names.person import Link, Person, mention_of
from beffroi.reader.names.reading import people_in

__all__ = ["Link", "Person", "mention_of", "people_in"]
