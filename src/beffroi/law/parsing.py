"""From what a user types to the plain values that a rule takes."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from beffroi.law.errors import LawInputError
from beffroi.law.french import cut_short

Raw = str | Sequence[str]
T = TypeVar("T")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_AMOUNT = re.compile(r"[0-9]{1,16}(?:[.,][0-9]{1,9})?")
_YES = frozenset({"oui", "true", "on", "1"})
_NO = frozenset({"non", "false", "off", "0", ""})


class FieldKind(StrEnum):
    """What a field holds; those that hold many take one item per line, or separated by semicolons."""

    DATE = "date"
    INT = "int"
    MONEY = "money"
    BOOL = "bool"
    CHOICE = "choice"
    NAMES = "names"
    PAIRS = "pairs"
    TALLY = "tally"
    BIRTHS = "births"
    AMOUNTS = "amounts"

    @property
    def many(self) -> bool:
        """Tell whether the field holds a list."""
        return self in _PARSERS_OF_LISTS


def parse(kind: FieldKind, field: str, raw: Raw) -> Any:
    """Read what was typed for one field; choices stay text, the registry turns them into their value.

    Raises: LawInputError with a French sentence that names what was expected.
    """
    if kind.many:
        return _PARSERS_OF_LISTS[kind](field, _items(raw))
    text = raw if isinstance(raw, str) else raw[-1]
    return _PARSERS[kind](field, text.strip())


def is_blank(raw: Raw | None) -> bool:
    """Tell whether nothing was typed."""
    return raw is None or not any(item.strip() for item in raw)


def parse_date(field: str, text: str) -> date:
    """Read 2023-12-20 or 20/12/2023."""
    iso, french = _ISO.fullmatch(text), _FRENCH.fullmatch(text)
    parts = iso.groups() if iso else french.groups()[::-1] if french else None
    try:
        if parts is not None:
            return date(*(int(part) for part in parts))
    except ValueError:
        pass
    raise LawInputError(field, f"« {cut_short(text)} » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023.")


def parse_int(field: str, text: str) -> int:
    """Read a whole number, spaces between thousands allowed; its range is the rule's business."""
    digits = _SPACES.sub("", text)
    if not re.fullmatch(r"-?[0-9]{1,12}", digits):
        raise LawInputError(field, f"« {cut_short(text)} » n’est pas un nombre entier.")
    return int(digits)


def parse_money(field: str, text: str) -> Decimal:
    """Read an amount in euros: 3224165.75 or 3 224 165,75 €."""
    digits = _SPACES.sub("", text).removesuffix("€")
    if _AMOUNT.fullmatch(digits.removeprefix("-")):
        return Decimal(digits.replace(",", "."))
    raise LawInputError(field, f"« {cut_short(text)} » n’est pas un montant ; écrire 3224165,75.")


def parse_bool(field: str, text: str) -> bool:
    """Read oui or non."""
    folded = text.lower()
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise LawInputError(field, f"« {cut_short(text)} » : répondre par oui ou par non.")


def _items(raw: Raw) -> list[str]:
    """Split at line ends and semicolons; drop what is blank."""
    lines = [raw] if isinstance(raw, str) else raw
    return [item.strip() for line in lines for item in re.split(r"[;\n]", line) if item.strip()]


def _split(field: str, item: str, mark: str, example: str) -> tuple[str, str]:
    left, found, right = item.rpartition(mark)
    if not found or not left.strip() or not right.strip():
        raise LawInputError(field, f"« {cut_short(item)} » ne se lit pas ; écrire par exemple « {example} ».")
    return left.strip(), right.strip()


def _mapping(field: str, pairs: list[tuple[str, T]]) -> dict[str, T]:
    """Refuse a name given twice."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise LawInputError(field, f"« {cut_short(name)} » est donné deux fois.")
    return dict(pairs)


def parse_names(field: str, items: list[str]) -> tuple[str, ...]:
    """Read one name per item."""
    return tuple(items)


def parse_pairs(field: str, items: list[str]) -> tuple[tuple[str, str], ...]:
    """Read « mandant > porteur »."""
    return tuple(_split(field, item, ">", "MARTIN Anne > DURAND Paul") for item in items)


def parse_tally(field: str, items: list[str]) -> dict[str, int]:
    """Read « nom = nombre »."""
    split = [_split(field, item, "=", "MARTIN Anne = 12") for item in items]
    return _mapping(field, [(name, parse_int(field, number)) for name, number in split])


def parse_births(field: str, items: list[str]) -> dict[str, date]:
    """Read « nom = date »."""
    split = [_split(field, item, "=", "MARTIN Anne = 14/07/1961") for item in items]
    return _mapping(field, [(name, parse_date(field, day)) for name, day in split])


def parse_amounts(field: str, items: list[str]) -> tuple[Decimal, ...]:
    """Read one amount per item."""
    return tuple(parse_money(field, item) for item in items)


def parse_choice(field: str, text: str) -> str:
    """Keep the text: the registry knows the choices."""
    return text


_PARSERS: dict[FieldKind, Callable[[str, str], Any]] = {
    FieldKind.DATE: parse_date,
    FieldKind.INT: parse_int,
    FieldKind.MONEY: parse_money,
    FieldKind.BOOL: parse_bool,
    FieldKind.CHOICE: parse_choice,
}
_PARSERS_OF_LISTS: dict[FieldKind, Callable[[str, list[str]], Any]] = {
    FieldKind.NAMES: parse_names,
    FieldKind.PAIRS: parse_pairs,
    FieldKind.TALLY: parse_tally,
    FieldKind.BIRTHS: parse_births,
    FieldKind.AMOUNTS: parse_amounts,
}
