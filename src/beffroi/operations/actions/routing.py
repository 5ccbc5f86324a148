"""Towards which money an operation is sent, and what an ordinary scheme then decides."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.law.french import money
from beffroi.operations.actions.figures import keep_figures
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.sheet import open_sheet
from beffroi.operations.kinds import FunderKind, FundingRoute, LineState, OperationState
from beffroi.operations.models import FundingLine, FundingPlan, Operation, RouteDecision
from beffroi.operations.saving import lock_plan, lock_with_text
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme

MOVE_OF = {
    FundingRoute.FUND: "route_to_fund",
    FundingRoute.BOTH: "route_to_fund",
    FundingRoute.SCHEME: "route_to_scheme",
    FundingRoute.NONE: "route_to_none",
}
# A line that waits for its funder's decision.
WAITING = frozenset({LineState.PLANNED, LineState.ASKED})
TO_A_FUND = frozenset({FundingRoute.FUND, FundingRoute.BOTH})


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """A route as the agent proposes it."""

    route: FundingRoute
    reason: str
    fund: Scheme | None = None
    proposed_amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SchemeGrant:
    """What an ordinary scheme granted: on which line of the plan, how much, when, by which act."""

    amount: Decimal
    decided_on: date
    reason: str
    line: FundingLine | None = None


@dataclass(frozen=True, slots=True)
class SchemeRefusal:
    """What an ordinary scheme refused: when, why, on which line of the plan when it had one."""

    decided_on: date
    reason: str
    line: FundingLine | None = None


@transaction.atomic
def decide_route(operation: Operation, facts: RouteFacts, *, by: Author, at: datetime) -> Operation:
    """Write where the money is to come from, and make the move: one transaction.

    Raises: RuleViolation.
    """
    held = lock_with_text(operation)
    if held.stage is not OperationState.ROUTING:
        raise RuleViolation(
            f"L’orientation se décide à son étape : l’opération est « {held.get_state_display()} »."
        )
    _check_route(held, facts)
    decision = save_checked(
        RouteDecision(
            operation=held,
            route=facts.route,
            fund=facts.fund,
            proposed_amount=facts.proposed_amount,
            reason=facts.reason.strip(),
            at=at,
            by_id=by.user_id,
            by_label=by.user_label,
        )
    )
    told = f"{decision.get_route_display()} : {decision.reason}"
    record("route.decided", held, by=by, note=told)
    moved = move_operation(held, MOVE_OF[facts.route], by=by, at=at, reason=decision.reason)
    if facts.route in TO_A_FUND:
        on_routed_to_fund(moved, by=by, at=at)
    return moved


def on_routed_to_fund(held: Operation, *, by: Author, at: datetime) -> None:
    """What follows when an operation is sent to a fund, within the same transaction: its fiche is opened."""
    open_sheet(held, by=by, at=at)


def _check_route(held: Operation, facts: RouteFacts) -> None:
    if not facts.reason.strip():
        raise RuleViolation("Une orientation se motive.")
    if facts.route not in TO_A_FUND:
        if facts.fund is not None or facts.proposed_amount is not None:
            raise RuleViolation("Le fonds et son montant n’accompagnent qu’une orientation vers le fonds.")
        return
    fund = facts.fund
    if fund is None or fund.kind != SchemeKind.FUND or fund.organisation_id != held.departement.pk:
        raise RuleViolation("Choisissez l’un des fonds du Département.")
    if not facts.proposed_amount:
        raise RuleViolation("Indiquez le montant proposé au fonds.")
    if facts.proposed_amount > held.total_cost_amount:
        raise RuleViolation(
            f"Le montant proposé dépasse le coût de l’opération, {money(held.total_cost_amount)}."
        )


@transaction.atomic
def grant_by_scheme(operation: Operation, grant: SchemeGrant, *, by: Author, at: datetime) -> Operation:
    """Write what the ordinary scheme granted on the plan's line, and end the road there.

    Raises: RuleViolation.
    """
    held, plan = lock_plan(operation)
    if not grant.amount:
        raise RuleViolation("Indiquez le montant accordé : un refus s’enregistre autrement.")
    row = _granted_line(held, plan, grant)
    row.state, row.obtained_amount, row.decided_on = LineState.OBTAINED, grant.amount, grant.decided_on
    save_checked(row)
    plan.version += 1
    keep_figures(held, plan, at=at)
    record("scheme.granted", held, by=by, note=f"{row.funder} : {money(grant.amount)}. {grant.reason}")
    return move_operation(held, "scheme_grants", by=by, at=at, reason=grant.reason)


def _granted_line(held: Operation, plan: FundingPlan, grant: SchemeGrant) -> FundingLine:
    if grant.line is not None:
        return _line_of(plan, grant.line)
    last = plan.lines.order_by("rank").last()
    return FundingLine(
        plan=plan,
        rank=last.rank + 1 if last else 1,
        funder=held.departement.name,
        kind=FunderKind.DEPARTEMENT,
        asked_amount=grant.amount,
    )


def _line_of(plan: FundingPlan, line: FundingLine) -> FundingLine:
    row = plan.lines.filter(pk=line.pk, kind=FunderKind.DEPARTEMENT).first()
    if row is None:
        raise RuleViolation("Cette ligne n’est pas un financement du Département à ce plan.")
    return row


@transaction.atomic
def refuse_by_scheme(operation: Operation, refusal: SchemeRefusal, *, by: Author, at: datetime) -> Operation:
    """Write what the ordinary scheme refused on the plan's line; the operation is to be routed again.

    A plan that counted on it is reopened, for its owner to balance it first.
    Raises: RuleViolation.
    """
    held, plan = lock_plan(operation)
    told, counted = refusal.reason.strip(), Decimal(0)
    if refusal.line is not None:
        row = _line_of(plan, refusal.line)
        if row.state not in WAITING:
            raise RuleViolation("Cette ligne a déjà sa décision : choisissez celle qui l’attend.")
        counted = row.asked_amount
        row.state, row.decided_on = LineState.REFUSED, refusal.decided_on
        save_checked(row)
        plan.version += 1
        keep_figures(held, plan, at=at)
        told = f"{row.funder} : {told}"
    record("scheme.refused", held, by=by, note=told)
    moved = move_operation(held, "scheme_refuses", by=by, at=at, reason=refusal.reason)
    if not counted:
        return moved
    return move_operation(moved, "reopen_plan", by=by, at=at, reason=told)
