"""A row as a line of text and back: every column, one form whatever the database."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from beffroi.core.archive.registry import Contents, Row, Table
from beffroi.core.seals.canonical import scalar

LARGEST = 2**63 - 1


def line_of(row: Mapping[str, Any]) -> str:
    """Write a row: sorted keys, amounts and days as the seals write them, documents by their fingerprint."""
    return json.dumps(
        row, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=scalar
    )


def values_of(table: Table, told: Mapping[str, Any], contents: Contents) -> Row:
    """Read the columns of a row; a document is fetched by its fingerprint.

    Raises: ValueError for what is no value of its column.
    """
    fields = {one.attname: one for one in table.model._meta.concrete_fields}
    return {name: _value(fields[name], told[name], contents) for name in table.columns}


def _value(field: "models.Field[Any, Any]", told: Any, contents: Contents) -> Any:
    if told is None:
        if not field.null:
            raise ValueError(f"{field.attname} is never empty")
        return None
    if isinstance(field, models.JSONField):
        return told
    if isinstance(field, models.BinaryField):
        return contents.content(told)
    try:
        value = field.to_python(told)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"{value} is larger than any number of a database")
    return value
