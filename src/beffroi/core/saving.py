"""Rows checked before they are written: a refusal is a French sentence, not a failure of the database."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q, Value

from beffroi.core.errors import RuleViolation

Row = TypeVar("Row", bound=models.Model)


def save_checked(row: Row, *, leave: Collection[str] = ()) -> Row:
    """Write one row after its fields and constraints are checked, save the fields to leave.

    Raises: RuleViolation.
    """
    try:
        check_row(row, leave=leave)
    except ValidationError as error:
        raise RuleViolation(_told(row, error)) from error
    row.save()
    return row


def check_row(row: models.Model, *, leave: Collection[str] = ()) -> None:
    """Check what `full_clean` checks, with one question to the database for all the check constraints.

    Django asks one for each constraint, between two savepoints, and one for each foreign key, even of an
    object that was just read. It is asked again, in its own way, only to tell what is wrong.

    Raises: ValidationError.
    """
    if not _holds(row, leave):
        row.full_clean(exclude=leave)


def _holds(row: models.Model, leave: Collection[str]) -> bool:
    try:
        row.clean_fields(exclude={*leave, *_keys_read(row)})
        row.clean()
        row.validate_unique(exclude=set(leave))
        for one in row._meta.constraints:
            if not isinstance(one, models.CheckConstraint):
                one.validate(type(row), row, exclude=set(leave), using=DEFAULT_DB_ALIAS)
    except ValidationError:
        return False
    condition = _checks_of(type(row))
    named = condition.referenced_base_fields if condition else set()
    if condition is None or not named.isdisjoint(leave):
        return condition is None
    fields = [one for one in row._meta.concrete_fields if one.name in named]
    return condition.check({one.name: Value(getattr(row, one.attname), one) for one in fields})


def _keys_read(row: models.Model) -> Iterable[str]:
    """Name the foreign keys whose object was read or written: the database itself keeps it from going."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(row):
            known = field.get_cached_value(row)
            if known is None or known.pk is None or known._state.adding:
                continue
            # An object that was written after it was given to the row is not its key yet.
            if getattr(row, field.attname) == getattr(known, field.target_field.attname):
                yield field.name


@cache
def _checks_of(model: type[models.Model]) -> Q | None:
    """Join the check constraints of a model in one condition."""
    checks = [one.condition for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    return Q(*checks) if checks else None


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
