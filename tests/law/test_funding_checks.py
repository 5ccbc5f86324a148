"""Impact study and lead-authority fields."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.law import LawInputError, impact_study, lead_authority
from beffroi.law.tables import IMPACT_BANDS, LEAD_FIELDS
from law.plain import plain, told

REVENUE = 4_000_000


@pytest.mark.parametrize(
    ("population", "share"),
    [(0, "1.5"), (4_999, "1.5"), (5_000, "1"), (14_999, "1"), (15_000, "0.75"), (49_999, "0.75"),
     (50_000, "0.5"), (400_000, "0.5"), (400_001, "0.25")],
)  # fmt: skip
def test_the_threshold_is_a_share_of_the_revenue_that_falls_with_the_population(population, share):
    assert impact_study(1, population, REVENUE).value == Decimal(share) * REVENUE


@pytest.mark.parametrize("population", [4_999, 14_999, 49_999])
def test_the_study_is_required_strictly_above_the_threshold(population):
    threshold = impact_study(1, population, REVENUE).value
    assert impact_study(threshold, population, REVENUE).holds is True
    above = impact_study(threshold + Decimal("0.01"), population, REVENUE)
    assert above.holds is False
    assert "accompagne la délibération" in plain(above.verdict)


@pytest.mark.parametrize(("population", "amount"), [(280_000, 50_000_000), (500_000, 100_000_000)])
def test_between_two_thresholds_a_lawyer_says(population, amount):
    revenue = 8 * amount
    share = impact_study(1, population, revenue)
    assert share.value == amount
    assert impact_study(amount, population, revenue).holds is True
    between = impact_study(amount + 1, population, revenue)
    assert between.holds is None
    assert "à confirmer par un juriste" in told(between)
    most = revenue // 2 if population == 280_000 else revenue // 4
    assert impact_study(most, population, revenue).holds is None
    assert impact_study(most + 1, population, revenue).holds is False


def test_the_lower_threshold_is_that_of_the_revenue_when_it_is_small():
    small = impact_study(1, 280_000, 1_000_000)
    assert small.value == 500_000
    assert impact_study(500_001, 280_000, 1_000_000).holds is None


@given(st.integers(0, 3_000_000), st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_dearer_project_never_needs_less(population, revenue, cost):
    order = {True: 0, None: 1, False: 2}
    first = impact_study(cost, population, revenue).holds
    assert order[impact_study(cost + 1, population, revenue).holds] >= order[first]


def test_the_last_band_has_no_ceiling():
    assert [one.population_under for one in IMPACT_BANDS].count(None) == 1
    assert IMPACT_BANDS[-1].population_under is None


@pytest.mark.parametrize(
    ("values", "field"), [((0, 1, 1), "cost"), ((1, -1, 1), "population"), ((1, 1, 0), "revenue")]
)
def test_an_impossible_value_is_refused_beside_its_field(values, field):
    with pytest.raises(LawInputError) as refused:
        impact_study(*values)
    assert refused.value.field == field


def test_30_percent_of_public_funding_exactly_says_nothing():
    assert lead_authority("autonomie", [70], 30).holds is True
    under = lead_authority("autonomie", [70], Decimal("29.99"))
    assert under.holds is None
    assert "il faudrait 30 €" in plain(under.verdict)


def test_the_amount_needed_is_rounded_up_to_the_cent():
    assert "0,43 €" in plain(lead_authority("climat", [1], 0).verdict)


def test_region_and_departement_together_are_a_warning_save_under_the_plan():
    both = lead_authority("climat", [40, 30], 60, region=40, departement=30)
    assert both.holds is None
    assert "région et du département ensemble" in plain(both.verdict)
    assert lead_authority("climat", [40, 30], 60, region=40).holds is True
    assert lead_authority("climat", [40, 30], 60, departement=30).holds is True
    plan = lead_authority("climat", [40, 30], 60, region=40, departement=30, state_region_plan=True)
    assert plan.holds is True
    assert "oui" in told(plan)


def test_it_never_says_that_an_operation_is_unlawful():
    found = lead_authority("jeunesse", [90], 10, region=50, departement=40, territorial_agreement=True)
    assert found.holds is None
    assert "peut y déroger" in plain(found.verdict)
    assert "ne décide pas" in told(found)


@pytest.mark.parametrize("row", LEAD_FIELDS, ids=lambda row: row.slug)
def test_each_field_names_its_leader(row):
    found = lead_authority(row.slug, [90], 10)
    assert row.label in plain(found.verdict)
    assert row.leader in told(found)


def test_refused_for_an_unknown_field_and_without_public_money():
    with pytest.raises(LawInputError) as refused:
        lead_authority("licornes", [1], 1)
    assert refused.value.field == "field"
    with pytest.raises(LawInputError) as empty:
        lead_authority("climat", [], 0)
    assert empty.value.field == "own"


@pytest.mark.parametrize("name", ["region", "departement", "own"])
def test_a_negative_amount_is_refused_beside_its_field(name):
    values = {"own": 10, name: -1}
    with pytest.raises(LawInputError) as refused:
        lead_authority("climat", [90], **values)
    assert refused.value.field == name


def test_own_money_alone_is_all_the_public_money():
    assert lead_authority("climat", [], 5).value == 1
