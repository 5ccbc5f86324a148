"""What the tables of aids refuse by themselves."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from beffroi.schemes.kinds import BeneficiaryKind, OperationKind, SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from organisations.factories import make_actor, make_organisation
from schemes.factories import ON, make_rules, make_scheme

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2024, 1, 1), date(2024, 12, 31)


def faults(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return " ".join(refusal.value.messages)


def refused_by_the_database(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_two_aids_of_one_organisation_never_share_a_name_or_an_address():
    first = make_scheme(slug="voirie", name="Voirie")
    other = make_organisation(kind="departement")
    make_scheme(organisation=other, slug="voirie", name="Voirie")
    again = Scheme(organisation=first.organisation, slug="voirie", name="Voirie", kind=SchemeKind.FUND)
    told = faults(again)
    assert "Une aide porte déjà ce nom dans les adresses." in told
    assert "Une aide porte déjà ce nom." in told


def test_an_aid_is_ordinary_or_a_fund():
    refused_by_the_database(lambda: make_scheme(kind="gift"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"in_force_until": date(2023, 12, 31)}, "Des règles ne peuvent pas finir avant de commencer."),
        (
            {"cost_min_amount": 10, "cost_max_amount": Decimal("9.99")},
            "Le coût éligible le plus haut est au moins le plus bas.",
        ),
        (
            {"cap_amount": 10, "minimum_amount": Decimal("10.01")},
            "L’aide minimale ne dépasse pas le plafond.",
        ),
        ({"rate": Decimal("1.0001")}, "Un taux est compris entre 0 et 1, un montant n’est pas négatif."),
        ({"rate": Decimal("-0.1")}, "Un taux est compris entre 0 et 1, un montant n’est pas négatif."),
        *(
            ({name: Decimal("-0.01")}, "Un taux est compris entre 0 et 1, un montant n’est pas négatif.")
            for name in ("cost_min_amount", "cost_max_amount", "cap_amount", "minimum_amount")
        ),
    ],
)
def test_a_version_holds_together(values, sentence):
    scheme = make_scheme()
    draft = {"scheme": scheme, "in_force_from": EARLY, **values}
    row = SchemeRules(**draft)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert sentence in refusal.value.messages
    refused_by_the_database(lambda: SchemeRules.objects.create(**draft))


def test_a_day_is_enough_and_equal_bounds_are_bounds():
    SchemeRules(
        scheme=make_scheme(), in_force_from=EARLY, in_force_until=EARLY, rate=1, cost_min_amount=5,
        cost_max_amount=5, cap_amount=7, minimum_amount=7,
    ).full_clean()  # fmt: skip


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"beneficiary_kinds": ["commune", "lune"]}, "Choix inconnu : lune."),
        ({"beneficiary_kinds": "commune"}, "Une liste est attendue."),
        ({"operation_kinds": ["fusée"]}, "Choix inconnu : fusée."),
        ({"themes": ["sport", " "]}, "Des mots sont attendus, un par thème."),
        ({"themes": [3]}, "Des mots sont attendus, un par thème."),
        ({"themes": "sport"}, "Des mots sont attendus, un par thème."),
        ({"themes": ["mot"] * 21}, "20 thèmes au plus."),
    ],
)
def test_lists_hold_known_choices_and_words(values, told):
    assert told in faults(SchemeRules(scheme=make_scheme(), in_force_from=EARLY, **values))


def test_every_choice_is_taken():
    SchemeRules(
        scheme=make_scheme(), in_force_from=EARLY, beneficiary_kinds=BeneficiaryKind.values,
        operation_kinds=OperationKind.values, themes=["mot"] * 20,
    ).full_clean()  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2023, 6, 1), None),
        (date(2023, 6, 1), EARLY),
        (LATE, None),
        (date(2024, 3, 1), date(2024, 3, 1)),
    ],
)
def test_the_database_lets_no_version_overlap(starts, ends):
    scheme = make_scheme()
    make_rules(scheme, in_force_from=EARLY, in_force_until=LATE)
    refused_by_the_database(lambda: make_rules(scheme, in_force_from=starts, in_force_until=ends))
    assert scheme.rules.overlapping(starts, ends).count() == 1


@pytest.mark.parametrize(
    ("starts", "ends"), [(date(2023, 6, 1), date(2023, 12, 31)), (date(2025, 1, 1), None)]
)
def test_versions_that_only_touch_are_taken(starts, ends):
    scheme = make_scheme()
    make_rules(scheme, in_force_from=EARLY, in_force_until=LATE)
    assert not scheme.rules.overlapping(starts, ends).exists()
    moved = make_rules(scheme, in_force_from=starts, in_force_until=ends)
    # Nor may a version be moved over another afterwards.
    moved.in_force_from, moved.in_force_until = EARLY, LATE
    refused_by_the_database(moved.save)
    make_rules(make_scheme(), in_force_from=EARLY, in_force_until=LATE)


@pytest.mark.parametrize(
    "change",
    [
        {"rate": Decimal("0.3")}, {"rate": None}, {"population_max": 6000}, {"themes": ["sport"]},
        {"source_note": "autre"}, {"beneficiary_kinds": []}, {"operation_kinds": ["study"]},
        {"cost_min_amount": 1}, {"cost_max_amount": 9}, {"cap_amount": 9}, {"minimum_amount": 1},
        {"in_force_from": date(2024, 1, 2)}, {"used_on": None},
    ],
    ids="-".join,
)  # fmt: skip
def test_the_database_keeps_what_a_used_version_says(change):
    rules = make_rules(
        make_scheme(), rate=Decimal("0.25"), beneficiary_kinds=["commune"], used_on=ON, cap_amount=5
    )
    refused_by_the_database(lambda: SchemeRules.objects.filter(pk=rules.pk).update(**change))
    SchemeRules.objects.filter(pk=rules.pk).update(in_force_until=LATE, used_on=date(2024, 7, 1))


def test_a_used_version_is_never_deleted_and_one_that_was_not_may_be():
    used, unused = make_rules(make_scheme(), used_on=ON), make_rules(make_scheme())
    refused_by_the_database(used.delete)
    unused.delete()


def test_rules_are_in_force_from_their_first_day_to_their_last():
    scheme, without = make_scheme(), make_scheme()
    rules = make_rules(scheme, in_force_from=EARLY, in_force_until=LATE)
    for on, expected in (
        (date(2023, 12, 31), False), (EARLY, True), (LATE, True), (date(2025, 1, 1), False),
    ):  # fmt: skip
        assert rules.holds_on(on) is expected
        assert (Scheme.objects.in_force(on).first() == scheme) is expected
        assert (scheme.rules_on(on) == rules) is expected
    assert without not in Scheme.objects.in_force(EARLY)
    assert not rules.is_past(LATE)
    assert rules.is_past(date(2025, 1, 1))


def test_rules_without_an_end_hold_for_ever():
    rules = make_rules(make_scheme())
    assert rules.holds_on(date(2100, 1, 1))
    assert not rules.is_past(date(2100, 1, 1))
    assert list(Scheme.objects.in_force(date(2100, 1, 1))) == [rules.scheme]


def test_a_scheme_with_several_versions_is_found_once():
    scheme = make_scheme()
    make_rules(scheme, in_force_from=EARLY, in_force_until=LATE)
    make_rules(scheme, in_force_from=date(2025, 1, 1))
    assert list(Scheme.objects.in_force(ON)) == [scheme]


def test_ordinary_schemes_and_funds_are_told_apart():
    scheme, fund = make_scheme(), make_scheme(kind=SchemeKind.FUND)
    assert list(Scheme.objects.ordinary()) == [scheme]
    assert list(Scheme.objects.funds()) == [fund]


def test_a_territory_is_a_departement_code_within_one_space():
    amber = make_organisation(kind="departement", departement_code="98", is_fictitious=True)
    scheme = make_scheme(organisation=amber)
    make_scheme(organisation=make_organisation(kind="departement", departement_code="97", is_fictitious=True))
    make_scheme(organisation=make_organisation(kind="departement", departement_code="98"))
    make_scheme(organisation=make_organisation(departement_code="98", is_fictitious=True))
    commune = make_organisation(kind="commune", departement_code="98", is_fictitious=True)
    assert list(Scheme.objects.of_territory(make_actor(commune))) == [scheme]
    assert list(Scheme.objects.visible_to(make_actor(amber))) == [scheme]
    assert not Scheme.objects.visible_to(make_actor(commune)).exists()


def test_without_a_departement_code_the_territory_is_the_organisation_alone():
    other = make_scheme(organisation=make_organisation(kind="departement"))
    scheme = make_scheme(organisation=make_organisation(kind="departement"))
    assert list(Scheme.objects.of_territory(make_actor(scheme.organisation))) == [scheme]
    assert other not in Scheme.objects.of_territory(make_actor(scheme.organisation))


def test_what_is_read_with_a_scheme_is_read_once(django_assert_num_queries):
    for _ in range(3):
        make_rules(make_scheme())
    with django_assert_num_queries(2):
        for scheme in Scheme.objects.with_rules():
            assert scheme.rules_on(ON)
            assert str(scheme.organisation)
            assert str(scheme.rules.all()[0]) == f"{scheme}, règles du 2024-01-01"
