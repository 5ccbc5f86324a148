"""What the tables hold, as one number: a refusal leaves every row as it was."""

import hashlib
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from beffroi.assemblies.models import Deliberation, Sitting
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Chain, Seal
from beffroi.operations.models import (
    CoherenceAnswer,
    EarlyStart,
    Operation,
    OperationPiece,
    OperationSheet,
    OperationStep,
    Report,
    RouteDecision,
    SchemeExamination,
    SupportOpinion,
    SupportRequest,
)

WATCHED: tuple[type[Model], ...] = (
    *apps.get_app_config("operations").get_models(include_auto_created=True),
    *apps.get_app_config("drafting").get_models(),
    *apps.get_app_config("files").get_models(),
    Deliberation,
    Sitting,
    JournalEntry,
    Chain,
    Seal,
)
# Rows that nothing ever deletes. Source: domain.md, « Going back leaves a trace; nothing is deleted ».
KEPT: tuple[type[Model], ...] = (
    Operation,
    OperationStep,
    OperationPiece,
    OperationSheet,
    RouteDecision,
    SchemeExamination,
    CoherenceAnswer,
    EarlyStart,
    SupportRequest,
    SupportOpinion,
    Report,
    Seal,
    JournalEntry,
)
# Rows that are only ever added: what was written once stays so.
APPENDED: tuple[type[Model], ...] = (OperationStep, RouteDecision, SupportOpinion, JournalEntry)
HEAVY = frozenset({"pdf"})


def rows_of(model: type[Model]) -> list[tuple[Any, ...]]:
    """Every row of a table, in the order in which they were written."""
    quote = connection.ops.quote_name
    columns = [quote(one.column) for one in model._meta.concrete_fields if one.name not in HEAVY]
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {quote(model._meta.db_table)} ORDER BY {key}")
        return [tuple(one) for one in cursor.fetchall()]


def digest() -> str:
    """One number for all that is watched."""
    found = hashlib.sha256()
    for model in WATCHED:
        found.update(repr(rows_of(model)).encode())
    return found.hexdigest()


def keys_of(model: type[Model]) -> set[Any]:
    """The keys of a table."""
    return set(model._base_manager.values_list("pk", flat=True))
