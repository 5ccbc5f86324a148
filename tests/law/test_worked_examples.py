"""Every example worked by hand in the project's statement of the law."""

from datetime import date
from decimal import Decimal

import pytest

from beffroi.law import (
    AdministrativeAppeal,
    AssemblyKind,
    Outcome,
    absolute_majority,
    appeal_deadline,
    clear_days,
    enforceable_on,
    final_payment,
    fonds_de_concours,
    own_share,
    quorum,
    vote_outcome,
    weekly_list_deadline,
)
from law.plain import told

EPCI = AssemblyKind.EPCI


def test_dispatched_on_the_6th_for_the_12th_gives_5_clear_days_valid_for_an_epci():
    reckoning = clear_days(date(2023, 12, 6), date(2023, 12, 12), assembly=EPCI)
    assert (reckoning.value, reckoning.holds) == (5, True)
    assert "5 jours francs exigés, 5 comptés : 7, 8, 9, 10, 11 décembre" in told(reckoning)
    assert [day.on.day for day in reckoning.days if day.counted] == [7, 8, 9, 10, 11]


def test_dispatched_on_the_7th_for_the_12th_gives_4_clear_days_invalid_for_an_epci():
    reckoning = clear_days(date(2023, 12, 7), date(2023, 12, 12), assembly=EPCI)
    assert (reckoning.value, reckoning.holds) == (4, False)


@pytest.mark.parametrize("assembly", [AssemblyKind.DEPARTEMENT, AssemblyKind.STANDING_COMMITTEE])
def test_the_same_dates_are_invalid_for_the_departement_and_its_standing_committee(assembly):
    assert clear_days(date(2023, 12, 6), date(2023, 12, 12), assembly=assembly).holds is False


@pytest.mark.parametrize(
    ("population", "first", "required"), [(0, False, 3), (3499, False, 3), (3500, False, 5), (3500, True, 3)]
)
def test_a_commune_needs_3_or_5_clear_days(population, first, required):
    for clear in range(8):
        sitting = date(2024, 6, 2 + clear)
        reckoning = clear_days(
            date(2024, 6, 1), sitting, assembly=AssemblyKind.COMMUNE, population=population,
            first_after_renewal=first,
        )  # fmt: skip
        assert (reckoning.value, reckoning.holds) == (clear, clear >= required)


@pytest.mark.parametrize(("in_office", "threshold"), [(11, 6), (53, 27), (152, 77)])
def test_the_quorum_is_half_of_the_members_in_office_plus_one(in_office, threshold):
    assert quorum(in_office, threshold, assembly=EPCI).value == threshold
    assert quorum(in_office, threshold, assembly=EPCI).holds is True
    assert quorum(in_office, threshold - 1, assembly=EPCI).holds is False


def test_ten_present_of_nineteen_two_of_them_interested_is_no_quorum():
    reckoning = quorum(19, 10, interested=2, assembly=AssemblyKind.COMMUNE)
    assert (reckoning.value, reckoning.holds) == (10, False)
    assert quorum(19, 10, assembly=AssemblyKind.COMMUNE).holds is True


def test_the_seed_sitting_reaches_its_quorum_by_25():
    reckoning = quorum(152, 102, represented=23, assembly=EPCI, on=date(2023, 12, 12))
    assert (reckoning.value, reckoning.holds) == (77, True)
    assert "152 ÷ 2 = 76, plus 1 = 77" in told(reckoning)
    assert "25 de plus" in told(reckoning)


def test_four_for_and_six_abstentions_is_adopted():
    assert vote_outcome(4, 0, abstentions=6, assembly=EPCI).value is Outcome.ADOPTED


def test_the_absolute_majority_of_125_valid_votes_is_63():
    assert absolute_majority(125).value == 63


def test_a_tie_adopts_the_accounts():
    assert vote_outcome(5, 5, accounts=True, assembly=EPCI).value is Outcome.ADOPTED
    assert vote_outcome(5, 6, accounts=True, assembly=EPCI).value is Outcome.REJECTED


