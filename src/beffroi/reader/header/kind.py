"""Which kind of assembly sat: the first that the head names, a committee before the council it is of."""

from __future__ import annotations

import re
from typing import NamedTuple

from beffroi.law import AssemblyKind
from beffroi.reader.grammar import rule
from beffroi.reader.header.bounds import HEAD, tells_of_a_sitting
from beffroi.reader.text import Text

# Committees that a council forms out of itself.
PARTS_OF_A_COUNCIL = (AssemblyKind.STANDING_COMMITTEE, AssemblyKind.BUREAU)

_BODIES = (
    (AssemblyKind.STANDING_COMMITTEE, rule(r"commission permanente")),
    (
        AssemblyKind.BUREAU,
        rule(r"""
            bureau (?:communautaire|metropolitain|syndical|de la (?:communaute|metropole)|du syndicat)
            |(?:membres|reunion|seance|deliberations?|decisions?) du bureau
            |le bureau(?=[^.;\n]{0,60}reuni)
        """),
    ),
    (
        AssemblyKind.EPCI,
        rule(r"""
            conseil (?:communautaire|metropolitain|intercommunal)
            |conseil de (?:la )?(?:communaute|metropole)
            |comite syndical|conseil syndical|assemblee communautaire
        """),
    ),
    (
        AssemblyKind.DEPARTEMENT,
        rule(r"""
            conseil (?:departemental|general)(?! (?:a |de l'|des (?:ponts|jeunes)))|assemblee departementale
        """),
    ),
    (AssemblyKind.COMMUNE, rule(r"conseil municipal|conseillers municipaux")),
)
# They tell the kind only where no body is named.
_AUTHORITIES = (
    (
        AssemblyKind.EPCI,
        rule(r"""
            communaute d'agglomeration|communaute de communes|communaute urbaine
            |syndicat (?:mixte|intercommunal)|metropole
        """),
    ),
    (AssemblyKind.COMMUNE, rule(r"mairie|commune d|ville d")),
)
_NAMED_AT_THE_TOP = 700  # characters
_SITS = re.compile(r"s'est reuni|se sont reunis|reunie?s?\b|deliberation")


class _Named(NamedTuple):
    """Where a kind of assembly is first named; `rank` is its place in the two tables above."""

    start: int
    rank: int
    kind: AssemblyKind


def read_kind(text: Text, head_end: int) -> AssemblyKind | None:
    """The first assembly that the head names; a bureau or a committee wins over the council it is of."""
    if not tells_of_a_sitting(text):
        return None
    found = _named_before(text, head_end) or _named_before(text, HEAD)
    bodies = [each for each in found if each.rank < len(_BODIES)]
    for each in bodies:
        if each.kind in PARTS_OF_A_COUNCIL and _is_the_one_that_sits(text, each.start):
            return each.kind
    councils = [each for each in bodies if each.kind not in PARTS_OF_A_COUNCIL]
    return min(councils or found).kind if found else None


def _named_before(text: Text, end: int) -> list[_Named]:
    return [
        _Named(match.start(), rank, kind)
        for rank, (kind, pattern) in enumerate((*_BODIES, *_AUTHORITIES))
        if (match := pattern.search(text.folded, 0, end))
    ]


def _is_the_one_that_sits(text: Text, start: int) -> bool:
    """A committee is often only named; it sits where it stands first or in the sentence of the meeting."""
    return start < _NAMED_AT_THE_TOP or bool(_SITS.search(text.folded[max(0, start - 120) : start + 160]))
