"""How French a character looks between its neighbours: what tells one-byte encodings apart."""

_LOWER = frozenset("àâäçéèêëîïôöùûüÿœæ")
_UPPER = frozenset("ÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ")
_OPENING = frozenset("«“‘")
_CLOSING = frozenset("»”’…°²³€§·•–—™©®‰½¼¾")
_FRAMES = frozenset("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬■□▪●")

IN_PLACE = 3.0
LIKELY = 2.0
POSSIBLE = 1.0
STRANGE = -2.0
WRONG = -3.0
IMPOSSIBLE = -5.0


def plausibility(before: str, char: str, after: str) -> float:
    """Mark of one character between two others, positive when French would write it there."""
    if char in _LOWER:
        return WRONG if after.isupper() else IN_PLACE
    if char in _UPPER:
        return _capital(before, after)
    if char in "’‘":
        return _apostrophe(before, after)
    if char == "\u00a0":
        return LIKELY
    if char in _OPENING or char in _CLOSING:
        return _sign(before, char, after)
    if char in _FRAMES:
        return 0.0
    return IMPOSSIBLE if char == "\ufffd" or "\x80" <= char <= "\x9f" else STRANGE


def _capital(before: str, after: str) -> float:
    if before.islower():
        return WRONG
    if after.islower():
        return STRANGE if before.isupper() else LIKELY
    return IN_PLACE if before.isupper() or after.isupper() else STRANGE / 2


def _apostrophe(before: str, after: str) -> float:
    return IN_PLACE if before.isalpha() and after.isalpha() else POSSIBLE


def _sign(before: str, char: str, after: str) -> float:
    if before.isalpha() and after.isalpha():
        return WRONG
    if char == "€":
        return LIKELY if before.isdigit() or before.isspace() else POSSIBLE
    if char == "°":
        return IN_PLACE if before in "nN" or before.isdigit() else POSSIBLE
    if char in "«»":
        return LIKELY
    return POSSIBLE
