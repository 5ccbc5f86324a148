"""The short lists of a page, read in one statement.

A page that shows twenty lists of a few rows spends its time writing twenty statements: the database answers
each at once. The lists of rows that were already read are gathered in one, written once for the process, and
put where `prefetch_related` would put them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models

Model = models.Model
Load = Callable[[Any], Any]
# Columns whose values JSON carries as they are.
_PLAIN = (models.IntegerField, models.AutoField, models.BigAutoField, models.CharField, models.TextField)


class GatheredRows(models.QuerySet[Any]):
    """Rows that were read with others: to be gone through, never to be asked something more."""

    def _chain(self) -> Any:
        raise TypeError(f"the rows of {self.model.__name__} were gathered: go through all of them")


@dataclass(frozen=True, slots=True)
class _List:
    """How one list of a model is read: a statement for its owner's key, and what its columns become."""

    sql: str
    model: type[Model]
    names: tuple[str, ...]
    loads: tuple[Load | None, ...]
    # The field that leads back to the owner; None when the two know each other through a third table.
    back: Any

    def rows(self, owner: Model, told: list[list[Any]]) -> GatheredRows:
        """Make the rows of a list, each knowing its owner."""
        found = GatheredRows(self.model)
        made = [self.model.from_db(DEFAULT_DB_ALIAS, self.names, self._values(one)) for one in told]
        if self.back is not None:
            for one in made:
                self.back.set_cached_value(one, owner)
        found._result_cache = made
        return found

    def _values(self, told: list[Any]) -> list[Any]:
        pairs = zip(self.loads, told, strict=True)
        return [value if load is None or value is None else load(value) for load, value in pairs]


def gather(*owners: tuple[Model, tuple[str, ...]]) -> None:
    """Read lists of rows that are there, named as their related managers: one query.

    Raises: TypeError later, when one of these lists is filtered or ordered anew; FieldDoesNotExist.
    """
    asked = [(owner, name, _list(type(owner), name)) for owner, names in owners for name in names]
    with connection.cursor() as cursor:
        cursor.execute(_joined(tuple(one.sql for _, _, one in asked)), [owner.pk for owner, _, _ in asked])
        told = cursor.fetchone()
    for (owner, name, one), text in zip(asked, told, strict=True):
        rows = json.loads(text, parse_float=Decimal) if text else []
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = one.rows(owner, rows)


@cache
def _joined(statements: tuple[str, ...]) -> str:
    return f"SELECT {', '.join(statements)}"


@cache
def _list(owner: type[Model], name: str) -> _List:
    relation: Any = owner._meta.get_field(name)
    model = relation.related_model
    back = None if relation.many_to_many else relation.field
    if back is None:
        through = relation.remote_field.through._base_manager
        known = through.filter(**{relation.m2m_field_name(): 0}).values(relation.m2m_reverse_field_name())
        rows = model._base_manager.filter(pk__in=known)
    else:
        rows = model._base_manager.filter(**{back.name: 0})
    fields = model._meta.concrete_fields
    names = tuple(one.attname for one in fields)
    sql, params = rows.values_list(*names).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    assert params == (0,), params
    columns = ", ".join(_column(one) for one in fields)
    return _List(_as_json(columns, sql), model, names, tuple(_load(one) for one in fields), back)


def _as_json(columns: str, sql: str) -> str:
    """Write a list as one value; none of it is typed by anyone: names of columns, and what Django wrote."""
    if connection.vendor == "postgresql":
        return f"(SELECT json_agg(json_build_array({columns}))::text FROM ({sql}) read)"  # noqa: S608
    return f"(SELECT json_group_array(json_array({columns})) FROM ({sql}) read)"  # noqa: S608


def _column(field: "models.Field[Any, Any]") -> str:
    """Name a column; what is JSON already travels as a text, which keeps its own numbers."""
    column = connection.ops.quote_name(field.attname)
    is_json = field.get_internal_type() == "JSONField" and connection.vendor == "postgresql"
    return f"{column}::text" if is_json else column


def _load(field: "models.Field[Any, Any]") -> Load | None:
    """What makes the value of a column from what JSON carries; None when it is the same."""
    if isinstance(field, _PLAIN) or field.is_relation:
        return None
    if isinstance(field, models.DecimalField):
        unit = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: Decimal(value).quantize(unit)
    loads: dict[str, Load] = {
        "BooleanField": bool,
        "DateField": date.fromisoformat,
        "DateTimeField": _moment,
        "JSONField": json.loads,
    }
    return loads[field.get_internal_type()]


def _moment(text: str) -> datetime:
    """Read a moment; the embedded database writes them in UTC without saying so."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
