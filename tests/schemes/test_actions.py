"""Keeping aids and their rules: what is refused, what is told, two people at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.authors import SYSTEM
from beffroi.core.journal.models import JournalEntry
from beffroi.schemes.actions import (
    PAST,
    USED,
    add_rules,
    change_rules,
    change_scheme,
    create_scheme,
    end_rules,
    mark_used,
    why_frozen,
)
from beffroi.schemes.facts import NewScheme, facts_of
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from beffroi.schemes.rules import RuleFacts
from organisations.factories import make_organisation
from organisations.test_threads import at_once
from schemes.factories import ON, make_rules, make_scheme

pytestmark = pytest.mark.django_db
NEW = NewScheme(name="Voirie rurale", kind=SchemeKind.ORDINARY)
FROM_2024 = RuleFacts(in_force_from=date(2024, 1, 1), rate=Decimal("0.2"), themes=("sport",))
FROM_2025 = replace(FROM_2024, in_force_from=date(2025, 1, 1), rate=Decimal("0.3"))


def departement(**fields):
    return make_organisation(kind="departement", **fields)


def refusal_of(act, *args, **kwargs):
    with pytest.raises(RuleViolation) as refused:
        act(*args, **kwargs)
    return refused.value.message


def verbs():
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_an_aid_is_kept_by_a_departement():
    scheme = create_scheme(departement(), NEW, by=SYSTEM)
    assert (scheme.slug, scheme.name, scheme.is_fictitious) == ("voirie-rurale", "Voirie rurale", False)
    assert verbs() == ["scheme.created"]
    assert "Département" in refusal_of(create_scheme, make_organisation(), NEW, by=SYSTEM)


@pytest.mark.parametrize("fictitious", [True, False])
def test_invented_aids_stay_in_the_invented_space(fictitious):
    place = departement(is_fictitious=fictitious)
    mixed = replace(NEW, is_fictitious=not fictitious)
    assert "territoire fictif" in refusal_of(create_scheme, place, mixed, by=SYSTEM)
    assert create_scheme(place, replace(NEW, is_fictitious=fictitious), by=SYSTEM)


def test_a_name_for_addresses_is_found_and_a_name_is_taken_once():
    place = departement()
    assert create_scheme(place, NEW, by=SYSTEM).slug == "voirie-rurale"
    assert create_scheme(place, replace(NEW, name="Voirie, rurale"), by=SYSTEM).slug == "voirie-rurale-2"
    assert create_scheme(place, replace(NEW, name="Voirie : rurale"), by=SYSTEM).slug == "voirie-rurale-3"
    assert create_scheme(place, replace(NEW, name="« »"), by=SYSTEM).slug == "aide"
    assert refusal_of(create_scheme, place, NEW, by=SYSTEM) == "Une aide porte déjà ce nom."


def test_changing_how_an_aid_is_told_is_journaled_once():
    scheme = make_scheme(name="Avant")
    told = {"name": "Après", "summary": "Mieux dit", "funder_name": ""}
    change_scheme(scheme, **told, by=SYSTEM)
    change_scheme(scheme, **told, by=SYSTEM)
    (entry,) = JournalEntry.objects.all()
    assert entry.changes == {"name": ["Avant", "Après"], "summary": ["", "Mieux dit"]}
    other = make_scheme(organisation=scheme.organisation)
    assert refusal_of(change_scheme, other, **told, by=SYSTEM) == "Une aide porte déjà ce nom."


def test_what_is_added_is_read_back_as_it_was_given():
    facts = RuleFacts(
        in_force_from=date(2024, 1, 1), in_force_until=date(2024, 12, 31), beneficiary_kinds=("commune",),
        population_max=5000, cost_min_amount=Decimal("10.00"), cost_max_amount=Decimal("20.00"),
        operation_kinds=("study",), themes=("eau",), rate=Decimal("0.25"), cap_amount=Decimal("9.00"),
        minimum_amount=Decimal("1.00"), source_note="art. 3",
    )  # fmt: skip
    rules = add_rules(make_scheme(), facts, by=SYSTEM)
    rules.refresh_from_db()
    assert facts_of(rules) == facts
    assert JournalEntry.objects.get().changes["rate"] == [None, "0.25"]


def test_a_new_version_ends_the_open_one_the_day_before():
    scheme = make_scheme()
    first = add_rules(scheme, FROM_2024, by=SYSTEM)
    add_rules(scheme, FROM_2025, by=SYSTEM)
    first.refresh_from_db()
    assert first.in_force_until == date(2024, 12, 31)
    assert verbs() == ["scheme.rules_added", "scheme.rules_ended", "scheme.rules_added"]


def test_a_version_that_would_cover_another_is_refused_with_its_dates():
    scheme = make_scheme()
    add_rules(scheme, replace(FROM_2024, in_force_until=date(2024, 12, 31)), by=SYSTEM)
    told = refusal_of(add_rules, scheme, replace(FROM_2024, in_force_from=date(2024, 12, 31)), by=SYSTEM)
    assert "du 1er" in told
    assert "recouvrent" in told
    assert "recouvrent" in refusal_of(add_rules, scheme, FROM_2024, by=SYSTEM)
    earlier = replace(FROM_2024, in_force_from=date(2023, 1, 1))
    assert "recouvrent" in refusal_of(add_rules, scheme, earlier, by=SYSTEM)
    assert add_rules(scheme, replace(earlier, in_force_until=date(2023, 12, 31)), by=SYSTEM)


def test_a_version_says_known_things():
    wrong = replace(FROM_2024, operation_kinds=("fusée",))
    assert refusal_of(add_rules, make_scheme(), wrong, by=SYSTEM) == (
        "Natures d’opération : Choix inconnu : fusée."
    )


def test_a_version_that_nothing_used_may_be_corrected():
    rules = add_rules(make_scheme(), FROM_2024, by=SYSTEM)
    changed = change_rules(rules, replace(FROM_2024, rate=Decimal("0.4")), ON, by=SYSTEM)
    assert changed.rate == Decimal("0.4")
    change_rules(rules, replace(FROM_2024, rate=Decimal("0.4")), ON, by=SYSTEM)
    assert verbs() == ["scheme.rules_added", "scheme.rules_changed"]


def test_a_correction_may_not_cover_another_version():
    scheme = make_scheme()
    first = add_rules(scheme, replace(FROM_2024, in_force_until=date(2024, 12, 31)), by=SYSTEM)
    add_rules(scheme, FROM_2025, by=SYSTEM)
    assert "recouvrent" in refusal_of(change_rules, first, FROM_2024, ON, by=SYSTEM)
    assert "recouvrent" in refusal_of(end_rules, first, date(2025, 1, 1), ON, by=SYSTEM)


def test_a_used_version_keeps_what_it_says_and_may_only_end_later():
    rules = mark_used(make_rules(make_scheme()), ON)
    assert why_frozen(rules, ON) == USED
    assert refusal_of(change_rules, rules, FROM_2024, ON, by=SYSTEM) == USED
    told = refusal_of(end_rules, rules, date(2024, 5, 31), ON, by=SYSTEM)
    assert "1er\u00a0juin\u00a02024" in told
    assert end_rules(rules, ON, ON, by=SYSTEM).in_force_until == ON
    later = replace(FROM_2024, in_force_from=date(2024, 3, 1))
    other = mark_used(make_rules(make_scheme()), ON)
    assert "s’appuie" in refusal_of(add_rules, other.scheme, later, by=SYSTEM)
    other.refresh_from_db()
    assert other.in_force_until is None


def test_a_past_version_never_changes():
    rules = make_rules(make_scheme(), in_force_until=date(2024, 5, 31))
    assert why_frozen(rules, ON) == PAST
    assert why_frozen(rules, date(2024, 5, 31)) == ""
    assert refusal_of(change_rules, rules, FROM_2024, ON, by=SYSTEM) == PAST
    assert refusal_of(end_rules, rules, date(2024, 7, 1), ON, by=SYSTEM) == PAST


def test_the_latest_use_is_kept_and_only_rules_in_force_are_used():
    rules = make_rules(make_scheme())
    assert mark_used(rules, ON).used_on == ON
    assert mark_used(rules, date(2024, 2, 1)).used_on == ON
    assert mark_used(rules, date(2024, 7, 1)).used_on == date(2024, 7, 1)
    assert "ne sont pas en vigueur" in refusal_of(mark_used, rules, date(2023, 12, 31))


@pytest.mark.django_db(transaction=True)
def test_people_who_add_versions_at_once_never_make_them_overlap():
    scheme = make_scheme()
    adds = [
        partial(add_rules, scheme, replace(FROM_2024, in_force_from=date(2024, 1, day)), by=SYSTEM)
        for day in (1, 2, 3, 4)
    ]
    kept = [one for one in at_once(*adds) if isinstance(one, SchemeRules)]
    versions = sorted(scheme.rules.all(), key=lambda one: one.in_force_from)
    assert len(kept) == len(versions) >= 1
    assert versions[-1].in_force_until is None
    for before, after in pairwise(versions):
        assert before.in_force_until < after.in_force_from


def test_nothing_of_a_refused_version_remains():
    scheme = make_scheme()
    first = add_rules(scheme, FROM_2024, by=SYSTEM)
    refusal_of(add_rules, scheme, replace(FROM_2025, rate=Decimal(2)), by=SYSTEM)
    assert SchemeRules.objects.get() == first
    assert SchemeRules.objects.get().in_force_until is None
    assert Scheme.objects.count() == 1
