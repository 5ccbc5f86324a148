"""What every pattern of the reader rests on: the sign of a blank, letters without accents, spaced words."""

from __future__ import annotations

import unicodedata

# Blanked signs become this: white space for a pattern (`\s` takes it), yet never a gap between two columns.
BLANK = "\x1f"
# White space that stays on its line, inside a class of characters.
ON_LINE = rf" \t{BLANK}"


class _Folding(dict[int, str]):
    """Each character without its accent, in lower case; one for one, so ligatures stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        low = unicodedata.normalize("NFD", char)[0].lower()
        self[code] = low if len(low) == 1 else char
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, as long as the text itself."""
    return text.translate(_FOLDING)


def spaced(pattern: str) -> str:
    r"""A pattern written with plain spaces, each of which stands for any white space (`\s+`)."""
    return pattern.replace(" ", r"\s+")


def one_of(*patterns: str) -> str:
    """Any of several patterns, in this order; their plain spaces stand for any white space."""
    return f"(?:{'|'.join(spaced(pattern) for pattern in patterns)})"
