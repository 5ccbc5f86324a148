"""Decimal euros: reading what a person typed, rounding to the cent."""

import re
from decimal import ROUND_HALF_UP, Decimal

from beffroi.core.errors import NotReadable
from beffroi.law.french import cut_short

CENT = Decimal("0.01")
# Ten thousand billions: beyond, a slip of the keyboard.
MOST_DIGITS = 13

_UNIT = re.compile(r"(?:€|euros?|eur)$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+")
_DECIMALS = re.compile(r"\d{1,2}")
_DOT_FOR_COMMA = re.compile(r"\d+\.\d{1,2}")


def to_cent(amount: Decimal) -> Decimal:
    """Round an amount to the cent.

    Unit: euros. Rounding: half up, away from zero.
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def parse_amount(text: str) -> Decimal:
    """Read an amount in euros as French people type it.

    Unit: euros, zero or more, exact to the cent.
    Raises: NotReadable; an amount that could be read two ways (« 1.234 ») is refused, never guessed.
    Example: « 3 224 165,75 € » → 3224165.75 · « 1200 » → 1200.00 · « 3.224.165,75 » → 3224165.75.
    """
    typed = _SPACES.sub(" ", text).strip()
    bare = _UNIT.sub("", typed).strip()
    if not bare:
        raise NotReadable("Indiquez un montant, par exemple 1 200,50.")
    if bare[0] in "-−":
        raise NotReadable("Le montant ne peut pas être négatif.")
    if _DOT_FOR_COMMA.fullmatch(bare):
        bare = bare.replace(".", ",")
    whole, comma, decimals = bare.partition(",")
    if comma and not _DECIMALS.fullmatch(decimals):
        raise NotReadable(
            f"« {cut_short(typed)} » n’est pas un montant : deux chiffres au plus après la virgule."
        )
    return _exact(_whole_euros(whole, typed, certain=bool(comma)), decimals)


def _whole_euros(whole: str, typed: str, *, certain: bool) -> str:
    """Give the digits before the comma; `certain` when a comma tells dots from decimals."""
    if _PLAIN.fullmatch(whole) and whole.isascii():
        digits = whole
    elif _GROUPED.fullmatch(whole) and whole.isascii():
        if whole.count(".") == 1 and not certain:
            plain, cut = whole.replace(".", ""), whole.replace(".", ",")[:-1]
            raise NotReadable(f"« {cut_short(typed)} » se lit de deux façons : écrivez {plain} ou {cut}.")
        digits = whole.replace(" ", "").replace(".", "")
    else:
        raise NotReadable(f"« {cut_short(typed)} » n’est pas un montant : écrivez par exemple 1 200,50.")
    if len(digits.lstrip("0")) > MOST_DIGITS:
        raise NotReadable("Le montant est trop grand pour être exact.")
    return digits


def _exact(digits: str, decimals: str) -> Decimal:
    return Decimal(f"{digits}.{decimals:0<2}")
