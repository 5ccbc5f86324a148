"""The statement of the subsidies that local authorities give to an operation. Source: CGCT L1611-8."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from beffroi.operations.kinds import FunderKind, LineState
from beffroi.operations.models import FundingLine, Operation
from beffroi.operations.plan_facts import line_of

STATEMENT = "CGCT, art. L1611-8"
# Money of local authorities: what the law asks for. The State's, Europe's and private money stand apart.
LOCAL = frozenset(
    {
        FunderKind.DEPARTEMENT,
        FunderKind.REGION,
        FunderKind.EPCI,
        FunderKind.COMMUNE,
        FunderKind.OTHER_PUBLIC,
    }
)
LEFT_OUT = frozenset({FunderKind.OWN, FunderKind.PRIVATE})
GONE = frozenset({LineState.REFUSED, LineState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Subsidy:
    """One subsidy: whose, how much, and how far it has come."""

    funder: str
    kind: str
    amount: Decimal
    state: str
    decided_on: date | None
    is_local: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """All the public subsidies of an operation on a day, those of local authorities apart."""

    title: str
    owner: str
    on: date
    basis: str
    cost_amount: Decimal
    local: tuple[Subsidy, ...]
    others: tuple[Subsidy, ...]
    local_amount: Decimal
    others_amount: Decimal
    source: str = STATEMENT

    def as_json(self) -> dict[str, Any]:
        """Give plain values: ISO dates, exact decimals as text."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def statement(operation: Operation, on: date) -> Statement:
    """State the subsidies of an operation as its plan has them, obtained or asked; read in two queries."""
    plan = operation.plan
    found = [_subsidy(one) for one in plan.lines.all() if _counts(one)]
    local = tuple(one for one in found if one.is_local)
    others = tuple(one for one in found if not one.is_local)
    return Statement(
        title=operation.title,
        owner=operation.owner.name,
        on=on,
        basis=str(plan.get_basis_display()),
        cost_amount=plan.cost_amount,
        local=local,
        others=others,
        local_amount=sum((one.amount for one in local), Decimal(0)),
        others_amount=sum((one.amount for one in others), Decimal(0)),
    )


def _counts(line: FundingLine) -> bool:
    return line.kind not in LEFT_OUT and line.state not in GONE


def _subsidy(line: FundingLine) -> Subsidy:
    return Subsidy(
        funder=line.funder,
        kind=str(line.get_kind_display()),
        amount=line_of(line).counted_amount,
        state=str(line.get_state_display()),
        decided_on=line.decided_on,
        is_local=line.kind in LOCAL,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
