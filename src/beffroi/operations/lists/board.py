"""The same set by step: eight columns, each with its count and the first of its operations."""

from dataclasses import dataclass

from beffroi.core.ui.lists import MOST_COUNTED, address
from beffroi.law.french import french_number
from beffroi.operations.kinds import OperationState
from beffroi.operations.lists.asked import Asked
from beffroi.operations.lists.figures import CappedCount, FirstKeys
from beffroi.operations.lists.kind import STEP_CHOICES, states_at
from beffroi.operations.models import Operation
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


def board_of(asked: Asked) -> list[Column]:
    """Draw the columns of a set: two queries, which read no more of a large set than of a small one."""
    counts, keys = _states(asked)
    first = _cards(keys)
    columns = []
    for step, name in STEP_CHOICES:
        states = states_at(step)
        counted = sum(counts.get(state, 0) for state in states)
        cards = [one for one in first if one.state in states][:MOST_CARDS]
        columns.append(
            Column(
                name=name,
                count=_told(counted),
                cards=cards,
                href=address(asked.query, etape=step, page="", apres=""),
                more=counted > len(cards),
                counted=counted,
            )
        )
    return columns


def _states(asked: Asked) -> tuple[dict[OperationState, int], list[int]]:
    """For each state, how many operations stand there; the keys of the first of each."""
    found = asked.found_by_state()
    if not found:
        return {}, []
    sets = [one.values("pk") for one in found.values()]
    # In the order of the index of states, else PostgreSQL goes through the table for so many rows of it.
    counts = (CappedCount(one.order_by("-updated_at", "-pk")[: MOST_COUNTED + 1]) for one in sets)
    keys = (FirstKeys(one[:MOST_CARDS]) for one in sets)
    one_row = Organisation.objects.filter(pk=asked.actor.organisation_id)
    told = one_row.values_list(*counts, *keys).get()
    counted, listed = told[: len(sets)], told[len(sets) :]
    return dict(zip(found, counted, strict=True)), [key for each in listed for key in each or ()]


def _cards(keys: list[int]) -> list[Operation]:
    return list(
        Operation.objects.filter(pk__in=keys)
        .select_related("owner")
        .only("title", "number", "state", "due_on", "owner__name", "owner__short_name")
        .order_by("-updated_at", "-pk")
    )


def _told(count: int) -> str:
    return f"plus de {french_number(MOST_COUNTED)}" if count > MOST_COUNTED else french_number(count)
