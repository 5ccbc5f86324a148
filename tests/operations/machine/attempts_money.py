"""What anybody may attempt on the money of an operation: its plan, its funders, its route."""

from datetime import date
from decimal import Decimal

from beffroi.core.errors import NotAllowed
from beffroi.operations.actions.plan import funder_cuts, resettle_plan, settle_plan, write_plan
from beffroi.operations.actions.routing import (
    MOVE_OF,
    RouteFacts,
    SchemeGrant,
    SchemeRefusal,
    decide_route,
    grant_by_scheme,
    refuse_by_scheme,
)
from beffroi.operations.kinds import FunderKind, FundingRoute, LineState, OperationState
from beffroi.operations.models import FundingLine, Operation
from beffroi.operations.permissions import (
    can_cut_funding,
    can_edit_file,
    can_examine,
    can_move,
    can_read_appraisal,
    can_write_plan,
)
from beffroi.operations.plan_facts import LineFacts, PlanFacts
from beffroi.operations.rules.plan import Cost
from beffroi.operations.states import TRANSITIONS
from beffroi.organisations.actor import Actor
from operations.machine.attempts import AT, Unseen, allow, pick, read_file, reason
from operations.machine.people import Scene

COST = Decimal(400_000)
K = FunderKind
DECIDED = (LineState.OBTAINED, LineState.REFUSED, LineState.WITHDRAWN)
# What each funder is asked; the owner pays the rest, but for what a bad plan forgets.
PLANS: tuple[tuple[dict[FunderKind, int], int], ...] = (
    ({K.DEPARTEMENT: 100_000, K.STATE: 150_000}, 0),
    ({K.DEPARTEMENT: 100_000, K.STATE: 240_000}, 0),
    ({K.DEPARTEMENT: 100_000, K.STATE: 150_000}, 1),
    ({K.DEPARTEMENT: 100_000, K.STATE: 150_000}, -1),
    ({K.DEPARTEMENT: 100_000, K.COMMUNE: 180_000}, 0),
    ({}, 0),
    ({K.PRIVATE: 400_000}, 0),
)
CONCOURS_PLAN, EMPTY_PLAN = 4, 5


