"""The documents of an operation's money: the statement of subsidies."""

from datetime import datetime
from typing import Any

from beffroi.core.dates import local_day
from beffroi.documents import Document, render
from beffroi.law.french import french_date, money
from beffroi.operations.models import Operation
from beffroi.operations.statement import Subsidy, statement

TEMPLATE = "operations/statement"


def render_statement(operation: Operation, *, at: datetime) -> Document:
    """Draw the statement of the subsidies of an operation, as its plan has them that day."""
    found = statement(operation, local_day(at))
    departement = operation.departement
    data: dict[str, Any] = {
        "authority": {"name": departement.name, "kind_label": str(departement.get_kind_display())},
        "number": None,
        "title": found.title,
        "owner": found.owner,
        "on": french_date(found.on),
        "basis": found.basis,
        "cost": money(found.cost_amount),
        "local": [_row(one) for one in found.local],
        "others": [_row(one) for one in found.others],
        "local_amount": money(found.local_amount),
        "others_amount": money(found.others_amount),
        "source": found.source,
        "fictitious": operation.contract.is_fictitious,
        "draft": None,
        "verification": None,
    }
    return render(TEMPLATE, data, at=at)


def _row(one: Subsidy) -> dict[str, str]:
    state = one.state if one.decided_on is None else f"{one.state} le {french_date(one.decided_on)}"
    return {"funder": one.funder, "kind": one.kind, "state": state, "amount": money(one.amount)}
