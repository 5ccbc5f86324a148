"""Stage 1, normalise: one text in renderings of the same length, so that an offset holds in all of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from beffroi.reader.layout import with_one_layout
from beffroi.reader.markup import blanked_out, without_markup, words_as_written
from beffroi.reader.model import Mention
from beffroi.reader.signs import BLANK, fold

__all__ = ["BLANK", "Text", "fold"]

T = TypeVar("T")

# The point is matched before the word is looked back at, for speed.
_ABBREVIATIONS = "m mm mme mmes mr mlle dr me n art l r d st ste cf av bd al p"
_POINT_INSIDE = re.compile(
    r"\.(?:(?<=\d\.)(?=\d)|" + "|".join(rf"(?<=\b{word}\.)" for word in _ABBREVIATIONS.split()) + ")"
)
_CUT = re.compile(r"([^\W\d_]+)-[ \t]*\n[ \t]*(?=[a-zà-ÿ])")
_KEEPS_HYPHEN = frozenset(
    [
        "sous", "vice", "ex", "non", "mi", "demi", "semi", "avant", "apres", "arriere", "contre", "co", "eco",
        "inter", "intra", "pre", "post", "socio", "micro", "macro", "auto", "ci", "celui", "celle", "ceux",
        "la", "lui", "elle", "rendez", "chef-lieu", "peut", "c'est", "saint", "sainte", "compte", "hors",
        "plus", "value",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """The text as read, then without Markdown (`clean`), then folded; strings of one length."""

    raw: str
    clean: str
    folded: str
    calm: str  # folded, the points of abbreviations blanked: what points are left end a sentence
    starts: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> Text:
        clean = with_one_layout(without_markup(raw))
        folded = fold(clean)
        starts = tuple(accumulate((len(line) + 1 for line in raw.split("\n")), initial=0))[:-1]
        return cls(raw, clean, folded, _POINT_INSIDE.sub(" ", folded), starts)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.raw.split("\n"))

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, on which an offset stands."""
        return bisect_right(self.starts, offset)

    def line_start(self, number: int) -> int:
        return self.starts[number - 1]

    def line_end(self, number: int) -> int:
        """Offset just behind the last character of a line."""
        return self.starts[number] - 1 if number < len(self.starts) else len(self.raw)

    def mention(self, value: T, start: int, end: int) -> Mention[T]:
        """A value with the place that says it."""
        return Mention(value, self.line_of(start), start, end)

    def phrase(self, start: int, end: int) -> str:
        """The words between two offsets as written, on one line, without Markdown."""
        words = " ".join(words_as_written(self.raw, self.clean, start, end))
        return words if "- " not in words or "\n" not in self.raw[start:end] else self._mended(start, end)

    def _mended(self, start: int, end: int) -> str:
        """The same, with the words that the ends of lines cut put together."""
        raw = blanked_out(self.raw[start:end], self.clean[start:end])
        return " ".join(_CUT.sub(_mend_word, raw).split())

    def quote(self, start: int, end: int | None = None, *, limit: int = 160) -> str:
        """The words of one line, as written, short enough to be cited."""
        stop = self.line_end(self.line_of(start)) if end is None else end
        found = self.phrase(start, stop)
        return found if len(found) <= limit else found[: limit - 1].rsplit(" ", 1)[0] + "…"


def _mend_word(match: re.Match[str]) -> str:
    """« Pro-/gramme » is one word; « sous-/préfecture » keeps its hyphen."""
    return match[1] + ("-" if fold(match[1]) in _KEEPS_HYPHEN else "")
