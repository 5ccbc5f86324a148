"""What forbids each move of the table: one list, shown by the page and enforced by the action."""

from collections.abc import Callable, Sequence
from datetime import date

from beffroi.core.ui.parts import Blocker
from beffroi.operations.appraisal_blockers import blockers_for_coherence, blockers_for_schemes
from beffroi.operations.file_blockers import (
    blockers_for_sheet_pieces,
    blockers_for_submission,
    blockers_for_vote_pieces,
)
from beffroi.operations.models import Operation
from beffroi.operations.plan_blockers import (
    blockers_for_balance,
    blockers_for_concours,
    blockers_for_impact_study,
    blockers_for_own_share,
)
from beffroi.operations.sheet_blockers import blockers_for_current
from beffroi.operations.support import blockers_for_advice

Blockers = Callable[[Operation, date], Sequence[Blocker]]

# For each move, what may forbid it; each noun keeps its own function in its module.
BLOCKERS: dict[str, tuple[Blockers, ...]] = {
    "return_advice": (blockers_for_advice,),
    "submit": (blockers_for_submission,),
    "complete": (blockers_for_submission,),
    "settle_coherence": (blockers_for_coherence,),
    "settle_schemes": (blockers_for_schemes,),
    "approve_sheet": (blockers_for_current,),
    "countersign_sheet": (blockers_for_current,),
    "resettle_plan": (blockers_for_balance,),
    "route_to_fund": (
        blockers_for_schemes,
        blockers_for_sheet_pieces,
        blockers_for_balance,
        blockers_for_own_share,
        blockers_for_concours,
    ),
    # The law asks the same of any public money; the pieces and the fiche are those of the fund.
    "route_to_scheme": (blockers_for_balance, blockers_for_own_share, blockers_for_concours),
    "send_report": (
        blockers_for_vote_pieces,
        blockers_for_balance,
        blockers_for_own_share,
        blockers_for_concours,
        blockers_for_impact_study,
    ),
}


def blockers_for(verb: str, operation: Operation, on: date) -> list[Blocker]:
    """Name what forbids a move that day; an empty list means that nothing does."""
    return [one for blockers in BLOCKERS.get(verb, ()) for one in blockers(operation, on)]


def blockers_for_fund_alone(operation: Operation, on: date) -> list[Blocker]:
    """Name what forbids the route to a fund, and not the one to an ordinary scheme."""
    both = BLOCKERS["route_to_scheme"]
    alone = [blockers for blockers in BLOCKERS["route_to_fund"] if blockers not in both]
    return [one for blockers in alone for one in blockers(operation, on)]
