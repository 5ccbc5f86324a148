"""Rows written in batches, and only those that differ from what is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db import models

from beffroi.territories.reports import Tally

BATCH = 1_000
Item = TypeVar("Item")
Values = tuple[Any, ...]


class Progress(Protocol):
    """Shows how far a long work is, while its batches go by."""

    def __call__(self, batches: Sequence[Item], label: str) -> Iterable[Item]:
        """Give the batches back one by one."""


def silent(batches: Sequence[Item], label: str) -> Iterable[Item]:
    """Show nothing."""
    return batches


def batches_of(rows: Sequence[Item]) -> list[Sequence[Item]]:
    """Cut rows into batches."""
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the column that names a row to the world, and the columns that a source fills."""

    model: type[models.Model]
    key: str
    columns: tuple[str, ...]

    def stored(self, **only: Any) -> dict[str, Values]:
        """What is stored, by key."""
        rows = self.model._default_manager.filter(**only).values_list(self.key, *self.columns)
        return {row[0]: tuple(row[1:]) for row in rows}

    def ids(self) -> dict[str, int]:
        """The identifier of each row, by key."""
        return dict(self.model._default_manager.values_list(self.key, "pk"))

    def write(
        self,
        wanted: Mapping[str, Values],
        stored: Mapping[str, Values],
        tally: Tally,
        bar: tuple[Progress, str],
    ) -> None:
        """Make the rows that are missing and change those that differ; the rest is not touched."""
        tally.created += len(wanted.keys() - stored.keys())
        different = [key for key, values in wanted.items() if stored.get(key) != values]
        tally.changed += sum(key in stored for key in different)
        tally.unchanged += len(wanted) - len(different)
        rows = [
            self.model(**{self.key: key}, **dict(zip(self.columns, wanted[key], strict=True)))
            for key in different
        ]
        progress, label = bar
        for batch in progress(batches_of(rows), label):
            self.model._default_manager.bulk_create(
                batch,
                update_conflicts=True,
                unique_fields=[self.key],
                update_fields=[column.removesuffix("_id") for column in self.columns],
            )
