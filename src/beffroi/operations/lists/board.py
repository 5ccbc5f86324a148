"""The same set by step: eight columns, each with its count and the first of its operations."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import QueryDict

from beffroi.core.ui.lists import MOST_COUNTED, address
from beffroi.law.french import french_number
from beffroi.operations.kinds import OperationState
from beffroi.operations.lists.figures import CappedCount
from beffroi.operations.lists.kind import EXIT, STEP_CHOICES, at_step
from beffroi.operations.models import Operation
from beffroi.operations.states import EXITS, STEP_OF
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation

MOST_CARDS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A step: how many operations stand there, the first of them, and where the others are."""

    name: str
    count: str
    cards: list[Operation]
    href: str
    more: bool
    counted: int


def total_of(columns: list[Column]) -> int:
    """How many operations the columns hold together: exact up to what a column counts."""
    return sum(one.counted for one in columns)


def board_of(rows: QuerySet[Operation], query: QueryDict, actor: Actor) -> list[Column]:
    """Draw the columns from a filtered set: two queries."""
    steps = [step for step, _ in STEP_CHOICES]
    counts = _counts(rows, steps, actor)
    cards: dict[str, list[Operation]] = {step: [] for step in steps}
    for one in _first(rows):
        column = cards[EXIT if one.state in EXITS else str(STEP_OF[one.stage])]
        if len(column) < MOST_CARDS:
            column.append(one)
    return [
        Column(
            name=name,
            count=_told(counts[step]),
            cards=cards[step],
            href=address(query, etape=step, page="", apres=""),
            more=counts[step] > len(cards[step]),
            counted=counts[step],
        )
        for step, name in STEP_CHOICES
    ]


def _counts(rows: QuerySet[Operation], steps: list[str], actor: Actor) -> dict[str, int]:
    bare = rows.order_by()
    wanted = [CappedCount(at_step(bare, step).values("pk")[: MOST_COUNTED + 1]) for step in steps]
    found = Organisation.objects.filter(pk=actor.organisation_id).values_list(*wanted).get()
    return dict(zip(steps, found, strict=True))


def _first(rows: QuerySet[Operation]) -> list[Operation]:
    """Read the first of each state in one statement: an index gives them, whatever their number."""
    parts = [Q(pk__in=rows.filter(state=state).values("pk")[:MOST_CARDS]) for state in OperationState]
    return list(
        Operation.objects.filter(reduce(or_, parts))
        .select_related("owner")
        .only("title", "number", "state", "due_on", "owner__name", "owner__short_name")
        .order_by("-updated_at", "-pk")
    )


def _told(count: int) -> str:
    return f"plus de {french_number(MOST_COUNTED)}" if count > MOST_COUNTED else french_number(count)
