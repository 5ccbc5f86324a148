"""French numbers, in figures or in words: « vingt-et-un », « deux mil douze », « néant »."""

from __future__ import annotations

import re

_UNITS = {
    "zero": 0, "neant": 0, "aucun": 0, "aucune": 0, "un": 1, "une": 1, "premier": 1, "deux": 2, "trois": 3,
    "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip
_SCALES = {"cent": 100, "cents": 100, "mille": 1000, "mil": 1000}
_WORD = "|".join(sorted((*_UNITS, *_SCALES), key=len, reverse=True))

# A number in folded text. Bounded, so that no text can make it slow.
NUMBER_WORDS = rf"(?:{_WORD})\b(?:[ \t\n-]{{1,3}}(?:et[ -])?(?:{_WORD})\b){{0,7}}"
NUMBER = rf"(?:\d{{1,3}}\b|{NUMBER_WORDS})"
_NUMBER = re.compile(NUMBER)


def value_of(words: str) -> int | None:
    """The number that folded words say, or None when they say none.

    Example: ``value_of("quatre-vingt-dix-sept") == 97``.
    """
    if words.isdigit():
        return int(words)
    total = current = 0
    seen = False
    for word in re.split(r"[\s-]+", words.strip()):
        if word == "et":
            continue
        if word in _UNITS:
            value = _UNITS[word]
            current = current * 20 if value == 20 and current == 4 else current + value
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale == 1000:
                total, current = total + (current or 1) * 1000, 0
            else:
                current = (current or 1) * scale
        else:
            return None
        seen = True
    return total + current if seen else None
