"""Where the money is to come from, and what an ordinary scheme then grants."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions import routing
from beffroi.operations.actions.routing import RouteFacts, SchemeGrant, decide_route, grant_by_scheme
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import FundingRoute as R
from beffroi.operations.kinds import LineState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import FundingPlan, RouteDecision
from beffroi.schemes.kinds import SchemeKind
from contracts.factories import organisation_of
from operations.factories import AT
from operations.plans import MISSED, facts, line, make_planned
from schemes.factories import make_rules, make_scheme

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 3)


def fund_of(operation, **changes):
    owner = organisation_of(operation.contract, Side.DEPARTEMENT)
    return make_scheme(organisation=owner, kind=SchemeKind.FUND, **changes)


@pytest.mark.parametrize(
    ("route", "reached"),
    [(R.FUND, S.SHEET), (R.BOTH, S.SHEET), (R.SCHEME, S.SCHEME_ROAD), (R.NONE, S.REFUSED)],
)
def test_a_route_is_written_and_the_move_made_at_once(route, reached):
    operation = make_planned(state=S.ROUTING)
    to_fund = route in (R.FUND, R.BOTH)
    told = RouteFacts(
        route, "Le droit commun ne suffit pas.", fund_of(operation) if to_fund else None,
        Decimal(100_000) if to_fund else None,
    )  # fmt: skip
    assert decide_route(operation, told, by=CLERK, at=AT).state == reached
    assert operation.routes.get().route == route


def test_a_fund_that_opens_a_fiche_is_told_within_the_transaction(monkeypatch):
    told = []
    monkeypatch.setattr(routing, "on_routed_to_fund", lambda held, *, by, at: told.append(held.state))
    for route in (R.FUND, R.BOTH, R.SCHEME):
        operation = make_planned(state=S.ROUTING)
        fund = None if route is R.SCHEME else fund_of(operation)
        amount = None if route is R.SCHEME else Decimal(1)
        decide_route(operation, RouteFacts(route, "x", fund, amount), by=CLERK, at=AT)
    assert told == [S.SHEET, S.SHEET]


@pytest.mark.parametrize("route", [R.FUND, R.BOTH, R.SCHEME])
def test_a_decision_is_not_written_when_the_move_is_refused(route):
    operation = make_planned(MISSED, S.ROUTING)
    fund, amount = (None, None) if route is R.SCHEME else (fund_of(operation), Decimal(1))
    told = RouteFacts(route, "x", fund, amount)
    with pytest.raises(RuleViolation, match="Part propre insuffisante"):
        decide_route(operation, told, by=CLERK, at=AT)
    assert not RouteDecision.objects.exists()


def test_an_ordinary_scheme_without_its_reason_forbids_the_fund_and_not_the_scheme():
    operation = make_planned(state=S.ROUTING)
    make_rules(make_scheme(organisation=organisation_of(operation.contract, Side.DEPARTEMENT)))
    with pytest.raises(RuleViolation, match="Droit commun"):
        decide_route(operation, RouteFacts(R.FUND, "x", fund_of(operation), Decimal(1)), by=CLERK, at=AT)
    assert decide_route(operation, RouteFacts(R.SCHEME, "x"), by=CLERK, at=AT).state == S.SCHEME_ROAD


def wrong_routes(operation):
    fund = fund_of(operation)
    return [
        (RouteFacts(R.SCHEME, " "), "se motive"),
        (RouteFacts(R.SCHEME, "x", fund), "n’accompagnent"),
        (RouteFacts(R.NONE, "x", None, Decimal(1)), "n’accompagnent"),
        (RouteFacts(R.FUND, "x", None, Decimal(1)), "l’un des fonds"),
        (RouteFacts(R.FUND, "x", make_scheme(kind=SchemeKind.FUND), Decimal(1)), "l’un des fonds"),
        (RouteFacts(R.FUND, "x", make_scheme(organisation=fund.organisation), Decimal(1)), "l’un des fonds"),
        (RouteFacts(R.BOTH, "x", fund), "montant proposé"),
        (RouteFacts(R.FUND, "x", fund, Decimal(450_001)), "dépasse le coût"),
    ]


@pytest.mark.parametrize("index", range(8))
def test_refused_when_the_route_is_not_whole(index):
    operation = make_planned(state=S.ROUTING)
    told, why = wrong_routes(operation)[index]
    with pytest.raises(RuleViolation, match=why):
        decide_route(operation, told, by=CLERK, at=AT)


def test_refused_outside_its_step():
    with pytest.raises(RuleViolation, match="à son étape"):
        decide_route(make_planned(state=S.SHEET), RouteFacts(R.SCHEME, "x"), by=CLERK, at=AT)


def test_a_decision_is_never_changed():
    operation = make_planned(state=S.ROUTING)
    decide_route(operation, RouteFacts(R.SCHEME, "x"), by=CLERK, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RouteDecision.objects.update(reason="autre")


def test_what_a_scheme_grants_is_written_on_the_plans_line_with_its_date():
    operation = make_planned(state=S.SCHEME_ROAD)
    row = operation.plan.lines.get(kind=K.DEPARTEMENT)
    grant = SchemeGrant(Decimal(80_000), ON, "Commission permanente, n° 12", row)
    moved = grant_by_scheme(operation, grant, by=CLERK, at=AT)
    row.refresh_from_db()
    assert (row.state, row.obtained_amount, row.decided_on) == (LineState.OBTAINED, 80_000, ON)
    assert (moved.state, moved.asked_amount) == (S.SCHEME_GRANTED, 80_000)
    assert FundingPlan.objects.get(operation=operation).funding_amount == 430_000


def test_a_grant_that_the_plan_did_not_foresee_takes_a_line_more():
    operation = make_planned(facts(10, line(K.OWN, 10)), S.SCHEME_ROAD)
    grant_by_scheme(operation, SchemeGrant(Decimal(5), ON, "CP"), by=CLERK, at=AT)
    assert [one.kind for one in operation.plan.lines.all()] == [K.OWN, K.DEPARTEMENT]


def test_refused_on_a_line_that_is_not_the_departements_or_for_nothing():
    operation = make_planned(state=S.SCHEME_ROAD)
    state = operation.plan.lines.get(kind=K.STATE)
    with pytest.raises(RuleViolation, match="pas un financement du Département"):
        grant_by_scheme(operation, SchemeGrant(Decimal(5), ON, "CP", state), by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="montant accordé"):
        grant_by_scheme(operation, SchemeGrant(Decimal(0), ON, "CP"), by=CLERK, at=AT)
    other = make_planned(state=S.SHEET)
    with pytest.raises(RuleViolation, match="n’est pas possible"):
        grant_by_scheme(other, SchemeGrant(Decimal(5), ON, "CP"), by=CLERK, at=AT)
