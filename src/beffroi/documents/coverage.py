"""Which signs the fonts of the documents can draw."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from beffroi.documents.errors import DocumentError

FONTS = Path(__file__).with_name("fonts")


@cache
def font_files() -> tuple[Path, ...]:
    """The static fonts.

    Raises: DocumentError when they were not made; Typst would then write in any other font.
    """
    files = tuple(sorted(FONTS.glob("*.ttf")))
    if not files:
        raise DocumentError("the fonts of the documents are missing: make setup")
    return files


@cache
def drawn() -> frozenset[int]:
    """The code points that every one of the fonts draws."""
    covered = []
    for path in font_files():
        with TTFont(path, lazy=True) as font:
            covered.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*covered)
