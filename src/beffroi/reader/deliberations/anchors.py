"""The lines of a record that may open a deliberation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from beffroi.reader.deliberations.anchor import Anchor, Opening
from beffroi.reader.deliberations.items import find_items
from beffroi.reader.deliberations.numbers import find_numbers
from beffroi.reader.grammar import rule
from beffroi.reader.text import Text

_OBJECT = rule(
    r"""
    ^[ \t\x1f|>#•*-]*(?:objets?|titre|intitule|sujet)~(?:de (?:la deliberation|l'acte)~)?
    (?:[:.=-][ \t\x1f]*(?P<title>[^\n]*)|[ \t\x1f*]*$)
    """,
    re.MULTILINE,
)
_OBJECT_INLINE = rule(r"(?:[ ]{3,}|\t|\||[.;][ ]|-[ ]|;)[ \x1f]{0,8}objet~:~(?P<title>[^\n]{3,300})")
_HEADING = re.compile(
    r"^[ \t]*#{1,6}[ \t]+(?P<title>[^\n]{6,240})$|^[ \t]*\*\*(?P<bold>[^*\n]{6,300})\*\*[ \t]*$", re.MULTILINE
)


def find_anchors(text: Text) -> list[Anchor]:
    """The anchors of a text in its order, one a line: the surest kind of a line wins."""
    found = chain(find_numbers(text), _objects(text), find_items(text), _headings(text))
    kept: list[Anchor] = []
    last = 0
    for line, anchor in sorted(((text.line_of(each.end), each) for each in found), key=_line_and_kind):
        if not kept or line != last or anchor.kind is kept[-1].kind:
            kept.append(anchor)
            last = line
    return kept


def _line_and_kind(placed: tuple[int, Anchor]) -> tuple[int, Opening]:
    return placed[0], placed[1].kind


def _objects(text: Text) -> Iterator[Anchor]:
    """« Objet : … », at the head of a line or inside it."""
    for match in _OBJECT.finditer(text.folded):
        span = match.span("title") if match["title"] is not None else (match.end(), match.end())
        yield Anchor(*match.span(), Opening.OBJECT, title=span)
    for match in _OBJECT_INLINE.finditer(text.folded):
        yield Anchor(*match.span(), Opening.OBJECT, title=match.span("title"))


def _headings(text: Text) -> Iterator[Anchor]:
    """What Markdown marks as a heading, or sets in bold on a line of its own."""
    for match in _HEADING.finditer(text.raw):
        yield Anchor(*match.span(), Opening.HEADING, title=match.span("title" if match["title"] else "bold"))
