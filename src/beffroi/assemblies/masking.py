"""Hides passages in whatever is shown of an act: one place, for pages, data, documents and search."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from beffroi.core.text import fold

MASK = "[donnée personnelle masquée]"
_BROKEN = re.compile(r"[-‐‑\u00ad][^\S\n]*\n\s*")


def masked(value: Any, passages: Sequence[str], mask: str = MASK) -> Any:
    """Give the same value with the passages hidden in every text that it holds, keys left as they are."""
    if not passages:
        return value
    match value:
        case str():
            return mask_text(value, passages, mask)
        case Mapping():
            return {key: masked(inner, passages, mask) for key, inner in value.items()}
        case list() | tuple():
            return [masked(inner, passages, mask) for inner in value]
    return value


def mask_text(text: str, passages: Iterable[str], mask: str = MASK) -> str:
    """Hide passages in a text, whatever their case, accents, apostrophes, dashes, spaces and broken lines.

    What overlaps is hidden together. Hiding too much is the safe side: a passage is hidden inside a word too.
    Example: « Mme Élodie  DUPRÉ », passage « elodie dupre » → « Mme [donnée personnelle masquée] ».
    """
    # A dash at the end of a line is read both ways: « Saint-Omer » keeps it, « Du-pré » does not.
    readings = [_folded(text)]
    if broken := {place for found in _BROKEN.finditer(text) for place in range(*found.span())}:
        readings.append(_folded(text, broken))
    spans = sorted(
        span
        for passage in passages
        if (wanted := _folded(passage)[0].strip())
        for folded, places in readings
        for span in _spans(folded, wanted, places)
    )
    shown, end = [], 0
    for start, stop in spans:
        if stop <= end:
            continue
        if start >= end:
            shown += [text[end:start], mask]
        end = stop
    return "".join([*shown, text[end:]])


def _spans(folded: str, wanted: str, places: list[int]) -> Iterable[tuple[int, int]]:
    """Where the wanted words stand, as places of the text as it is written."""
    found = folded.find(wanted)
    while found >= 0:
        last = found + len(wanted) - 1
        yield places[found], places[last + 1]
        found = folded.find(wanted, found + 1)


def _folded(text: str, left: Collection[int] = ()) -> tuple[str, list[int]]:
    """Fold sign by sign, and tell for each sign of the result where it comes from, the end included.

    A sign that folds to nothing (an accent apart) belongs to the one before it; `left` names those to leave.
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if place in left:
            continue
        plain = _plain(sign)
        if plain == " " and signs and signs[-1] == " ":
            continue
        signs += plain
        places += [place] * len(plain)
    return "".join(signs), [*places, len(text)]


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """Fold one sign; a space, or a dash that counts as one, is a space."""
    return fold(sign) or (" " if fold(f"a{sign}b") == "a b" else "")
