"""Whether the plan of an operation bears what the département gave, and who acts when it does not.

A vote below what was asked stands: its line is obtained at the voted amount, and the owner finds the rest.
"""

from collections.abc import Iterable
from decimal import Decimal

from beffroi.law.french import money
from beffroi.operations.kinds import FunderKind, LineState, OperationState
from beffroi.operations.models import FundingLine, Operation, RouteDecision
from beffroi.operations.rules.plan import NOTHING
from beffroi.operations.states import AWARDED


def line_asked_of(lines: Iterable[FundingLine], route: RouteDecision) -> FundingLine | None:
    """Give the line by which a plan asks for what a route proposes; None when no single line is surely it.

    A line names its scheme, or asks for that very amount, or is the only one that may be it; one that waits
    for its decision comes before one that was decided.
    """
    possible = [
        one
        for one in lines
        if one.kind == FunderKind.DEPARTEMENT
        and one.state not in NOTHING
        and one.scheme_id in (None, route.fund_id)
    ]
    waiting = [one for one in possible if one.state != LineState.OBTAINED]
    for pool in (waiting, possible):
        named = [one for one in pool if one.scheme_id is not None]
        equal = [one for one in pool if one.asked_amount == route.proposed_amount]
        for found in (named, equal, pool):
            if len(found) == 1:
                return found[0]
    return None


def bears_vote(operation: Operation) -> bool:
    """Whether a line of the plan is obtained at the amount that was voted."""
    if operation.stage is not OperationState.VOTED:
        return True
    held = (FunderKind.DEPARTEMENT, LineState.OBTAINED, operation.voted_amount)
    return any((one.kind, one.state, one.obtained_amount) == held for one in operation.plan.lines.all())


def awaits_balance(operation: Operation) -> bool:
    """Whether an aid was given to an operation whose plan does not bear it, or no longer balances.

    `actions.figures.note_balance` keeps the answer on the operation, for the lists.
    """
    if operation.stage not in AWARDED or not operation.plan.cost_amount:
        return False
    return bool(missing_from(operation)) or not bears_vote(operation)


def missing_from(operation: Operation) -> Decimal:
    """What the funding of a plan lacks to make its cost; below zero when it exceeds it."""
    return operation.plan.cost_amount - operation.plan.funding_amount


def what_it_lacks(operation: Operation) -> str:
    """Say what the plan of an operation that awaits its balance lacks."""
    missing = missing_from(operation)
    if missing > 0:
        return f"Le plan n’est plus équilibré depuis la décision du Département : il manque {money(missing)}."
    if missing < 0:
        return f"Les financements dépassent le coût de {money(-missing)} depuis la décision du Département."
    return f"L’aide votée, {money(operation.voted_amount or 0)}, n’est obtenue sur aucune ligne du plan."


def award_notice(operation: Operation) -> str:
    """Say what the plan of an awarded operation lacks and who mends it; empty when it lacks nothing."""
    if not awaits_balance(operation):
        return ""
    mend = "d’équilibrer les financements" if missing_from(operation) else "de l’y inscrire"
    who = f"Au maître d’ouvrage, {operation.owner}, {mend}"
    return f"{what_it_lacks(operation)} {who} ; la décision reste acquise."
