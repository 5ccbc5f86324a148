"""Journal entries as people read them: who, for whom, what, and from what to what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Field, ForeignObjectRel, TextField

from beffroi.core.dates import PARIS
from beffroi.core.journal.models import JournalEntry
from beffroi.core.journal.verbs import told
from beffroi.law.french import NO_BREAK, french_date, french_number

SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
WORDS = (CharField, TextField)
# Smaller whole numbers may be years.
FOUR_DIGITS = 9999

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*")
_DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, ready to be shown."""

    entry: JournalEntry
    day: str
    hour: str
    words: str
    changes: Sequence[Change]


def lines_of(entries: Iterable[JournalEntry]) -> list[Line]:
    """Write entries as lines, in the order given."""
    return [_line(entry) for entry in entries]


def _line(entry: JournalEntry) -> Line:
    there = entry.at.astimezone(PARIS)
    day = NO_BREAK.join((str(there.day), SHORT_MONTHS[there.month - 1], str(there.year)))
    changes = [_change(entry, name, pair) for name, pair in entry.changes.items()]
    return Line(entry, day, _hour(there), told(entry.verb), changes)


def _hour(moment: datetime) -> str:
    return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02}"


def _change(entry: JournalEntry, name: str, pair: Sequence[Any]) -> Change:
    field = _field(entry.object_type, name)
    if isinstance(field, ForeignObjectRel):
        kind = field.related_model._meta.verbose_name
        return Change(str(kind), *(shown(value) for value in pair))
    old, new = (_told(field, value) for value in pair)
    return Change(str(field.verbose_name) if field else name, old, new)


def _told(field: "Field[Any, Any] | None", value: Any) -> str:
    choices = dict(getattr(field, "flatchoices", ()))
    if isinstance(value, str | int) and value in choices:
        return str(choices[value])
    # Words are told as they were typed: « 7.5 » is the matter of an act, not a number.
    return value if value and isinstance(value, str) and isinstance(field, WORDS) else shown(value)


def _field(object_type: str, name: str) -> "Field[Any, Any] | ForeignObjectRel | None":
    """Find the field of a change, or the rows of the object, to call them by their French name."""
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, Field | ForeignObjectRel) else None


def shown(value: Any) -> str:
    """Write a value of the journal in French.

    Example: 2023-12-12 → 12 décembre 2023 · 250000.00 → 250 000,00 · true → oui · null → rien.
    """
    if value is None or value in ("", [], {}):
        return "rien"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int):
        return french_number(value) if abs(value) > FOUR_DIGITS else str(value)
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    return _text(str(value))


def _text(value: str) -> str:
    if _DECIMAL.fullmatch(value):
        return french_number(Decimal(value))
    try:
        if _DAY.fullmatch(value):
            return french_date(date.fromisoformat(value))
        if _MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value)
            there = moment.astimezone(PARIS) if moment.tzinfo else moment
            return f"{french_date(there)}, {_hour(there)}"
    except ValueError:
        return value
    return value
