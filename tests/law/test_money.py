"""Own share, fonds de concours, final payment."""

from decimal import Decimal

import pytest

from beffroi.law import FinalPayment, final_payment, fonds_de_concours, own_share
from beffroi.law.tables import OWN_SHARE_EXCEPTIONS
from law.plain import plain, told


def euros(text):
    return Decimal(text)


def test_exactly_20_percent_is_enough_and_a_cent_less_is_not():
    assert own_share([euros("300000")], euros("75000")).holds is True
    assert own_share([euros("300000")], euros("74999.99")).holds is False


def test_a_floor_missed_by_a_hair_never_reads_20_percent():
    reckoning = own_share([euros("300000")], euros("74999.99"))
    assert plain(reckoning.title) == "Part propre : 20 % exigés, 19,999998 % ici"
    by_a_hair = own_share([euros("4000000000000")], euros("999999999999.99"))
    assert plain(by_a_hair.title) == "Part propre : 20 % exigés, un peu moins de 20 % ici"
    seven_places = own_share([4_000_000_000], 999_999_998)
    assert plain(seven_places.title) == "Part propre : 20 % exigés, un peu moins de 20 % ici"
    reached = own_share([euros("4000000000000")], euros("1000000000000.01"))
    assert plain(reached.title) == "Part propre : 20 % exigés, 20 % ici"


def test_the_amount_needed_is_rounded_up_to_the_cent():
    assert "0,26 €" in plain(own_share([euros("1.01")], euros("0.01")).verdict)
    assert "0,25 €" in plain(own_share([euros("1.00")], euros("0.01")).verdict)


def test_own_money_alone_is_the_whole_public_funding():
    assert own_share([], 100).value == 1
    assert "0 €" in told(own_share([], 100))


def test_private_money_changes_nothing():
    assert own_share([300], 60, private=10_000).value == own_share([300], 60).value


@pytest.mark.parametrize("row", OWN_SHARE_EXCEPTIONS, ids=lambda row: row.slug)
def test_an_exception_suspends_the_judgement_only_when_the_floor_is_missed(row):
    missed = own_share([300], 60, exception=row.slug)
    assert missed.holds is None
    assert "à confirmer par un juriste" in told(missed)
    assert row.label in plain(missed.verdict)
    assert ("est hors du champ" in missed.verdict) is row.outside
    assert own_share([300], 75, exception=row.slug).holds is True


def test_operating_is_outside_the_rule():
    assert own_share([300], 60, investment=False).holds is None
    assert own_share([300], 600, investment=False).holds is None


@pytest.mark.parametrize(
    ("cost", "subsidies", "most"),
    [("500000", "300000", "100000"), ("0.03", "0", "0.01"), ("0.01", "0", "0"), ("10", "10", "0")],
)
def test_a_fonds_de_concours_is_half_of_what_is_carried_rounded_down(cost, subsidies, most):
    reckoning = fonds_de_concours(euros(cost), euros(subsidies))
    assert (reckoning.value, reckoning.holds) == (euros(most), None)


def test_a_fonds_de_concours_over_the_ceiling_says_by_how_much():
    assert plain(fonds_de_concours(100, 0, 60).verdict) == "Trop élevé de 10 €."


def test_without_the_clause_a_lower_cost_leaves_the_grant():
    reckoning = final_payment(100_000, 400_000, 200_000, 70_000, pro_rata=False)
    assert reckoning.value == FinalPayment(euros("100000"), euros("30000"), euros("0"))


def test_a_cost_just_as_planned_leaves_the_grant():
    assert final_payment(100, 400, 400, 100).value == FinalPayment(euros("100"), euros("0"), euros("0"))


def test_half_a_cent_is_rounded_up():
    assert final_payment(1, 2, euros("0.01"), 0).value.grant == euros("0.01")
    assert final_payment(1, 4, euros("0.01"), 0).value.grant == euros("0.00")


def test_nothing_spent_gives_nothing_and_takes_back_what_was_paid():
    assert final_payment(100, 400, 0, 40).value == FinalPayment(euros("0"), euros("0"), euros("40"))


def test_a_repayment_follows_a_contradictory_procedure():
    assert "procédure contradictoire" in told(final_payment(100, 400, 0, 40))
    assert "L122-1" in told(final_payment(100, 400, 0, 40))
    assert "procédure contradictoire" not in told(final_payment(100, 400, 400, 40))
    assert "L122-1" not in told(final_payment(100, 400, 400, 40))


def test_a_grant_above_the_real_cost_is_noted():
    note = "La subvention dépasse la dépense réelle"
    assert note in told(final_payment(100, 400, 50, 0, pro_rata=False))
    assert note not in told(final_payment(100, 400, 100, 0, pro_rata=False))


def test_large_amounts_stay_exact():
    large = euros("9999999999999.99")
    reckoning = final_payment(large, large, euros("9999999999999.98"), 0)
    assert reckoning.value.grant == euros("9999999999999.98")


def test_anru_and_overseas_are_outside_the_rule():
    assert [row.slug for row in OWN_SHARE_EXCEPTIONS if row.outside] == ["anru", "outre-mer"]
