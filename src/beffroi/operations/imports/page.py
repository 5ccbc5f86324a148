"""What the page of an import shows: the refused cells first, then what will be, or was, proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.operations.actions.imports import judged_rows, lines_of
from beffroi.operations.imports.columns import TITLE, kept_beside, places_of
from beffroi.operations.imports.judging import Refusal, shown_value
from beffroi.operations.models import Operation, OperationImport


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that is refused, as the page names it."""

    row: int
    column: str
    value: str
    why: str


def refusals_of(kept: OperationImport, on: date) -> dict[int, Sequence[Refusal]]:
    """What is refused, by row: as it was said at the confirmation, or as things stand before it."""
    if kept.done_at is not None:
        return {int(row): [Refusal(*one) for one in told] for row, told in kept.refused.items()}
    return {one.line.number: one.refusals for one in judged_rows(kept, on) if not one.is_good}


def preview_page(kept: OperationImport, on: date) -> dict[str, Any]:
    """Gather what was read, what is refused and what is good."""
    refusals = refusals_of(kept, on)
    return {
        "kept": kept,
        "many": len(kept.lines),
        "cells": [
            RefusedCell(row, one.column, shown_value(one.value), one.why)
            for row, told in sorted(refusals.items())
            for one in told
        ],
        "refused": len(refusals),
        "beside": [name for _, name in kept_beside(kept.headers)],
        **(_done(kept) if kept.done_at is not None else _waiting(kept, on)),
    }


def _waiting(kept: OperationImport, on: date) -> dict[str, Any]:
    return {"good": [one for one in judged_rows(kept, on) if one.is_good]}


def _done(kept: OperationImport) -> dict[str, Any]:
    rank = places_of(kept.headers)[TITLE]
    titles = {one.number: one.cells[rank] for one in lines_of(kept)}
    there = set(Operation.objects.filter(pk__in=kept.taken.values()).values_list("pk", flat=True))
    return {
        "taken": [
            (int(row), titles[int(row)], key if key in there else None)
            for row, key in sorted(kept.taken.items(), key=lambda pair: int(pair[0]))
        ]
    }
