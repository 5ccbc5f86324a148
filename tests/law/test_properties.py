"""What must hold for any input, against oracles that count one day at a time."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

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
    prefect_deadline,
    quorum,
    vote_outcome,
)
from law.test_calendar import expected_holidays

ONE_DAY = timedelta(days=1)
DATES = st.dates(date(1950, 1, 1), date(2100, 6, 30))
ASSEMBLIES = st.sampled_from(AssemblyKind)
AMOUNTS = st.integers(0, 10**12).map(lambda cents: Decimal(cents) / 100)
POSITIVE = st.integers(1, 10**12).map(lambda cents: Decimal(cents) / 100)
ORDER = {False: 0, None: 1, True: 2}


def days_between(first: date, last: date) -> int:
    """Count one by one the days that are neither the first nor the last."""
    counted, day = 0, first + ONE_DAY
    while day < last:
        counted, day = counted + 1, day + ONE_DAY
    return counted


def last_day_to_appeal(published: date) -> date:
    """Walk day by day: the second same day of a month, or its last, then one day, then a worked day."""
    day, months_left = published, 2
    while months_left:
        day += ONE_DAY
        reaches_same_day = day.day == published.day
        ends_short_month = (day + ONE_DAY).day == 1 and day.day < published.day
        if reaches_same_day or ends_short_month:
            months_left -= 1
    day += ONE_DAY
    while day.weekday() > 4 or day in expected_holidays(day.year):
        day += ONE_DAY
    return day


@given(DATES, st.integers(0, 60), ASSEMBLIES)
def test_clear_days_agree_with_a_count_of_days_one_by_one(dispatched, span, assembly):
    sitting = dispatched + ONE_DAY * span
    reckoning = clear_days(dispatched, sitting, assembly=assembly)
    assert reckoning.value == days_between(dispatched, sitting)
    assert sum(day.counted for day in reckoning.days) == reckoning.value
    assert len(reckoning.days) == span + 1


@given(DATES, st.integers(0, 60), ASSEMBLIES, st.none() | st.integers(0, 9000), st.booleans(), st.booleans())
def test_a_later_dispatch_never_gives_more_clear_days(dispatched, span, assembly, population, first, urgent):
    sitting = dispatched + ONE_DAY * (span + 1)
    options = {"population": population, "first_after_renewal": first, "urgent": urgent}
    early = clear_days(dispatched, sitting, assembly=assembly, **options)
    late = clear_days(dispatched + ONE_DAY, sitting, assembly=assembly, **options)
    assert late.value <= early.value
    if assembly is not AssemblyKind.BUREAU:
        assert ORDER[late.holds] <= ORDER[early.holds]


@given(DATES)
def test_the_appeal_deadline_agrees_with_a_walk_day_by_day(published):
    assert appeal_deadline(published).value == last_day_to_appeal(published)


def test_the_walk_agrees_on_every_day_around_leap_years():
    for year in (1999, 2000, 2023, 2024, 2099):
        day = date(year, 10, 1)
        while day < date(year + 1, 5, 1):
            assert appeal_deadline(day).value == last_day_to_appeal(day), day
            day += ONE_DAY


@given(DATES, st.integers(0, 400), st.booleans())
def test_a_later_publication_never_gives_an_earlier_deadline(published, later, alsace_moselle):
    first = appeal_deadline(published, alsace_moselle=alsace_moselle).value
    assert first <= appeal_deadline(published + ONE_DAY * later, alsace_moselle=alsace_moselle).value
    assert first > published + ONE_DAY * 59


@given(DATES, st.integers(0, 90), st.booleans())
def test_an_administrative_appeal_never_brings_the_deadline_forward(published, wait, posted):
    made = published + ONE_DAY * wait
    appeal = AdministrativeAppeal(posted_on=made) if posted else AdministrativeAppeal(received_on=made)
    alone = appeal_deadline(published)
    both = appeal_deadline(published, administrative_appeal=appeal)
    assert both.value > alone.value if both.holds else both.value == alone.value


@given(DATES, DATES)
def test_an_act_is_enforceable_on_one_of_its_two_dates_and_not_before_either(received, published):
    value = enforceable_on(received, published).value
    assert value in (received, published)
    assert value >= received
    assert value >= published


@given(DATES, st.booleans())
def test_the_prefect_counts_like_anyone(received, alsace_moselle):
    expected = appeal_deadline(received, alsace_moselle=alsace_moselle).value
    assert prefect_deadline(received, alsace_moselle=alsace_moselle).value == expected


@given(st.integers(1, 2000), st.integers(1, 50), ASSEMBLIES)
def test_the_quorum_never_falls_when_more_members_are_in_office(in_office, more, assembly):
    threshold = quorum(in_office, 0, assembly=assembly).value
    assert threshold <= quorum(in_office + more, 0, assembly=assembly).value
    assert in_office < 2 * threshold <= in_office + 2


@given(st.data(), st.integers(1, 200), ASSEMBLIES)
def test_one_more_present_never_loses_the_quorum(data, in_office, assembly):
    present = data.draw(st.integers(0, in_office - 1))
    interested = data.draw(st.integers(0, present))
    fewer = quorum(in_office, present, interested=interested, assembly=assembly)
    more = quorum(in_office, present + 1, interested=interested, assembly=assembly)
    assert more.holds >= fewer.holds


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.booleans(), ASSEMBLIES)
def test_one_more_vote_for_never_loses_a_vote(for_, against, abstentions, secret, assembly):
    rank = {Outcome.REJECTED: 0, Outcome.TIED: 1, Outcome.ADOPTED: 2}
    options = {"abstentions": abstentions, "secret": secret, "assembly": assembly}
    before = vote_outcome(for_, against, **options).value
    assert rank[before] <= rank[vote_outcome(for_ + 1, against, **options).value]


@given(st.integers(0, 10**6))
def test_two_absolute_majorities_never_fit_in_the_valid_votes(valid):
    needed = absolute_majority(valid).value
    assert valid < 2 * needed <= valid + 2


@given(st.lists(POSITIVE, min_size=1, max_size=5), AMOUNTS, AMOUNTS)
def test_the_own_money_said_to_be_needed_is_enough_and_a_cent_less_is_not(lines, own, private):
    reckoning = own_share(lines, own, private=private)
    assert reckoning.holds is (Fraction(own) / Fraction(sum(lines) + own) >= Fraction(1, 5))
    needed = (Fraction(sum(lines)) / 4 * 100).__ceil__()
    assert own_share(lines, Decimal(needed) / 100).holds is True
    assert own_share(lines, Decimal(needed - 1) / 100).holds is False


@given(st.lists(POSITIVE, min_size=1, max_size=5), AMOUNTS, POSITIVE)
def test_more_own_money_never_loses_the_floor(lines, own, more):
    assert own_share(lines, own + more).holds >= own_share(lines, own).holds


@given(POSITIVE, st.integers(0, 100))
def test_a_fonds_de_concours_never_exceeds_what_the_commune_keeps(cost, rate):
    subsidies = (cost * rate / 100).quantize(Decimal("0.01"), "ROUND_DOWN")
    most = fonds_de_concours(cost, subsidies).value
    kept = cost - subsidies - most
    assert most <= kept <= most + Decimal("0.01")


@given(POSITIVE, st.integers(0, 100), AMOUNTS, AMOUNTS)
def test_a_grant_is_paid_once_and_never_above_what_was_voted(eligible, rate, real, paid):
    voted = (eligible * rate / 100).quantize(Decimal("0.01"), "ROUND_DOWN")
    final = final_payment(voted, eligible, real, paid).value
    assert Decimal(0) <= final.grant <= voted
    assert final.due - final.repayment == final.grant - paid
    assert Decimal(0) in (final.due, final.repayment)
    exact = Fraction(voted) * min(Fraction(real) / Fraction(eligible), Fraction(1))
    assert abs(Fraction(final.grant) - exact) <= Fraction(1, 200)


@given(POSITIVE, AMOUNTS, AMOUNTS)
def test_spending_more_never_lowers_the_grant(eligible, real, more):
    voted = (eligible / 4).quantize(Decimal("0.01"), "ROUND_DOWN")
    less = final_payment(voted, eligible, real, 0).value.grant
    assert less <= final_payment(voted, eligible, real + more, 0).value.grant
