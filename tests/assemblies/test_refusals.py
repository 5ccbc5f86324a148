"""What each action refuses on its own, whatever its page has checked before."""

from dataclasses import replace
from datetime import date

import pytest

from assemblies import factories
from beffroi.assemblies.actions.assemblies import create_assembly
from beffroi.assemblies.actions.deliberations import correct_deliberation, remove_annex
from beffroi.assemblies.actions.members import add_member, add_seat, fill_seat
from beffroi.assemblies.actions.sittings import correct_sitting
from beffroi.assemblies.assembly_refusals import MOST_SEATS, AssemblyFacts
from beffroi.assemblies.facts import AnnexFacts, NamedVoteFacts, VoteFacts
from beffroi.assemblies.kinds import Outcome, Position
from beffroi.assemblies.known import facts_of_act, facts_of_sitting
from beffroi.assemblies.models import Annex, Seat
from beffroi.assemblies.permissions import can_read_journal, can_read_sitting
from beffroi.core.errors import RuleViolation
from beffroi.law import AssemblyKind
from beffroi.organisations.roles import Role

pytestmark = pytest.mark.django_db
CLERK = factories.CLERK


def named(*members):
    """A vote by roll call in which these members are told, in favour."""
    told = tuple(NamedVoteFacts(str(one), Position.FOR, one) for one in members)
    return VoteFacts(Outcome.ADOPTED, votes_for=7, votes_against=0, named=told)


def test_a_vote_corrected_names_a_member_once(sitting):
    act = factories.make_deliberation(sitting)
    member = sitting.assembly.members.first()
    with pytest.raises(RuleViolation, match="nommé deux fois"):
        correct_deliberation(act, replace(facts_of_act(act), vote=named(member, member)), by=CLERK)


def test_a_vote_corrected_names_no_member_of_another_assembly(sitting):
    act = factories.make_deliberation(sitting)
    stranger = factories.make_assembly(members=1).members.first()
    with pytest.raises(RuleViolation, match="n’est pas de cette assemblée"):
        correct_deliberation(act, replace(facts_of_act(act), vote=named(stranger)), by=CLERK)


def test_a_number_corrected_is_not_that_of_another_act(sitting):
    factories.make_deliberation(sitting, number="1")
    act = factories.make_deliberation(sitting, number="2", title="Autre")
    with pytest.raises(RuleViolation, match="déjà une délibération n° 1"):
        correct_deliberation(act, replace(facts_of_act(act), number="1"), by=CLERK)


def test_the_annex_of_a_sealed_act_stays(sitting):
    act = factories.make_sealed(sitting, annexes=(AnnexFacts("Plan", b"%PDF-1.7"),))
    with pytest.raises(RuleViolation, match="scellée"):
        remove_annex(act.annexes.get(), by=CLERK)
    assert Annex.objects.count() == 1


def test_a_sitting_corrected_has_no_chair_of_another_assembly(sitting):
    stranger = factories.make_assembly(members=1).members.first()
    with pytest.raises(RuleViolation, match="n’est pas de cette assemblée"):
        correct_sitting(sitting, replace(facts_of_sitting(sitting), chair=stranger), by=CLERK)


def test_an_assembly_has_a_bounded_number_of_seats():
    place = factories.make_organisation()
    facts = AssemblyFacts(AssemblyKind.EPCI, "Conseil", "conseil-immense", seats=MOST_SEATS + 1)
    with pytest.raises(RuleViolation, match="sièges au plus"):
        create_assembly(place, facts, by=CLERK)
    assembly = create_assembly(place, replace(facts, seats=0), by=CLERK)
    Seat.objects.create(assembly=assembly, number=MOST_SEATS)
    with pytest.raises(RuleViolation, match="sièges au plus"):
        add_seat(assembly, by=CLERK)


def test_a_seat_is_not_filled_by_a_member_of_another_assembly():
    seat = add_seat(factories.make_assembly(members=0), by=CLERK)
    stranger = add_member(factories.make_assembly(members=0), surname="AILLEURS", by=CLERK)
    with pytest.raises(RuleViolation, match="n’est pas de cette assemblée"):
        fill_seat(seat, stranger, starts_on=date(2024, 1, 1), by=CLERK)


def test_nobody_reads_no_journal():
    assert not can_read_journal(None)


def test_an_elected_member_reads_a_sitting_from_the_day_of_its_convocation(sitting):
    elected = factories.make_actor(sitting.assembly.organisation, Role.ELECTED_MEMBER)
    convened = sitting.dispatched_on
    assert can_read_sitting(elected, sitting, convened)
    assert not can_read_sitting(elected, sitting, convened.replace(year=convened.year - 1))
