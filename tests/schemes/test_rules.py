"""What an aid's rules say of a project, rule by rule: the table was written before the code."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.schemes.kinds import BeneficiaryKind, OperationKind
from beffroi.schemes.rules import ProjectFacts, RuleFacts, estimate_aid, pre_check
from law.plain import plain

ON = date(2024, 6, 1)
RULES = RuleFacts(in_force_from=date(2024, 1, 1))
NOTHING_TOLD = ProjectFacts()
COMMUNE, EPCI = BeneficiaryKind.COMMUNE, BeneficiaryKind.EPCI


def check_of(name, rules, project=NOTHING_TOLD, on=ON):
    return next(one for one in pre_check(rules, project, on).checks if one.name == name)


CASES = [
    # name, rules, project, holds, sentence
    ("population", {"population_max": 5000}, {"population": 7720}, False,
     "Population de 7 720 habitants : 5 000 au plus. Non remplie."),
    ("population", {"population_max": 5000}, {"population": 5000}, True,
     "Population de 5 000 habitants : 5 000 au plus. Remplie."),
    ("population", {"population_max": 5000}, {"population": 5001}, False,
     "Population de 5 001 habitants : 5 000 au plus. Non remplie."),
    ("population", {"population_max": 5000}, {"population": 1}, True,
     "Population de 1 habitant : 5 000 au plus. Remplie."),
    ("population", {"population_max": 5000}, {}, None,
     "Population non indiquée : 5 000 au plus. À préciser."),
    ("population", {"population_max": 0}, {"population": 0}, True,
     "Population de 0 habitant : 0 au plus. Remplie."),
    ("cost_min", {"cost_min_amount": "10000"}, {"eligible_cost_amount": "9999.99"}, False,
     "Coût éligible de 9 999,99 € : 10 000 € au moins. Non remplie."),
    ("cost_min", {"cost_min_amount": "10000"}, {"eligible_cost_amount": "10000"}, True,
     "Coût éligible de 10 000 € : 10 000 € au moins. Remplie."),
    ("cost_min", {"cost_min_amount": "10000"}, {}, None,
     "Coût éligible non indiqué : 10 000 € au moins. À préciser."),
    ("cost_max", {"cost_max_amount": "500000"}, {"eligible_cost_amount": "500000"}, True,
     "Coût éligible de 500 000 € : 500 000 € au plus. Remplie."),
    ("cost_max", {"cost_max_amount": "500000"}, {"eligible_cost_amount": "500000.01"}, False,
     "Coût éligible de 500 000,01 € : 500 000 € au plus. Non remplie."),
    ("cost_max", {"cost_max_amount": "500000"}, {}, None,
     "Coût éligible non indiqué : 500 000 € au plus. À préciser."),
    ("beneficiary", {"beneficiary_kinds": (COMMUNE, EPCI)}, {"beneficiary_kind": "epci"}, True,
     "Bénéficiaire « intercommunalité » : commune ou intercommunalité. Remplie."),
    ("beneficiary", {"beneficiary_kinds": (COMMUNE,)}, {"beneficiary_kind": "association"}, False,
     "Bénéficiaire « association » : commune seulement. Non remplie."),
    ("beneficiary", {"beneficiary_kinds": (COMMUNE,)}, {}, None,
     "Bénéficiaire non indiqué : commune seulement. À préciser."),
    ("operation_kind", {"operation_kinds": (OperationKind.BUILDING, OperationKind.EQUIPMENT,
                                            OperationKind.STUDY)}, {"operation_kind": "study"}, True,
     "Nature « étude » : bâtiment, équipement ou étude. Remplie."),
    ("operation_kind", {"operation_kinds": (OperationKind.BUILDING,)}, {"operation_kind": "event"}, False,
     "Nature « événement » : bâtiment seulement. Non remplie."),
    ("operation_kind", {"operation_kinds": (OperationKind.BUILDING,)}, {}, None,
     "Nature non indiquée : bâtiment seulement. À préciser."),
    ("themes", {"themes": ("Sport", "Culture")}, {"themes": ("jeunesse", "CULTURE")}, True,
     "Thèmes « jeunesse », « CULTURE » : Sport ou Culture. Remplie."),
    ("themes", {"themes": ("énergie",)}, {"themes": ("Energie",)}, True,
     "Thèmes « Energie » : énergie seulement. Remplie."),
    ("themes", {"themes": ("Sport",)}, {"themes": ("sports nautiques",)}, False,
     "Thèmes « sports nautiques » : Sport seulement. Non remplie."),
    ("themes", {"themes": ("Sport",)}, {}, None,
     "Thèmes non indiqués : Sport seulement. À préciser."),
]  # fmt: skip


def typed(values):
    return {
        name: Decimal(value) if name.endswith("_amount") or name == "rate" else value
        for name, value in values.items()
    }


@pytest.mark.parametrize(("name", "rules", "project", "holds", "sentence"), CASES)
def test_each_rule_says_the_value_the_bound_and_whether_it_holds(name, rules, project, holds, sentence):
    rules = replace(RULES, **typed(rules))
    check = check_of(name, rules, ProjectFacts(**typed(project)))
    assert (check.holds, plain(check.sentence)) == (holds, sentence)
    assert pre_check(rules, ProjectFacts(**typed(project)), ON).holds is holds


@pytest.mark.parametrize(
    ("until", "on", "holds", "sentence"),
    [
        (None, date(2023, 12, 31), False,
         "31 décembre 2023 : règles en vigueur depuis le 1er janvier 2024. Non remplie."),
        (None, date(2024, 1, 1), True,
         "1er janvier 2024 : règles en vigueur depuis le 1er janvier 2024. Remplie."),
        (date(2024, 6, 30), date(2024, 6, 30), True,
         "30 juin 2024 : règles en vigueur du 1er janvier 2024 au 30 juin 2024. Remplie."),
        (date(2024, 6, 30), date(2024, 7, 1), False,
         "1er juillet 2024 : règles en vigueur du 1er janvier 2024 au 30 juin 2024. Non remplie."),
    ],
)  # fmt: skip
def test_rules_are_looked_at_on_a_day(until, on, holds, sentence):
    check = check_of("in_force", replace(RULES, in_force_until=until), on=on)
    assert (check.holds, plain(check.sentence)) == (holds, sentence)


def test_what_is_no_condition_is_not_checked():
    found = pre_check(RULES, NOTHING_TOLD, ON)
    assert [one.name for one in found.checks] == ["in_force"]
    assert found.holds is True


def test_each_check_says_where_it_comes_from():
    noted = replace(RULES, source_note="Règlement, art. 3", in_force_until=date(2024, 12, 31))
    assert plain(check_of("in_force", noted).source) == (
        "Règlement, art. 3 ; règles en vigueur du 1er janvier 2024 au 31 décembre 2024"
    )
    assert plain(check_of("in_force", RULES).source) == "règles en vigueur depuis le 1er janvier 2024"


def test_one_failure_decides_and_one_doubt_suspends():
    rules = replace(RULES, population_max=10, beneficiary_kinds=(COMMUNE,), rate=Decimal("0.2"))
    unknown = ProjectFacts(population=5, eligible_cost_amount=Decimal(100))
    assert pre_check(rules, unknown, ON).holds is None
    assert pre_check(rules, replace(unknown, population=11), ON).holds is False
    assert pre_check(rules, replace(unknown, beneficiary_kind="commune"), ON).holds is True


@pytest.mark.parametrize(
    ("beneficiary", "population", "verdict"),
    [
        ("commune", 5, "Toutes les règles sont remplies."),
        (None, 5, "Une règle ne peut pas être vérifiée."),
        (None, None, "Deux règles ne peuvent pas être vérifiées."),
        (None, 11, "Une règle n’est pas remplie."),
        ("epci", 11, "Deux règles ne sont pas remplies."),
    ],
)
def test_the_verdict_is_a_sentence(beneficiary, population, verdict):
    rules = replace(RULES, population_max=10, beneficiary_kinds=(COMMUNE,))
    project = ProjectFacts(beneficiary_kind=beneficiary, population=population)
    assert plain(pre_check(rules, project, ON).verdict) == verdict


ESTIMATES = [
    # rules, cost, amount, steps
    ({"rate": "0.25"}, "120000", "30000", ["25 % × 120 000 € = 30 000 €"]),
    ({"rate": "0.3333"}, "1000", "333.30", ["33,33 % × 1 000 € = 333,30 €"]),
    ({"rate": "0.5"}, "0.01", "0.01", ["50 % × 0,01 € = 0,01 €"]),
    ({"rate": "0.25"}, "0.01", "0.00", ["25 % × 0,01 € = 0 €"]),
    ({"rate": "0.25", "cap_amount": "20000"}, "80000", "20000", ["25 % × 80 000 € = 20 000 €"]),
    ({"rate": "0.25", "cap_amount": "20000"}, "80000.04", "20000",
     ["25 % × 80 000,04 € = 20 000,01 €", "Plafond : 20 000 € au plus"]),
    ({"rate": "0.25", "minimum_amount": "5000"}, "20000", "5000", ["25 % × 20 000 € = 5 000 €"]),
    ({"rate": "0.25", "minimum_amount": "5000"}, "19999.97", "0",
     ["25 % × 19 999,97 € = 4 999,99 €", "Aide minimale : en dessous de 5 000 €, rien n’est versé"]),
    ({"rate": "1"}, "10", "10", ["100 % × 10 € = 10 €"]),
    ({"rate": "0"}, "10", "0", ["0 % × 10 € = 0 €"]),
    ({}, "10", None, ["Aucun taux n’est fixé : l’aide ne se calcule pas"]),
    ({"rate": "0.25"}, None, None, ["Coût éligible non indiqué : l’aide ne se calcule pas"]),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "cost", "amount", "steps"), ESTIMATES)
def test_the_estimate_shows_its_arithmetic(rules, cost, amount, steps):
    facts = replace(RULES, **typed(rules))
    found = estimate_aid(facts, None if cost is None else Decimal(cost))
    assert found.amount == (None if amount is None else Decimal(amount))
    assert [plain(one) for one in found.steps] == steps
    project = ProjectFacts(eligible_cost_amount=None if cost is None else Decimal(cost))
    whole = pre_check(facts, project, ON)
    assert (whole.estimate, whole.steps) == (found.amount, found.steps)


def test_nothing_is_estimated_when_a_rule_fails():
    rules = replace(RULES, rate=Decimal("0.5"), population_max=10)
    failed = pre_check(rules, ProjectFacts(population=11, eligible_cost_amount=Decimal(100)), ON)
    assert (failed.estimate, failed.steps) == (None, ())
    unsure = pre_check(rules, ProjectFacts(eligible_cost_amount=Decimal(100)), ON)
    assert unsure.estimate == 50


CENTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents) / 100)
RATES = st.integers(0, 10_000).map(lambda parts: Decimal(parts) / 10_000)
HALF_A_CENT = Decimal("0.005")


@st.composite
def paying_rules(draw):
    """Rules whose minimum, if any, is under their cap, if any."""
    low, high = sorted((draw(CENTS), draw(CENTS)))
    return replace(
        RULES,
        rate=draw(RATES),
        minimum_amount=draw(st.sampled_from((None, low))),
        cap_amount=draw(st.sampled_from((None, high))),
    )


@given(paying_rules(), CENTS)
def test_an_estimate_never_passes_its_cap_nor_its_rate_and_is_nothing_under_its_minimum(rules, cost):
    amount = estimate_aid(rules, cost).amount
    assert rules.cap_amount is None or amount <= rules.cap_amount
    assert 0 <= amount <= rules.rate * cost + HALF_A_CENT
    assert amount <= cost
    assert amount == 0 or rules.minimum_amount is None or amount >= rules.minimum_amount
    assert amount == amount.quantize(Decimal("0.01"))


@given(paying_rules(), CENTS, CENTS)
def test_a_higher_cost_never_gives_less(rules, cost, more):
    assert estimate_aid(rules, cost).amount <= estimate_aid(rules, cost + more).amount


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_people_never_open_a_door(most, population):
    rules = replace(RULES, population_max=most)
    fewer, more = (pre_check(rules, ProjectFacts(population=population + n), ON).holds for n in (0, 1))
    assert fewer >= more
    assert fewer is (population <= most)