def plan(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Write the whole plan: what funders decided stays, unless it is forgotten on purpose."""
    found = read_file(operation, who)
    allow(can_write_plan(who, found), "can_write_plan")
    kind, later = chosen % len(PLANS), chosen // len(PLANS)
    asked, gap = PLANS[kind]
    rows = [] if later % 5 == 4 else list(found.plan.lines.filter(state__in=DECIDED))
    lines = [_as_it_was(one) for one in rows]
    taken = {one.kind for one in rows}
    waiting = {K(one.kind): one.pk for one in found.plan.lines.exclude(state__in=DECIDED)}
    lines += [
        LineFacts(str(kind.label), kind, Decimal(amount), LineState.ASKED, pk=waiting.get(kind))
        for kind, amount in asked.items()
        if kind not in taken
    ]
    counted = sum((_counted(one) for one in lines), Decimal(0))
    own = COST - counted - Decimal(gap) / 100
    if own > 0 and kind != EMPTY_PLAN:
        lines.append(LineFacts("Maître d’ouvrage", K.OWN, own, LineState.ASKED, pk=waiting.get(K.OWN)))
    costs = () if kind == EMPTY_PLAN else (Cost("Travaux", COST),)
    version = found.plan.version - 1 if later % 6 == 5 else found.plan.version
    return write_plan(found, PlanFacts(costs=costs, lines=tuple(lines), version=version), by=who, at=AT)


def _as_it_was(row: FundingLine) -> LineFacts:
    return LineFacts(
        row.funder, K(row.kind), row.asked_amount, LineState(row.state), row.obtained_amount, row.decided_on,
        row.scheme, row.piece, row.pk,
    )  # fmt: skip


def _counted(line: LineFacts) -> Decimal:
    if line.state in (LineState.REFUSED, LineState.WITHDRAWN):
        return Decimal(0)
    return line.asked_amount if line.obtained_amount is None else line.obtained_amount


def obtain(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Note on the plan that a funder gave what was asked, or half of it."""
    found = read_file(operation, who)
    allow(can_write_plan(who, found), "can_write_plan")
    lines = []
    for row in found.plan.lines.all():
        facts = _as_it_was(row)
        if row.kind == K.STATE and row.state not in DECIDED:
            given = row.asked_amount / 2 if chosen % 3 == 2 else row.asked_amount
            facts = LineFacts(
                row.funder, K.STATE, row.asked_amount, LineState.OBTAINED, given, date(2025, 12, 1), pk=row.pk
            )
        lines.append(facts)
    costs = tuple(Cost(one.label, one.amount, one.is_eligible) for one in found.plan.costs.all())
    return write_plan(found, PlanFacts(costs=costs, lines=tuple(lines)), by=who, at=AT)


def settle(_scene: Scene, operation: Operation, who: Actor, _chosen: int) -> object:
    """Settle the plan, or settle it again once a funder had reopened it."""
    found = read_file(operation, who)
    allow(can_edit_file(who, found), "can_edit_file")
    act = resettle_plan if found.stage is OperationState.REOPENED else settle_plan
    return act(found, by=who, at=AT)


def cut(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Note that a funder cuts its aid, or withdraws."""
    found = read_file(operation, who)
    rows = list(found.plan.lines.all())
    if not rows:
        raise Unseen("line of the plan")
    row = pick(rows, chosen)
    allow(can_cut_funding(who, found) and row.kind != K.OWN, "can_cut_funding")
    amount = pick([Decimal(0), row.asked_amount / 2, row.asked_amount + 1], chosen // 2)
    return funder_cuts(row, amount.quantize(Decimal("0.01")), reason(chosen), by=who, at=AT)


def route(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Decide where the money is to come from."""
    found = read_file(operation, who)
    allow(can_read_appraisal(who, found), "can_read_appraisal")
    allow(can_examine(who, found), "can_examine")
    amount, why = Decimal(100_000), "Le droit commun ne suffit pas."
    options = (
        RouteFacts(FundingRoute.FUND, why, scene.fund, amount),
        RouteFacts(FundingRoute.BOTH, why, scene.fund, amount),
        RouteFacts(FundingRoute.FUND, why, scene.fund, Decimal(90_000)),
        RouteFacts(FundingRoute.SCHEME, why),
        RouteFacts(FundingRoute.NONE, why),
        RouteFacts(FundingRoute.FUND, " ", scene.fund, amount),
        RouteFacts(FundingRoute.FUND, why, scene.far_fund, amount),
        RouteFacts(FundingRoute.FUND, why, scene.fund, None),
        RouteFacts(FundingRoute.FUND, why, scene.fund, COST + 1),
        RouteFacts(FundingRoute.SCHEME, why, scene.fund, amount),
        RouteFacts(FundingRoute.FUND, why, scene.ordinary[0], amount),
    )
    facts = pick(options, chosen)
    if found.stage is OperationState.ROUTING and not can_move(who, found, TRANSITIONS[MOVE_OF[facts.route]]):
        raise NotAllowed("can_move: route")
    return decide_route(found, facts, by=who, at=AT)


def _on_the_road(operation: Operation, who: Actor) -> Operation:
    found = read_file(operation, who)
    allow(found.stage is OperationState.SCHEME_ROAD and can_examine(who, found), "can_examine")
    return found


def grant(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Write what an ordinary scheme granted."""
    found = _on_the_road(operation, who)
    row = found.plan.lines.filter(kind=K.DEPARTEMENT).first() if chosen % 2 else None
    amount = Decimal(0) if chosen % 5 == 4 else Decimal(100_000)
    return grant_by_scheme(found, SchemeGrant(amount, date(2026, 1, 5), reason(chosen), row), by=who, at=AT)


def refuse(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Write what an ordinary scheme refused."""
    found = _on_the_road(operation, who)
    rows = [None, *found.plan.lines.filter(kind__in=(K.DEPARTEMENT, K.STATE))]
    refusal = SchemeRefusal(date(2026, 1, 5), reason(chosen), pick(rows, chosen // 4))
    return refuse_by_scheme(found, refusal, by=who, at=AT)
