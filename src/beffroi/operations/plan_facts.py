"""From the rows of a plan to plain values, and the values that forms and imports hand to its actions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from beffroi.files.models import Piece
from beffroi.operations.kinds import Basis, FunderKind, LineState
from beffroi.operations.models import CostItem, FundingLine, Operation
from beffroi.operations.rules.plan import Cost, Line, Plan, is_investment
from beffroi.schemes.models import Scheme


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line as its owner writes it; `pk` says which line it was, when it was one."""

    funder: str
    kind: FunderKind
    asked_amount: Decimal
    state: LineState = LineState.PLANNED
    obtained_amount: Decimal | None = None
    decided_on: date | None = None
    scheme: Scheme | None = None
    piece: Piece | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole plan as its owner writes it."""

    costs: tuple[Cost, ...] = ()
    lines: tuple[LineFacts, ...] = ()
    basis: Basis = Basis.EXCLUDING_TAX
    recovers_tax: bool = True
    exception: str = ""
    lead_field: str = ""
    # What a plan written by a person was read at; None from a command that writes it whole.
    version: int | None = field(default=None, compare=False)


def line_of(line: FundingLine) -> Line:
    """Give a stored line as plain values."""
    return Line(
        funder=line.funder,
        kind=FunderKind(line.kind),
        asked_amount=line.asked_amount,
        state=LineState(line.state),
        obtained_amount=line.obtained_amount,
    )


def plan_of(operation: Operation) -> Plan:
    """Give the stored plan of an operation as plain values: its rows as they are now."""
    return read_plan(operation, operation.plan.costs.all(), operation.plan.lines.all())


def read_plan(operation: Operation, costs: Iterable[CostItem], lines: Iterable[FundingLine]) -> Plan:
    """Give rows of a plan as plain values."""
    plan = operation.plan
    return Plan(
        costs=tuple(Cost(one.label, one.amount, one.is_eligible) for one in costs),
        lines=tuple(line_of(one) for one in lines),
        basis=Basis(plan.basis),
        exception=plan.own_share_exception,
        lead_field=plan.lead_field,
        is_investment=is_investment(operation.kind),
    )
