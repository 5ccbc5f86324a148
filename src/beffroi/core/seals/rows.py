"""Every column of every row of a table, as plain values: what contexts seal, and rebuild to compare."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import models

from beffroi.core.seals.canonical import sha256

Content = dict[str, Any]


def rows_of(
    model: type[models.Model], ids: Collection[int], leave: Collection[str] = ()
) -> dict[int, Content]:
    """Give the rows of these numbers, without the columns that go on living."""
    return {row.pk: row_of(row, leave) for row in model._default_manager.filter(pk__in=ids).order_by("pk")}


def children_of(
    model: type[models.Model], key: str, ids: Collection[int], **only: Any
) -> dict[int, list[Content]]:
    """Gather the rows of some parents, in one query; documents are read one by one, never all together."""
    found: dict[int, list[Content]] = defaultdict(list)
    rows = model._default_manager.filter(**{f"{key}__in": ids}, **only).order_by("pk")
    for row in rows.iterator(chunk_size=50):
        found[getattr(row, key)].append(row_of(row))
    return found


def row_of(row: models.Model, leave: Collection[str] = ()) -> Content:
    """Give the columns of a row."""
    fields = (field for field in row._meta.concrete_fields if field.attname not in leave)
    return {field.attname: _value(getattr(row, field.attname)) for field in fields}


def _value(value: Any) -> Any:
    """Give a document by its fingerprint, computed from its bytes; anything else as it is."""
    return sha256(bytes(value)) if isinstance(value, bytes | memoryview) else value
