"""What a section holds, with the French names of its fields."""

from typing import Any

from beffroi.core.journal.history import shown
from beffroi.operations.models import Operation
from beffroi.operations.sections import FORECASTS


def told_pairs(operation: Operation, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Name each value of a section, ready to be read beside what somebody else typed."""
    return [(_name(name), _value(name, value)) for name, value in values.items()]


def _name(name: str) -> str:
    if name == FORECASTS:
        return "Années"
    words = str(getattr(Operation._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]


def _value(name: str, value: Any) -> str:
    if name == FORECASTS:
        return shown(value)
    choices = dict(getattr(Operation._meta.get_field(name), "flatchoices", ()))
    return str(choices.get(value, shown(value))) if isinstance(value, str) else shown(value)
