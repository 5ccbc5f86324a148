"""An assembly opened by hand: what the law gives to whom, what is refused beside which field, what stays."""

from dataclasses import replace

import pytest

from assemblies import factories
from beffroi.assemblies.actions.assemblies import change_assembly, create_assembly
from beffroi.assemblies.actions.members import add_seat
from beffroi.assemblies.assembly_refusals import (
    KINDS_OF,
    MOST_SEATS,
    AssemblyFacts,
    frozen_fields,
    kinds_left,
    refusals_of,
)
from beffroi.assemblies.models import Assembly
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.verification import verify_all
from beffroi.law import AssemblyKind as K
from beffroi.organisations.roles import OrganisationKind

pytestmark = pytest.mark.django_db
CLERK = factories.CLERK
PLENARY = AssemblyFacts(K.DEPARTEMENT, "Conseil départemental", seats=78)
TOWN = AssemblyFacts(K.COMMUNE, "Conseil municipal", population=3_400, seats=23)


@pytest.fixture
def departement():
    return factories.make_organisation(kind=OrganisationKind.DEPARTEMENT)


@pytest.fixture
def town():
    return create_assembly(factories.make_organisation(kind=OrganisationKind.COMMUNE), TOWN, by=CLERK)


def fields(organisation, facts, known=None):
    return [one.field for one in refusals_of(organisation, facts, known)]


def seal_a_sitting(assembly):
    """Give an assembly members and an act that is sealed."""
    for number in range(1, 4):
        member = factories.add_member(assembly, surname=f"MEMBRE{number}", by=CLERK)
        factories.fill_seat(
            assembly.seats.get(number=number), member, starts_on=factories.TERM_STARTS_ON, by=CLERK
        )
    vote = factories.VoteFacts(factories.Outcome.ADOPTED, votes_for=2, votes_against=0)
    return factories.make_sealed(factories.make_sitting(assembly), vote=vote)


def test_it_has_its_seats_numbered_an_address_of_its_name_and_an_entry_in_the_journal(departement):
    made = create_assembly(departement, PLENARY, by=CLERK)
    assert made.slug == "conseil-departemental"
    assert list(made.seats.values_list("number", flat=True)) == list(range(1, 79))
    entry = JournalEntry.objects.about(made).get()
    assert entry.verb == "assembly.created"
    assert entry.changes["nature"] == [None, "conseil départemental"]
    assert entry.changes["sièges"] == [None, 78]


def test_an_address_taken_elsewhere_is_another_and_says_nothing():
    made = [
        create_assembly(factories.make_organisation(kind=OrganisationKind.DEPARTEMENT), PLENARY, by=CLERK)
        for _ in range(2)
    ]
    assert made[0].slug == "conseil-departemental"
    assert made[1].slug == f"conseil-departemental-{made[1].organisation.slug}"


@pytest.mark.parametrize("kind", OrganisationKind)
def test_each_kind_of_organisation_has_the_assemblies_of_the_law_and_no_other(kind):
    place = factories.make_organisation(kind=kind)
    for one in K:
        facts = AssemblyFacts(one, f"Assemblée {one}", population=900)
        assert ("kind" in fields(place, facts)) == (one not in KINDS_OF[kind]), one
    outside = next(one for one in K if one not in KINDS_OF[kind])
    with pytest.raises(RuleViolation, match="la loi ne donne pas cette assemblée"):
        create_assembly(place, AssemblyFacts(outside, "Ailleurs", population=900), by=CLERK)
    assert not Assembly.objects.exists()


