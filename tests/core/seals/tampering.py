"""Doing to a table what its owner could do by hand: for the tests of every sealed table."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from guards_off import lifted


@contextmanager
def undone() -> Iterator[None]:
    """Undo all that is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run(sql: str, params: list[Any] | None = None) -> None:
    """Run one statement past the guards."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)


def tamper(model: type[models.Model], pk: int, **values: Any) -> None:
    """Write values in a row past the guards, and past what the model would say of them."""
    fields = {name: model._meta.get_field(name) for name in values}
    columns = ", ".join(f'"{field.column}" = %s' for field in fields.values())
    params = [
        fields[name].get_db_prep_save(value.pk if isinstance(value, models.Model) else value, connection)
        for name, value in values.items()
    ]
    run(f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{model._meta.pk.column}" = %s', [*params, pk])


def delete(model: type[models.Model], pk: int) -> None:
    """Delete a row past the guards."""
    run(f'DELETE FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s', [pk])


def tamper_every_column(
    model: type[models.Model], pk: int, *, values: Mapping[str, Any] | None = None
) -> Iterator[tuple[str, Any]]:
    """Change the columns of a row one at a time, giving the column and its new value; each is undone after.

    `values` gives, by field, the value to write where the one that comes by itself would break a constraint.
    A key is turned to another row, which must exist.
    Example: missed = [column for column, _ in tamper_every_column(Act, 1) if not verify_all()].
    """
    row = model._base_manager.get(pk=pk)
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        given = (values or {}).get(field.name, _MISSING)
        new = changed(field, getattr(row, field.attname)) if given is _MISSING else given
        with undone():
            tamper(model, pk, **{field.name: new})
            yield field.column, new


_MISSING = object()
_SAMPLES = {
    models.BooleanField: True,
    models.IntegerField: 1,
    models.DecimalField: Decimal(1),
    models.DateTimeField: datetime(2020, 1, 1, tzinfo=timezone.get_fixed_timezone(0)),
    models.DateField: date(2020, 1, 1),
    models.TimeField: time(8, 0),
    models.BinaryField: b"altered",
    models.JSONField: {"altered": True},
    models.Field: "x",
}


def changed(field: models.Field, value: Any) -> Any:
    """Give another value of the same field."""
    if isinstance(field, models.ForeignKey):
        return _another_row(field, value)
    choices = [choice for choice, _ in field.flatchoices if choice != value]
    if choices:
        return choices[0]
    if value is None:
        return next(sample for kind, sample in _SAMPLES.items() if isinstance(field, kind))
    if isinstance(field, models.IntegerField) and not isinstance(value, bool):
        # Beyond all the others: the column may be unique.
        return 1 + (field.model._base_manager.aggregate(most=models.Max(field.name))["most"] or 0)
    return _moved(value)


def _another_row(field: models.ForeignKey, value: Any) -> Any:
    others = field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)
    other = others.first()
    if other is None and not field.null:
        raise LookupError(f"{field} has no other row to name: make one, or give a value")
    return other


def _moved(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, Decimal):
        return value + (-1 if value >= 1 else 1) * Decimal(1).scaleb(value.as_tuple().exponent)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, time):
        return value.replace(minute=(value.minute + 1) % 60)
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b"\n"
    if isinstance(value, str):
        return _other_text(value)
    return {"altered": value}


def _other_text(value: str) -> str:
    """Change the last letter, so that the length fits; an accent or a case would be enough."""
    if not value:
        return "x"
    return value[:-1] + ("y" if value.endswith("x") else "x")
