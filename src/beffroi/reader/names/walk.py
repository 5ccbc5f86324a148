"""A walk through the tokens of a list, and what can be told from the next ones."""

from __future__ import annotations

from beffroi.reader.lexicon import ABSENCE_WORDS, FUNCTIONS, PARTICLES
from beffroi.reader.names.shapes import NAMING, Shape, shape_of
from beffroi.reader.names.tokens import Is, Token

_KNOWN = FUNCTIONS | ABSENCE_WORDS | PARTICLES
_LINE = 14  # tokens looked at to tell a sentence


class Walk:
    """The tokens of one list, read from left to right; `index` is where the walk stands."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def ahead(self, count: int) -> list[Token]:
        return self.tokens[self.index + 1 : self.index + 1 + count]

    @property
    def next(self) -> Token | None:
        return next(iter(self.ahead(1)), None)

    @property
    def next_kind(self) -> Is:
        """The end of the list is the end of its last line."""
        return self.next.kind if self.next else Is.LINE_END

    @property
    def next_shape(self) -> Shape | None:
        return shape_of(self.next) if self.next and self.next.kind is Is.WORD else None

    def name_opens_ahead(self) -> bool:
        return self._name_opens(self.ahead(2))

    def name_opens_here(self) -> bool:
        return self._name_opens(self.tokens[self.index : self.index + 2])

    def name_opens_behind_function(self) -> bool:
        """« adjointe Anne MARTIN »: a full name right behind a function."""
        previous = self.tokens[self.index - 1]
        if previous.kind is not Is.WORD or previous.word not in FUNCTIONS or not self.name_opens_here():
            return False
        return Shape.CAPS in (shape_of(self.token), self.next_shape)

    @staticmethod
    def _name_opens(pair: list[Token]) -> bool:
        """A title, or two words with the shapes of a name; the end of the list opens one as well."""
        if not pair or pair[0].kind is Is.TITLE:
            return True
        return len(pair) == 2 and all(
            each.kind is Is.WORD and shape_of(each) in NAMING and each.word not in FUNCTIONS for each in pair
        )

    def function_opens_ahead(self) -> bool:
        """« M. le Maire », « Mme la Présidente »: a function, no name."""
        words = [token.word for token in self.ahead(2) if token.kind is Is.WORD]
        return len(words) == 2 and words[0] in ("le", "la") and words[1] in FUNCTIONS

    def particle_in_brackets(self) -> bool:
        """« CARION (DE) Alain »: a particle in brackets belongs to the name."""
        behind = self.ahead(2)
        return len(behind) == 2 and self.next_shape is Shape.PARTICLE and behind[1].kind is Is.CLOSE

    def sentence_begins(self, *, least: int = 3) -> bool:
        """A line of ordinary words ends the list."""
        low = names = 0
        for token in self.ahead(_LINE):
            if token.kind in (Is.LINK, Is.LINE_END, Is.OPEN, Is.COMMA):
                break
            if token.kind is not Is.WORD:
                continue
            is_low = shape_of(token) is Shape.LOW
            low += is_low and token.word not in _KNOWN
            names += not is_low
        return low >= least and low > names
