"""The shape of a word of a name, and how a whole list is written: that tells where a name ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from beffroi.reader.lexicon import PARTICLES
from beffroi.reader.names.tokens import Is, Token


class Shape(Enum):
    CAPS = auto()
    CAPITAL = auto()
    INITIAL = auto()
    PARTICLE = auto()
    LOW = auto()


NAMING = frozenset([Shape.CAPS, Shape.CAPITAL, Shape.INITIAL])
GIVEN = frozenset([Shape.CAPITAL, Shape.INITIAL])

_INITIALS = re.compile(
    r"(?:[A-ZÀ-Ý][a-zà-ÿ]{0,2}\.[ ]?-?){1,3}$"
    r"|[A-ZÀ-Ý]{1,2}(?:[.-][A-ZÀ-Ý]{1,2})?\.?$"
    r"|[A-Z]\.?[A-Z]?\.?-?[A-Z]?\.?$"
)
_PREFIXED_CAPS = re.compile(r"(?:[dl]'|Mac|Mc|Le|La|De|Du|Di|Van|[A-Z]')[A-ZÀ-Ý]{2,}$")


def shape_of(token: Token) -> Shape:
    """The shape of a word: « MARTIN », « Anne », « J.-P. », « de », « adjointe »."""
    return _shape_of(token.raw, token.word)


@lru_cache(maxsize=20_000)
def _shape_of(written: str, word: str) -> Shape:
    raw = written.rstrip("'") or written
    if word in PARTICLES or (word.endswith("'") and len(word) == 2):
        return Shape.PARTICLE
    if _is_initial(raw.strip()):
        return Shape.INITIAL
    if is_caps(raw) or _PREFIXED_CAPS.match(raw):
        return Shape.CAPS
    return Shape.CAPITAL if raw[0].isupper() or raw[:2] in ("d'", "l'") else Shape.LOW


def is_caps(raw: str) -> bool:
    letters = [char for char in raw if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def _is_initial(raw: str) -> bool:
    return len(raw) <= 8 and raw[0].isupper() and bool(_INITIALS.match(raw)) and (len(raw) < 3 or "." in raw)


@dataclass(frozen=True, slots=True)
class Style:
    """How one list is written: capitals for surnames, titles before names, initials for given names."""

    caps: bool
    titled: bool
    initials: bool
    commas: bool
    by_line: bool  # one person a line, written whole
    dashes: bool  # a dash parts two people; else it stands inside a name

    @classmethod
    def of(cls, tokens: list[Token]) -> Style:
        kinds = Counter(token.kind for token in tokens)
        shapes = Counter(shape_of(token) for token in tokens if token.kind is Is.WORD)
        caps, capital, initials = shapes[Shape.CAPS], shapes[Shape.CAPITAL], shapes[Shape.INITIAL]
        commas = kinds[Is.COMMA] + kinds[Is.ET]
        line_ends = kinds[Is.LINE_END]
        whole, broken = _count_lines(tokens)
        single_m = sum(token.kind is Is.TITLE and token.word in ("m.", "m") for token in tokens)
        return cls(
            caps=caps * 2 >= capital and caps > 0,
            titled=kinds[Is.TITLE] * 2 >= max(commas, line_ends, 1),
            initials=initials > 1 and initials * 2 >= max(caps, capital) and initials > single_m,
            commas=commas > line_ends,
            by_line=whole > broken and commas * 4 < line_ends,
            dashes=kinds[Is.DASH] > commas,
        )


def _count_lines(tokens: list[Token]) -> tuple[int, int]:
    """How many lines hold a surname and a given name, and how many hold less."""
    whole = broken = 0
    shapes: set[Shape] = set()
    for token in [*tokens, Token(Is.LINE_END, 0, 0)]:
        if token.kind is Is.WORD:
            shapes.add(shape_of(token))
        elif token.kind is Is.LINE_END and shapes:
            full = Shape.CAPS in shapes and bool(shapes & GIVEN)
            whole += full
            broken += not full
            shapes = set()
    return whole, broken
