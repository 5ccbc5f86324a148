"""What is sealed of a sitting, an act and an event: every column of every row that belongs to it.

The same content is rebuilt from the tables to compare: a column altered, a row added or gone shows.
"""

from collections.abc import Sequence

from django.db import models

from beffroi.assemblies.models import (
    ActEvent,
    Annex,
    Attendance,
    Citation,
    Decision,
    Deliberation,
    Movement,
    NamedVote,
    Opinion,
    Publication,
    Recital,
    Sitting,
)
from beffroi.core.seals.models import Seal
from beffroi.core.seals.rows import Content, children_of, rows_of

SITTING, DELIBERATION, EVENT = "sitting", "deliberation", "event"
_OF_SITTING: tuple[type[models.Model], ...] = (Attendance, Movement)
_OF_ACT: tuple[type[models.Model], ...] = (Citation, Recital, Decision, Opinion, NamedVote, Annex)


def sitting_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of sittings, with their attendance sheets and movements."""
    rows = rows_of(Sitting, ids)
    children = {model: children_of(model, "sitting_id", ids) for model in _OF_SITTING}
    return {pk: {"sitting": row, **_belonging(children, pk)} for pk, row in rows.items()}


def deliberation_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of acts, each bound to the seal of its sitting."""
    rows = rows_of(Deliberation, ids)
    children = {model: children_of(model, "deliberation_id", ids) for model in _OF_ACT}
    seals = _seals(SITTING, Sitting, {row["sitting_id"] for row in rows.values()})
    return {
        pk: {
            "deliberation": row,
            "sitting_sha256": seals.get(row["sitting_id"], ""),
            **_belonging(children, pk),
        }
        for pk, row in rows.items()
    }


def event_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of events, each bound to the seal of its act; a publication with what it shows."""
    rows = rows_of(ActEvent, ids)
    published = children_of(Publication, "event_id", ids)
    seals = _seals(DELIBERATION, Deliberation, {row["deliberation_id"] for row in rows.values()})
    return {
        pk: {
            "event": row,
            "publication": published.get(pk, []),
            "deliberation_sha256": seals.get(row["deliberation_id"], ""),
        }
        for pk, row in rows.items()
    }


def sealed_sittings() -> list[int]:
    """Number the sittings that say that they are sealed."""
    return list(Sitting.objects.filter(sealed_at__isnull=False).values_list("pk", flat=True))


def sealed_deliberations() -> list[int]:
    """Number the acts that say that they are sealed."""
    return list(Deliberation.objects.sealed().values_list("pk", flat=True))


def every_event() -> list[int]:
    """Number the events: each one is sealed as it is recorded."""
    return list(ActEvent.objects.values_list("pk", flat=True))


def _belonging(children: dict[type[models.Model], dict[int, list[Content]]], pk: int) -> Content:
    return {str(model._meta.model_name): found.get(pk, []) for model, found in children.items()}


def _seals(kind: str, model: type[models.Model], ids: set[int]) -> dict[int, str]:
    found = Seal.objects.filter(kind=kind, object_type=model._meta.label_lower, object_id__in=ids)
    return dict(found.values_list("object_id", "sha256"))
