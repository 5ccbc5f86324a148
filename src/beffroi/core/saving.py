"""Rows checked before they are written: a refusal is a French sentence, not a failure of the database."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from beffroi.core.errors import RuleViolation

Row = TypeVar("Row", bound=models.Model)


def save_checked(row: Row, *, leave: Collection[str] = ()) -> Row:
    """Write one row after its fields and constraints are checked, save the fields to leave.

    Raises: RuleViolation.
    """
    try:
        row.full_clean(exclude=leave)
    except ValidationError as error:
        raise RuleViolation(_told(row, error)) from error
    row.save()
    return row


def create_checked(rows: Iterable[Row]) -> list[Row]:
    """Write new rows of one model together; their keys are trusted, their other fields checked.

    Raises: RuleViolation.
    """
    drafts = list(rows)
    for row in drafts:
        keys = {field.name for field in row._meta.concrete_fields if field.is_relation}
        try:
            row.clean_fields(exclude=keys)
        except ValidationError as error:
            raise RuleViolation(_told(row, error)) from error
    return list(type(drafts[0])._default_manager.bulk_create(drafts)) if drafts else []


def told_fields(row: models.Model, *, leave: Collection[str] = ()) -> dict[str, Any]:
    """Give the values of a row by French name, as the journal keeps them; what is empty is not told."""
    told = {
        str(field.verbose_name): _shown(row, field)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in leave
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _shown(row: models.Model, field: "models.Field[Any, Any]") -> Any:
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    value = getattr(row, field.name)
    return str(value) if isinstance(value, models.Model) else value


def _told(row: models.Model, error: ValidationError) -> str:
    sentences = []
    for name, messages in error.message_dict.items():
        start = "" if name == NON_FIELD_ERRORS else f"{_name_of(row, name)} : "
        sentences += [f"{start}{message}" for message in messages]
    return " ".join(sentences)


def _name_of(row: models.Model, name: str) -> str:
    words = str(getattr(row._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]