def test_the_list_of_deliberations_is_due_seven_days_after_the_sitting():
    assert weekly_list_deadline(date(2023, 12, 12), assembly=EPCI).value == date(2023, 12, 19)


def test_enforceable_at_the_later_of_reception_and_publication():
    assert enforceable_on(date(2023, 12, 20), date(2023, 12, 20)).value == date(2023, 12, 20)
    assert enforceable_on(date(2023, 12, 18), date(2023, 12, 20)).value == date(2023, 12, 20)
    assert enforceable_on(date(2023, 12, 21), date(2023, 12, 20)).value == date(2023, 12, 21)


def test_an_individual_decision_is_enforceable_at_the_later_of_reception_and_notification():
    reckoning = enforceable_on(
        date(2023, 12, 20), date(2024, 2, 1), individual=True, notified_on=date(2024, 1, 8)
    )
    assert reckoning.value == date(2024, 1, 8)


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2023, 12, 19), date(2024, 2, 20)),
        (date(2023, 12, 20), date(2024, 2, 21)),
        (date(2023, 12, 16), date(2024, 2, 19)),
        (date(2023, 12, 29), date(2024, 3, 1)),
        (date(2023, 12, 30), date(2024, 3, 1)),
        (date(2023, 12, 31), date(2024, 3, 1)),
        (date(2024, 1, 30), date(2024, 4, 2)),
        (date(2024, 3, 8), date(2024, 5, 10)),
    ],
)
def test_the_appeal_is_open_two_clear_months(published, last):
    assert appeal_deadline(published).value == last


def test_an_administrative_appeal_received_on_20_february_opens_until_21_june():
    appeal = AdministrativeAppeal(received_on=date(2024, 2, 20))
    reckoning = appeal_deadline(date(2023, 12, 20), administrative_appeal=appeal)
    assert (reckoning.value, reckoning.holds) == (date(2024, 6, 21), True)
    assert "20 avril 2024" in told(reckoning)


def test_a_lower_cost_lowers_the_grant_pro_rata():
    paid = final_payment(Decimal(100_000), Decimal(400_000), Decimal("363333.33"), Decimal(70_000)).value
    assert (paid.grant, paid.due, paid.repayment) == (Decimal("90833.33"), Decimal("20833.33"), Decimal(0))


def test_a_cost_halved_leads_to_a_repayment():
    paid = final_payment(Decimal(100_000), Decimal(400_000), Decimal(200_000), Decimal(70_000)).value
    assert (paid.grant, paid.due, paid.repayment) == (Decimal(50_000), Decimal(0), Decimal(20_000))


def test_an_overrun_never_raises_the_grant():
    paid = final_payment(Decimal(100_000), Decimal(400_000), Decimal(450_000), Decimal(70_000)).value
    assert (paid.grant, paid.due) == (Decimal(100_000), Decimal(30_000))


def test_an_own_share_of_25_percent_is_met_and_private_money_is_left_out():
    reckoning = own_share([Decimal(100_000), Decimal(200_000)], Decimal(100_000), private=Decimal(50_000))
    assert (reckoning.value, reckoning.holds) == (Decimal("0.25"), True)
    assert "100 000 € ÷ 400 000 € = 25 %" in told(reckoning)


def test_an_own_share_of_16_67_percent_is_not_met_and_the_amount_needed_is_told():
    reckoning = own_share([Decimal(100_000), Decimal(200_000)], Decimal(60_000))
    assert reckoning.holds is False
    assert "60 000 € ÷ 360 000 € = 16,67 %" in told(reckoning)
    assert "75 000 €" in told(reckoning)
    assert "375 000 €" in told(reckoning)


def test_a_fonds_de_concours_is_at_most_half_of_what_the_commune_carries():
    reckoning = fonds_de_concours(Decimal(500_000), Decimal(300_000), Decimal(100_000))
    assert (reckoning.value, reckoning.holds) == (Decimal(100_000), True)
    assert fonds_de_concours(Decimal(500_000), Decimal(300_000), Decimal("100000.01")).holds is False