def test_a_kind_or_a_name_that_the_organisation_has_already_is_refused_beside_its_field(departement):
    create_assembly(departement, PLENARY, by=CLERK)
    assert kinds_left(departement) == (K.STANDING_COMMITTEE,)
    assert fields(departement, replace(PLENARY, name="Autre")) == ["kind"]
    committee = AssemblyFacts(K.STANDING_COMMITTEE, "CONSEIL departemental")
    assert fields(departement, committee) == ["name"]
    with pytest.raises(RuleViolation, match="porte déjà ce nom"):
        create_assembly(departement, committee, by=CLERK)
    other = factories.make_organisation(kind=OrganisationKind.DEPARTEMENT)
    assert fields(other, PLENARY) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seats": MOST_SEATS + 1}, "seats"),
        ({"population": None}, "population"),
        ({"population": 0}, "population"),
        ({"population": 10_000_001}, "population"),
        ({"name": " ’- "}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(changes, field):
    place = factories.make_organisation(kind=OrganisationKind.COMMUNE)
    assert fields(place, TOWN) == []
    assert fields(place, replace(TOWN, **changes)) == [field]
    with pytest.raises(RuleViolation):
        create_assembly(place, replace(TOWN, **changes), by=CLERK)


def test_before_any_sitting_all_may_be_corrected_and_the_journal_says_it(departement):
    made = create_assembly(departement, PLENARY, by=CLERK)
    facts = AssemblyFacts(K.STANDING_COMMITTEE, "Commission permanente", court="TA de Lille", seats=30)
    changed = change_assembly(made, facts, by=CLERK)
    assert (changed.kind, changed.name, changed.court) == (K.STANDING_COMMITTEE, facts.name, "TA de Lille")
    assert changed.slug == made.slug
    assert changed.seats.count() == 30
    entry = JournalEntry.objects.about(made).get(verb="assembly.changed")
    assert entry.changes["sièges"] == [78, 30]
    assert entry.changes["nom"] == ["Conseil départemental", "Commission permanente"]
    change_assembly(changed, facts, by=CLERK)
    assert JournalEntry.objects.filter(verb="assembly.changed").count() == 1


def test_once_a_sitting_is_recorded_its_regime_stays_and_its_name_may_be_corrected():
    assembly = factories.make_assembly(members=3)
    factories.make_sitting(assembly)
    assert list(frozen_fields(assembly)) == ["kind"]
    facts = AssemblyFacts(K.EPCI, "Conseil d’agglomération", seats=3)
    bureau = replace(facts, kind=K.BUREAU)
    assert fields(assembly.organisation, bureau, assembly) == ["kind"]
    with pytest.raises(RuleViolation, match="il ne change plus"):
        change_assembly(assembly, bureau, by=CLERK)
    assert change_assembly(assembly, facts, by=CLERK).name == "Conseil d’agglomération"


def test_once_an_act_is_sealed_what_it_stands_on_stays_and_the_rest_changes(town):
    seal_a_sitting(town)
    place = town.organisation
    assert set(frozen_fields(town)) == {"kind", "name", "alsace_moselle"}
    for changes in ({"name": "Autre"}, {"alsace_moselle": True}):
        assert fields(place, replace(TOWN, **changes), town) == list(changes)
        with pytest.raises(RuleViolation, match="ne change plus"):
            change_assembly(town, replace(TOWN, **changes), by=CLERK)
    changed = change_assembly(town, replace(TOWN, population=3_499, court="TA", seats=27), by=CLERK)
    assert (changed.population, changed.court, changed.seats.count()) == (3_499, "TA", 27)
    assert verify_all() == []


@pytest.mark.parametrize(("before", "after"), [(3_499, 3_500), (3_500, 3_499)])
def test_the_population_does_not_cross_the_threshold_under_sealed_sittings(town, before, after):
    change_assembly(town, replace(TOWN, population=before), by=CLERK)
    factories.make_sitting(town, chair=None, secretary=None, attendances=())
    town.refresh_from_db()
    assert fields(town.organisation, replace(TOWN, population=after), town) == []
    town.sittings.all().delete()
    seal_a_sitting(town)
    assert fields(town.organisation, replace(TOWN, population=after), town) == ["population"]


def test_a_seat_held_once_stays_those_never_held_may_go():
    assembly = factories.make_assembly(members=3)
    add_seat(assembly, by=CLERK)
    facts = AssemblyFacts(K.EPCI, assembly.name, seats=2)
    assert fields(assembly.organisation, facts, assembly) == ["seats"]
    with pytest.raises(RuleViolation, match="Le siège 3 est ou a été tenu"):
        change_assembly(assembly, facts, by=CLERK)
    assert change_assembly(assembly, replace(facts, seats=3), by=CLERK).seats.count() == 3
