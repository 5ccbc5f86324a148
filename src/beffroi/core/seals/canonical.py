"""One text for one content: the form that is sealed, and rebuilt from the tables to compare."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

_PLAIN_TYPES = frozenset((str, int, bool))


def canonical(value: Any) -> str:
    """Write a value as JSON that is the same wherever and whenever it is written.

    Keys are sorted, nothing is spaced, letters are not escaped. Decimals become text without needless zeros,
    so that 12 and 12.00 are one amount; days become ISO text, moments ISO text in UTC to the microsecond.
    Raises: TypeError or ValueError for what has no single form: floats, NaN, moments without a time zone,
    sets, keys that are not text, texts that are not Unicode.
    Example: {"b": Decimal("12.50"), "a": date(2023, 12, 12)} → {"a":"2023-12-12","b":"12.5"}.
    """
    text = json.dumps(
        _plain(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    # Raises for half a surrogate, which no database would give back.
    text.encode()
    return text


def sha256(data: bytes | memoryview | str) -> str:
    """Give the fingerprint of bytes, or of a text in UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def _plain(value: Any) -> Any:
    # Most values are just these; what derives from them (a choice, say) is made plain below.
    if value is None or type(value) in _PLAIN_TYPES:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {
            _key(key): inner if type(inner) in _PLAIN_TYPES else _plain(inner) for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [inner if type(inner) in _PLAIN_TYPES else _plain(inner) for inner in value]
    return scalar(value)


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be a text, not {key!r}")
    return str.__str__(key)


def scalar(value: Any) -> str:
    """Write an amount, a day, a moment or an hour as the one text that stands for it.

    Raises: TypeError or ValueError for what has no single form.
    """
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time) and value.tzinfo is None:
        return value.isoformat(timespec="microseconds")
    raise TypeError(f"{type(value).__name__} has no canonical form")


def moment(value: datetime) -> str:
    """Write a moment in UTC, to the microsecond.

    Raises: ValueError for a moment without a time zone.
    """
    if value.tzinfo is None:
        raise ValueError("a moment without a time zone has no canonical form")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} has no canonical form")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
