"""What a funding plan is worth: the worked examples of the law, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import LineState as S
from beffroi.operations.rules.plan import (
    Cost,
    Line,
    Plan,
    concours_of,
    cut,
    imbalance,
    is_investment,
    lead_of,
    own_share_of,
    shares,
)
from beffroi.schemes.kinds import OperationKind


def line(kind, amount, **more):
    return Line(str(kind.label), kind, Decimal(amount), **more)


def plan(cost, *lines, **more):
    return Plan((Cost("Travaux", Decimal(cost)),), lines, **more)


WORKED = (line(K.DEPARTEMENT, 100_000), line(K.STATE, 200_000))


def test_the_own_share_is_met_at_25_percent_and_private_money_is_left_out():
    found = own_share_of(plan(450_000, *WORKED, line(K.OWN, 100_000), line(K.PRIVATE, 50_000)))
    assert found.holds is True
    assert found.value == Decimal("0.25")


def test_the_own_share_missed_says_that_75_000_in_375_000_are_needed():
    found = own_share_of(plan(360_000, *WORKED, line(K.OWN, 60_000)))
    assert found.holds is False
    assert round(found.value, 4) == Decimal("0.1667")
    assert "75 000" in found.verdict.replace("\u202f", " ")
    assert "375 000" in found.verdict.replace("\u202f", " ")


def test_an_exception_chosen_suspends_the_own_share():
    assert own_share_of(plan(360_000, *WORKED, line(K.OWN, 60_000), exception="eau")).holds is None


def test_the_own_share_is_not_about_operating_costs():
    assert own_share_of(plan(360_000, *WORKED, line(K.OWN, 60_000), is_investment=False)).holds is None


def test_no_public_money_no_share():
    assert own_share_of(plan(100, line(K.PRIVATE, 100))) is None


@pytest.mark.parametrize(("amount", "holds"), [(100_000, True), (100_001, False)])
def test_the_fonds_de_concours_is_at_most_half_of_what_the_commune_carries(amount, holds):
    found = concours_of(
        plan(500_000, line(K.STATE, 300_000), line(K.OWN, 200_000 - amount), line(K.EPCI, amount))
    )
    assert found.value == 100_000
    assert found.holds is holds


def test_a_field_that_an_authority_leads_is_looked_at_under_30_percent():
    found = lead_of(
        plan(260_000, line(K.OWN, 60_000), line(K.DEPARTEMENT, 200_000), lead_field="solidarite-territoires")
    )
    assert found.holds is None
    assert round(found.value, 4) == Decimal("0.2308")
    assert "part propre sous 30 %" in found.verdict.replace("\u202f", " ").replace("\xa0", " ")


def test_region_and_departement_together_are_looked_at():
    lines = (line(K.OWN, 100_000), line(K.REGION, 50_000), line(K.DEPARTEMENT, 50_000))
    assert "ensemble" in lead_of(plan(200_000, *lines, lead_field="climat")).verdict
    assert lead_of(plan(200_000, *lines[:2], line(K.STATE, 50_000), lead_field="climat")).holds
    assert lead_of(plan(200_000, *lines)) is None


def test_no_fonds_de_concours_no_test():
    assert concours_of(plan(300_000, *WORKED)) is None


def test_what_brings_more_than_it_costs_cannot_be_tested():
    assert concours_of(plan(100, line(K.STATE, 200), line(K.EPCI, 10))) is None


@pytest.mark.parametrize("state", [S.REFUSED, S.WITHDRAWN])
def test_a_refused_or_withdrawn_line_counts_for_nothing(state):
    assert line(K.STATE, 100, state=state).counted_amount == 0


def test_what_was_obtained_counts_rather_than_what_was_asked():
    assert line(K.STATE, 100, state=S.OBTAINED, obtained_amount=Decimal(80)).counted_amount == 80


def test_a_plan_balances_to_the_cent():
    assert imbalance(plan("100.01", line(K.OWN, "100.01"))) == ""
    assert "il manque 0,01" in imbalance(plan("100.01", line(K.OWN, "100.00")))
    assert "0,01\u202f€ de trop" in imbalance(plan("100.00", line(K.OWN, "100.01")))
    assert "aucun coût" in imbalance(Plan((), ()))


def test_only_events_and_operating_are_outside_investment():
    left_out = {one for one in OperationKind if not is_investment(one)}
    assert left_out == {OperationKind.EVENT, OperationKind.OPERATING}
    assert is_investment("")


def test_a_cut_lowers_what_was_obtained_or_asked_and_zero_withdraws():
    obtained = line(K.STATE, 100, state=S.OBTAINED, obtained_amount=Decimal(80))
    assert cut(obtained, Decimal(50)).counted_amount == 50
    assert cut(obtained, Decimal(50)).asked_amount == 100
    assert cut(line(K.STATE, 100), Decimal(50)).counted_amount == 50
    assert cut(obtained, Decimal(0)).state is S.WITHDRAWN
    assert cut(obtained, Decimal(0)).obtained_amount is None


amounts = st.decimals(0, 10_000_000, places=2)
lines = st.lists(
    st.builds(Line, st.just("X"), st.sampled_from(K), amounts, st.sampled_from([S.PLANNED, S.REFUSED]))
)


@given(st.lists(amounts), lines)
def test_the_bar_is_never_longer_than_the_whole_and_holds_each_counted_line_once(costs, drawn):
    plan = Plan(tuple(Cost("C", one) for one in costs), tuple(drawn))
    found = shares(plan)
    assert sum(one.amount for one in found) == plan.funding_amount
    assert sum(one.rate for one in found) <= Decimal("1.0000000001")
    assert all(0 <= one.start_rate <= 1 for one in found)


@given(lines)
def test_a_share_that_holds_is_at_least_a_fifth_of_public_money(drawn):
    plan = Plan((), tuple(drawn))
    found = own_share_of(plan)
    public = plan.funding_amount - plan.funded_by(K.PRIVATE)
    assert (found is None) == (public == 0)
    if found:
        assert found.holds == (plan.own_amount * 5 >= public)
