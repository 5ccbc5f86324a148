"""What no reckoning can start from: each refusal names its field and speaks French."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from beffroi.law import (
    AdministrativeAppeal,
    AssemblyKind,
    BallotKind,
    LawInputError,
    absolute_majority,
    appeal_deadline,
    ballot_request,
    check_proxies,
    clear_days,
    enforceable_on,
    final_payment,
    fonds_de_concours,
    nomination_round,
    own_share,
    prefect_deadline,
    quorum,
    second_convocation,
    vote_ceiling,
    vote_outcome,
    weekly_list_deadline,
)

E, D = AssemblyKind.EPCI, AssemblyKind.DEPARTEMENT
DAY, NEXT = date(2024, 1, 10), date(2024, 1, 11)


def refused(function, *values, **options):
    with pytest.raises(LawInputError) as error:
        function(*values, **options)
    assert isinstance(error.value, ValueError)
    assert str(error.value) == error.value.message
    return error.value.field, error.value.message


@pytest.mark.parametrize(
    "day", [date(1899, 12, 31), date(2201, 1, 1), datetime(2024, 1, 1), "2024-01-01", None]
)
def test_a_date_is_a_plain_date_between_1900_and_2200(day):
    assert refused(appeal_deadline, day)[0] == "published_on"


def test_the_first_and_last_dates_are_accepted():
    assert appeal_deadline(date(1900, 1, 1)).value == date(1900, 3, 2)
    assert appeal_deadline(date(2200, 12, 31)).value.year == 2201


def test_each_refusal_of_a_date_says_why():
    assert refused(appeal_deadline, datetime(2024, 1, 1))[1] == "Une date sans heure est attendue."
    early = refused(appeal_deadline, date(1899, 12, 31))[1]
    assert early == "La date doit être comprise entre 1900 et 2200."


def test_a_sitting_cannot_precede_its_convocation_nor_follow_it_by_more_than_a_year():
    assert refused(clear_days, NEXT, DAY, assembly=E) == (
        "sitting_on", "La séance ne peut pas précéder l’envoi de la convocation.",
    )  # fmt: skip
    assert refused(clear_days, DAY, date(2025, 1, 11), assembly=E) == (
        "sitting_on", "La séance suit l’envoi de plus d’un an : vérifiez les deux dates.",
    )  # fmt: skip
    assert clear_days(DAY, date(2025, 1, 10), assembly=E).value == 365


@pytest.mark.parametrize("field", ["dispatched_on", "sitting_on"])
def test_both_dates_of_a_convocation_are_checked(field):
    days = {"dispatched_on": DAY, "sitting_on": NEXT, field: "hier"}
    assert refused(clear_days, **days, assembly=E)[0] == field


def test_a_population_is_a_whole_number():
    assert refused(clear_days, DAY, NEXT, assembly=E, population=-1)[0] == "population"


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (-1, "Le nombre doit être au moins égal à 0."),
        (1.5, "Un nombre entier est attendu."),
        (True, "Un nombre entier est attendu."),
        ("3", "Un nombre entier est attendu."),
        (10**9 + 1, "Le nombre est trop grand pour être exact."),
    ],
)
def test_a_count_is_whole_not_negative_and_of_a_human_size(count, message):
    assert refused(absolute_majority, count) == ("valid_votes", message)


def test_the_largest_count_is_accepted():
    assert absolute_majority(10**9).value == 5 * 10**8 + 1


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"in_office": 0}, "in_office"),
        ({"present": -1}, "present"),
        ({"represented": -1}, "represented"),
        ({"remote": -1}, "remote"),
        ({"interested": -1}, "interested"),
        ({"excluded": -1}, "excluded"),
        ({"excluded_absent": -1}, "excluded_absent"),
        ({"present": 12}, "present"),
        ({"present": 8, "remote": 4}, "present"),
        ({"present": 8, "represented": 4}, "represented"),
        ({"present": 2, "interested": 3}, "interested"),
        ({"present": 2, "interested": 1, "excluded": 2}, "interested"),
        ({"present": 5, "excluded": 1, "excluded_absent": 2}, "excluded_absent"),
        ({"present": 11, "excluded": 11}, "excluded"),
        ({"present": 0, "excluded": 12, "excluded_absent": 12}, "excluded"),
        ({"on": "hier"}, "on"),
    ],
)
def test_the_parts_of_a_quorum_never_exceed_their_whole(options, field):
    assert refused(quorum, **{"in_office": 11, "present": 6, "assembly": E, **options})[0] == field


def test_the_parts_of_a_quorum_may_equal_their_whole():
    assert quorum(11, 11, assembly=E).holds is True
    assert quorum(11, 6, remote=5, assembly=E).holds is True
    assert quorum(11, 6, represented=5, assembly=E).holds is True
    assert quorum(11, 2, interested=2, assembly=E).holds is False
    assert quorum(11, 2, remote=2, interested=2, excluded=2, assembly=E).holds is False
    assert quorum(11, 1, excluded=10, excluded_absent=10, assembly=E).holds is True


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"dispatched_on": None}, "dispatched_on"),
        ({"assembly": D}, "failed_on"),
        ({"failed_on": NEXT}, "sitting_on"),
        ({"failed_on": DAY, "dispatched_on": date(2024, 1, 9)}, "dispatched_on"),
        ({"failed_on": "hier"}, "failed_on"),
        ({"dispatched_on": NEXT}, "sitting_on"),
        ({"assembly": D, "failed_on": date(2022, 1, 1)}, "sitting_on"),
    ],
)
def test_a_second_sitting_needs_the_date_it_counts_from(options, field):
    given = {"assembly": E, "dispatched_on": DAY, **options}
    assert refused(second_convocation, DAY, **given)[0] == field


def test_the_second_dispatch_may_follow_the_failed_sitting_at_once():
    reckoning = second_convocation(date(2024, 1, 20), assembly=E, dispatched_on=DAY, failed_on=DAY)
    assert reckoning.holds is True


@pytest.mark.parametrize("pair", [("", "B"), ("A", " "), (" ", "B")])
def test_a_proxy_names_both(pair):
    assert refused(check_proxies, [pair], present=[], assembly=E)[0] == "pairs"


def test_a_proxy_serves_at_least_one_sitting():
    options = {"present": ["B"], "assembly": E, "sittings_in_a_row": {"A": 0}}
    assert refused(check_proxies, [("A", "B")], **options) == (
        "sittings_in_a_row", "Le nombre doit être au moins égal à 1.",
    )  # fmt: skip


@pytest.mark.parametrize("field", ["for_", "against", "abstentions", "blank", "refusals"])
def test_no_count_of_a_vote_is_negative(field):
    counts = {"for_": 1, "against": 1, field: -1}
    assert refused(vote_outcome, **counts, assembly=E)[0] == field


def test_the_date_of_a_vote_is_checked():
    assert refused(vote_outcome, 1, 0, assembly=E, on="hier")[0] == "on"


def test_no_more_votes_than_valid_votes():
    assert refused(absolute_majority, 10, votes_for=11)[0] == "votes_for"
    assert refused(absolute_majority, 10, votes_for=-1)[0] == "votes_for"


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"present": -1}, "present"),
        ({"represented": -1}, "represented"),
        ({"recused": -1}, "recused"),
        ({"proxies_of_recused": -1}, "proxies_of_recused"),
        ({"recused": 11}, "recused"),
        ({"recused": 1, "proxies_of_recused": 2}, "proxies_of_recused"),
        ({"represented": 0, "recused": 1, "proxies_of_recused": 1}, "proxies_of_recused"),
        ({"recorded": -1}, "recorded"),
    ],
)
def test_the_parts_of_a_ceiling_never_exceed_their_whole(options, field):
    assert refused(vote_ceiling, **{"present": 10, "represented": 5, **options})[0] == field


def test_everyone_may_be_recused():
    assert vote_ceiling(5, 5, recused=5, proxies_of_recused=5).value == 0


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"votes": {}}, "votes"),
        ({"votes": {" ": 1}}, "votes"),
        ({"votes": {"A": -1}}, "votes"),
        ({"round_number": 0}, "round_number"),
        ({"round_number": 4}, "round_number"),
        ({"born_on": {"A": "hier"}}, "born_on"),
    ],
)
def test_a_nomination_has_candidates_and_three_rounds(options, field):
    given = {"votes": {"A": 1}, "round_number": 1, "assembly": E, **options}
    assert refused(nomination_round, **given)[0] == field


@pytest.mark.parametrize(
    ("asking", "present", "field"), [(-1, 5, "asking"), (6, 5, "asking"), (0, 0, "present")]
)
def test_no_more_members_ask_than_are_present(asking, present, field):
    assert refused(ballot_request, asking, present, kind=BallotKind.PUBLIC, assembly=E)[0] == field


def test_all_those_present_may_ask():
    assert ballot_request(5, 5, kind=BallotKind.SECRET, assembly=E).holds is True


def test_the_list_cannot_precede_the_sitting():
    assert refused(weekly_list_deadline, NEXT, assembly=E, listed_on=DAY)[0] == "listed_on"
    assert refused(weekly_list_deadline, "hier", assembly=E)[0] == "sitting_on"
    assert refused(weekly_list_deadline, NEXT, assembly=E, listed_on="hier")[0] == "listed_on"


@pytest.mark.parametrize("field", ["received_on", "published_on", "notified_on"])
def test_every_date_of_an_act_is_checked(field):
    dates = {"received_on": DAY, "published_on": DAY, "notified_on": DAY, field: "hier"}
    assert refused(enforceable_on, **dates)[0] == field


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({}, "received_on"),
        ({"rejected_on": NEXT}, "received_on"),
        ({"posted_on": date(2024, 1, 9)}, "posted_on"),
        ({"received_on": date(2024, 1, 9)}, "received_on"),
        ({"posted_on": NEXT, "received_on": DAY}, "received_on"),
        ({"received_on": NEXT, "rejected_on": DAY}, "rejected_on"),
        ({"posted_on": NEXT, "rejected_on": DAY}, "rejected_on"),
        ({"received_on": NEXT, "notified_on": DAY}, "notified_on"),
        ({"received_on": DAY, "rejected_on": date(2024, 1, 12), "notified_on": NEXT}, "notified_on"),
        ({"posted_on": "hier"}, "posted_on"),
        ({"received_on": "hier"}, "received_on"),
        ({"received_on": DAY, "rejected_on": "hier"}, "rejected_on"),
        ({"received_on": DAY, "notified_on": "hier"}, "notified_on"),
    ],
)
def test_an_administrative_appeal_has_dates_in_order(dates, field):
    appeal = AdministrativeAppeal(**dates)
    assert refused(appeal_deadline, DAY, administrative_appeal=appeal)[0] == field


def test_an_administrative_appeal_may_come_the_same_day():
    appeal = AdministrativeAppeal(posted_on=DAY, received_on=DAY, rejected_on=DAY, notified_on=DAY)
    assert appeal_deadline(DAY, administrative_appeal=appeal).value == date(2024, 3, 11)


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"pieces_requested_on": date(2024, 1, 9)}, "pieces_requested_on"),
        ({"pieces_requested_on": date(2024, 1, 9), "pieces_refused_on": NEXT}, "pieces_requested_on"),
        ({"pieces_received_on": date(2024, 1, 9)}, "pieces_received_on"),
        ({"pieces_requested_on": NEXT, "pieces_received_on": DAY}, "pieces_received_on"),
        ({"pieces_requested_on": NEXT, "pieces_refused_on": DAY}, "pieces_refused_on"),
        ({"pieces_received_on": NEXT, "pieces_refused_on": NEXT}, "pieces_refused_on"),
        ({"withdrawal_requested_on": date(2024, 1, 9)}, "withdrawal_requested_on"),
        ({"withdrawal_requested_on": NEXT, "withdrawal_rejected_on": DAY}, "withdrawal_rejected_on"),
        ({"explanation_requested_on": "hier"}, "explanation_requested_on"),
        ({"pieces_requested_on": "hier"}, "pieces_requested_on"),
        ({"pieces_received_on": "hier"}, "pieces_received_on"),
    ],
)
def test_the_prefect_s_requests_follow_the_reception_and_precede_their_answers(dates, field):
    assert refused(prefect_deadline, DAY, **dates)[0] == field


def test_the_prefect_s_reception_is_checked():
    assert refused(prefect_deadline, "hier")[0] == "received_on"


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        (Decimal("NaN"), "Le montant n’est pas un nombre."),
        (Decimal("Infinity"), "Le montant n’est pas un nombre."),
        (Decimal("-0.01"), "Le montant ne peut pas être négatif."),
        (Decimal("0.001"), "Le montant s’arrête au centime."),
        (Decimal(10) ** 13, "Le montant est trop grand pour être exact."),
        (Decimal("1E+999999"), "Le montant est trop grand pour être exact."),
        (1.5, "Un montant exact est attendu, jamais un nombre à virgule flottante."),
        (True, "Un montant exact est attendu, jamais un nombre à virgule flottante."),
        ("12", "Un montant exact est attendu, jamais un nombre à virgule flottante."),
    ],
)
def test_an_amount_is_exact_to_the_cent(amount, message):
    assert refused(own_share, [100], amount) == ("own", message)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"public_lines": [Decimal("-1")]}, "public_lines"),
        ({"private": Decimal("NaN")}, "private"),
        ({"public_lines": [], "own": 0}, "own"),
        ({"exception": "inconnue"}, "exception"),
    ],
)
def test_an_own_share_needs_public_money_and_a_known_exception(values, field):
    assert refused(own_share, **{"public_lines": [100], "own": 50, **values})[0] == field


@pytest.mark.parametrize(
    ("values", "field"),
    [((0, 0), "cost"), ((10, 11), "subsidies"), ((10, -1), "subsidies"), ((10, 1, -1), "amount")],
)
def test_a_fonds_de_concours_has_a_cost(values, field):
    assert refused(fonds_de_concours, *values)[0] == field


def test_a_cost_of_zero_is_refused_as_such():
    assert refused(fonds_de_concours, 0, 0)[1] == "Le montant doit être positif."
    assert refused(fonds_de_concours, -1, 0)[1] == "Le montant doit être positif."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ((-1, 400, 400, 0), "voted"),
        ((100, 0, 400, 0), "eligible"),
        ((100, 400, -1, 0), "real"),
        ((100, 400, 400, -1), "paid"),
        ((401, 400, 400, 0), "voted"),
    ],
)
def test_a_final_payment_has_sound_amounts(values, field):
    assert refused(final_payment, *values)[0] == field


def test_a_grant_may_cover_the_whole_eligible_cost():
    assert final_payment(400, 400, 400, 0).value.due == 400


def test_a_round_is_a_whole_number():
    assert refused(nomination_round, {"A": 1}, round_number=1.5, assembly=E)[0] == "round_number"


def test_what_is_wrong_is_said_in_french():
    assert refused(check_proxies, [("", "B")], present=[], assembly=E)[1] == (
        "Chaque procuration nomme un mandant et un porteur."
    )
    assert refused(own_share, [100], 50, exception="inconnue")[1] == (
        "Cette exception ne figure pas dans la table."
    )
