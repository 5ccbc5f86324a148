"""What forbids each move of the table: one list, shown by the page and enforced by the action."""

from collections.abc import Callable, Sequence
from datetime import date

from beffroi.core.ui.parts import Blocker
from beffroi.operations.models import Operation
from beffroi.operations.plan_blockers import (
    blockers_for_balance,
    blockers_for_concours,
    blockers_for_own_share,
)
from beffroi.operations.sheet_blockers import blockers_for_current

Blockers = Callable[[Operation, date], Sequence[Blocker]]

# For each move, what may forbid it; each noun keeps its own function in its module.
BLOCKERS: dict[str, tuple[Blockers, ...]] = {
    "approve_sheet": (blockers_for_current,),
    "countersign_sheet": (blockers_for_current,),
    "resettle_plan": (blockers_for_balance,),
    "route_to_fund": (blockers_for_balance, blockers_for_own_share, blockers_for_concours),
    "send_report": (blockers_for_balance, blockers_for_own_share, blockers_for_concours),
}


def blockers_for(verb: str, operation: Operation, on: date) -> list[Blocker]:
    """Name what forbids a move that day; an empty list means that nothing does."""
    return [one for blockers in BLOCKERS.get(verb, ()) for one in blockers(operation, on)]
