"""The département's vote, as the plan then bears it."""

from datetime import date, datetime
from decimal import Decimal

from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.operations.actions.figures import keep_figures, told_plan
from beffroi.operations.award import line_asked_of
from beffroi.operations.kinds import LineState
from beffroi.operations.models import Operation
from beffroi.operations.saving import plan_of_locked
from beffroi.operations.sheets import route_of


def write_vote(held: Operation, amount: Decimal, decided_on: date, *, by: Author, at: datetime) -> None:
    """Write a vote on the line of the plan that asked for it: obtained at that amount, refused at zero.

    When no single line surely asked for it the plan stays as it is, and its page says so.
    """
    plan, route = plan_of_locked(held), route_of(held)
    row = line_asked_of(plan.lines.all(), route) if route else None
    if row is None:
        return
    before = told_plan(plan)
    row.state, row.obtained_amount = (LineState.OBTAINED, amount) if amount else (LineState.REFUSED, None)
    row.decided_on = decided_on
    save_checked(row)
    plan.version += 1
    keep_figures(held, plan, at=at)
    record("plan.voted", held, by=by, changes=changes_between(before, told_plan(plan)))
