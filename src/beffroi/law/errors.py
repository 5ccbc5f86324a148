"""The one error that a rule raises, and the checks that raise it."""

from datetime import date, datetime
from decimal import Decimal

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)
CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal(10) ** 13
LARGEST_COUNT = 10**9


class LawInputError(ValueError):
    """A value that no reckoning can start from: the field at fault and a French sentence for the user."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def check_date(field: str, value: date) -> date:
    """Accept a plain date between 1900 and 2200.

    Raises: LawInputError for a date with a time, or one that can only be a slip of the keyboard.
    """
    if not isinstance(value, date) or isinstance(value, datetime):
        raise LawInputError(field, "Une date sans heure est attendue.")
    if not EARLIEST <= value <= LATEST:
        raise LawInputError(field, "La date doit être comprise entre 1900 et 2200.")
    return value


def check_optional_date(field: str, value: date | None) -> date | None:
    """Accept a plain date or nothing."""
    return None if value is None else check_date(field, value)


def check_order(field: str, earlier: date | None, later: date | None, message: str) -> None:
    """Refuse two known dates that stand in the wrong order."""
    if earlier is not None and later is not None and later < earlier:
        raise LawInputError(field, message)


def check_count(field: str, value: int, *, at_least: int = 0) -> int:
    """Accept a whole number of people or votes.

    Raises: LawInputError when it is not whole, negative, under the least allowed or absurdly large.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise LawInputError(field, "Un nombre entier est attendu.")
    if value < at_least:
        raise LawInputError(field, f"Le nombre doit être au moins égal à {at_least}.")
    if value > LARGEST_COUNT:
        raise LawInputError(field, "Le nombre est trop grand pour être exact.")
    return value


def check_at_most(field: str, value: int, most: int, message: str) -> None:
    """Refuse a part larger than its whole."""
    if value > most:
        raise LawInputError(field, message)


def check_amount(field: str, value: Decimal | int, *, above_zero: bool = False) -> Decimal:
    """Accept an amount in euros, zero or more, with at most two decimals.

    Unit: euros.
    Raises: LawInputError for a float, NaN, an infinity, a negative amount, part of a cent,
    ten thousand billions or more.
    """
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        raise LawInputError(field, "Un montant exact est attendu, jamais un nombre à virgule flottante.")
    amount = Decimal(value)
    if not amount.is_finite():
        raise LawInputError(field, "Le montant n’est pas un nombre.")
    if amount < 0 or (above_zero and amount == 0):
        raise LawInputError(
            field, "Le montant doit être positif." if above_zero else "Le montant ne peut pas être négatif."
        )
    if amount >= LARGEST_AMOUNT:
        raise LawInputError(field, "Le montant est trop grand pour être exact.")
    if amount != amount.quantize(CENT):
        raise LawInputError(field, "Le montant s’arrête au centime.")
    return amount
