"""What the pages show of a funding plan: the bar, its table, the tests that the law puts to it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from beffroi.core.dates import local_day
from beffroi.law import Reckoning
from beffroi.law.french import french_date, money, percent
from beffroi.law.tables import OWN_SHARE_EXCEPTIONS
from beffroi.operations.kinds import FunderKind, LineState
from beffroi.operations.models import FundingLine, Operation
from beffroi.operations.plan_facts import read_plan
from beffroi.operations.rules.plan import Plan, concours_of, imbalance, lead_of, own_share_of, shares

# A part of the bar too short for its figure is read in the table.
LEAST_LABELLED = Decimal("0.09")
DARK = (1, 2)
FILLS = 4
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar, in percent of its width, as an attribute of the drawing."""

    x: str
    width: str
    fill: int
    label: str
    label_x: str
    is_dark: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    pk: int
    kind: str
    funder: str
    note: str
    amount: str
    share: str
    fill: int
    is_out: bool


@dataclass(frozen=True, slots=True)
class OwnShare:
    """The test of the own share as a fraction."""

    reckoning: Reckoning[Decimal]
    over: str
    under: str
    rate: str
    sum: str
    bar: str
    exception: str


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan, ready to be drawn."""

    basis: str
    costs: tuple[Any, ...]
    cost: str
    eligible: str
    funding: str
    asked: str
    rows: tuple[Row, ...]
    segments: tuple[Segment, ...]
    told: str
    imbalance: str
    own_share: OwnShare | None
    concours: Reckoning[Decimal] | None
    lead: Reckoning[Decimal] | None
    settled: str


def show_plan(operation: Operation) -> ShownPlan:
    """Gather what is drawn of a plan: its costs, its lines and what they rest on."""
    stored = operation.plan
    lines = list(stored.lines.all())
    prefetch_related_objects(lines, "scheme", "piece")
    costs = list(stored.costs.all())
    plan = read_plan(operation, costs, lines)
    rows = _rows(lines, plan)
    return ShownPlan(
        basis=str(stored.get_basis_display()),
        costs=tuple(costs),
        cost=money(plan.cost_amount),
        eligible=money(plan.eligible_amount),
        funding=money(plan.funding_amount),
        asked=money(plan.funded_by(FunderKind.DEPARTEMENT)),
        rows=rows,
        segments=segments_of(plan),
        told=", ".join(f"{one.funder} {one.share}" for one in rows if not one.is_out),
        imbalance=imbalance(plan),
        own_share=show_own_share(plan),
        concours=concours_of(plan),
        lead=lead_of(plan),
        settled=_settled(stored.settled_at, stored.settled_by_label),
    )


def segments_of(plan: Plan) -> tuple[Segment, ...]:
    """Draw the bar of a plan."""
    found = []
    for index, one in enumerate(shares(plan)):
        fill = index % FILLS + 1
        label = percent(one.rate, 1) if one.rate >= LEAST_LABELLED else ""
        x, width = one.start_rate * HUNDRED, one.rate * HUNDRED
        found.append(
            Segment(
                f"{x:.3f}%",
                f"{max(width - Decimal('0.3'), Decimal('0.1')):.3f}%",
                fill,
                label,
                f"{x + Decimal('1.5'):.3f}%",
                fill in DARK,
            )
        )
    return tuple(found)


def show_own_share(plan: Plan) -> OwnShare | None:
    """Show the own share over all public money, with the exception that was chosen."""
    found = own_share_of(plan)
    if found is None:
        return None
    own, public = plan.own_amount, sum(plan.subsidies, plan.own_amount)
    chosen = next((one.label for one in OWN_SHARE_EXCEPTIONS if one.slug == plan.exception), "")
    return OwnShare(
        reckoning=found,
        over=money(own),
        under=money(public),
        rate=percent(found.value, 1),
        sum=" + ".join(money(one) for one in (own, *plan.subsidies)),
        bar=f"{found.value * HUNDRED:.3f}%",
        exception=chosen,
    )


def _rows(lines: list[FundingLine], plan: Plan) -> tuple[Row, ...]:
    whole = max(plan.cost_amount, plan.funding_amount)
    found, drawn = [], 0
    for stored, line in zip(lines, plan.lines, strict=True):
        amount = line.counted_amount
        fill = drawn % FILLS + 1 if amount else 0
        drawn += bool(amount)
        found.append(
            Row(
                pk=stored.pk,
                kind=stored.kind,
                funder=stored.funder,
                note=_note(stored),
                amount=money(amount),
                share=percent(amount / whole, 1) if whole else "—",
                fill=fill,
                is_out=not amount,
            )
        )
    return tuple(found)


def _note(line: FundingLine) -> str:
    told = [str(line.get_kind_display()), str(line.get_state_display())]
    if line.decided_on is not None:
        told[-1] += f" le {french_date(line.decided_on)}"
    if line.state in (LineState.OBTAINED, LineState.REFUSED, LineState.WITHDRAWN):
        told.append(f"{money(line.asked_amount)} demandés")
    if line.scheme is not None:
        told.append(line.scheme.name)
    if line.piece is not None:
        told.append(f"pièce : {line.piece.label}")
    return ", ".join(told)


def _settled(at: datetime | None, by: str) -> str:
    return f"Arrêté le {french_date(local_day(at))} par {by}." if at else ""
