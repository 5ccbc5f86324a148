"""Writing in the journal, within the transaction of what is told."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from beffroi.core.journal.authors import Author
from beffroi.core.journal.models import JournalEntry
from beffroi.core.journal.verbs import words_of

Changes = dict[str, list[Any]]
LABEL_LENGTH = 500


def record(
    verb: str, obj: models.Model, *, by: Author, changes: Changes | None = None, note: str = ""
) -> JournalEntry:
    """Write that somebody did something to an object, with the old and new value of each field changed.

    Raises: UnknownVerb; TransactionManagementError outside a transaction, as the entry could outlive an act
    that failed.
    """
    words_of(verb)
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written in the transaction of the act")
    return JournalEntry.objects.create(
        user_id=by.user_id,
        user_label=by.user_label,
        organisation_id=by.organisation_id,
        organisation_label=by.organisation_label,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_label=str(obj)[:LABEL_LENGTH],
        changes=changes or {},
        note=note,
    )


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """Give the old and new value of each field that differs; a field that one side lacks counts as empty.

    Example: {"title": "A", "rank": 1}, {"title": "B", "rank": 1} → {"title": ["A", "B"]}.
    """
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: [before.get(name), after.get(name)] for name in names}
    return {name: [old, new] for name, (old, new) in pairs.items() if old != new}
