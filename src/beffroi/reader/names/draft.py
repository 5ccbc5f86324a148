"""The words of one name while they are gathered, and whether one more belongs to it."""

from __future__ import annotations

from beffroi.reader.lexicon import FUNCTIONS
from beffroi.reader.names.shapes import GIVEN, NAMING, Shape, Style, is_caps, shape_of
from beffroi.reader.names.tokens import Token


class Draft:
    """A name in the making, in a list of a given style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.words: list[Token] = []

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def shapes(self) -> list[Shape]:
        return [shape_of(word) for word in self.words]

    @property
    def complete(self) -> bool:
        """A surname and a given name, or what stands for it."""
        shapes = self.shapes
        if self.style.caps:
            return Shape.CAPS in shapes and not GIVEN.isdisjoint(shapes)
        return sum(shape in NAMING for shape in shapes) >= 2

    @property
    def names_someone(self) -> bool:
        return not NAMING.isdisjoint(self.shapes)

    @property
    def is_bare_initial(self) -> bool:
        return self.shapes == [Shape.INITIAL]

    @property
    def surname_first(self) -> bool:
        first = next((shape for shape in self.shapes if shape is not Shape.PARTICLE), None)
        return first is Shape.CAPS

    def trim(self) -> None:
        """A particle at the end belongs to what comes next: « Anne MARTIN de … »."""
        while self.words and shape_of(self.words[-1]) is Shape.PARTICLE and not is_caps(self.words[-1].raw):
            self.words.pop()

    def ends_before(self, token: Token) -> bool:
        """Two names run together for want of a comma: a full name, then the shape that opens one."""
        if not self.complete or not self.style.caps:
            return False
        shape, last = shape_of(token), shape_of(self.words[-1])
        if self.surname_first:
            particle = shape is Shape.PARTICLE and token.raw.isupper() and len(token.raw) > 1
            return (shape is Shape.CAPS or particle) and last in GIVEN
        return shape in GIVEN and last is Shape.CAPS

    def runs_over_to(self, following: Token, *, titled: bool, blank_line: bool, subjects: bool) -> bool:
        """Does the name go on over the end of its line?"""
        if self.style.by_line and not titled:
            return False
        if self.complete:
            return (self.style.commas or subjects) and self._surname_runs_over_to(following)
        first, other = shape_of(self.words[0]), shape_of(following)
        if first is Shape.CAPS and other is Shape.CAPS:
            return self.style.commas and titled and not blank_line
        if following.word in FUNCTIONS:
            return False
        return other is not Shape.LOW and (titled or first is not other or self.style.commas)

    def _surname_runs_over_to(self, following: Token) -> bool:
        """« Anne TERROT / DONTENWILL, »: only a list with commas lets a full name go on."""
        last = shape_of(self.words[-1])
        return (
            shape_of(following) is Shape.CAPS
            and last in (Shape.CAPS, Shape.PARTICLE)
            and not self.surname_first
        )
