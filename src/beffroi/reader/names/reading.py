"""The people of a stretch of text: its tokens, gathered into names, of which towns are sifted out."""

from __future__ import annotations

from beffroi.reader.names.gatherer import Gatherer
from beffroi.reader.names.person import Person
from beffroi.reader.names.sieve import sift
from beffroi.reader.names.tokens import tokenise
from beffroi.reader.text import Text


def people_in(
    text: Text, start: int, end: int, *, bare_to: bool = False, subjects: bool = False
) -> list[Person]:
    """The people of a stretch of text, with their links.

    `bare_to`: « X à Y » alone makes a proxy. `subjects`: the subject of a sentence is wanted too.
    """
    tokens = tokenise(text, start, end, bare_to=bare_to)
    return sift(text, Gatherer(text, tokens, subjects=subjects).run())
