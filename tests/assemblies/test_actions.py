"""What the actions record, refuse and tell the journal."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from assemblies import factories
from beffroi.assemblies.actions.deliberations import correct_deliberation, drop_deliberation
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.actions.members import add_member, end_mandate, fill_seat, rename_member
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.actions.sittings import correct_sitting, record_sitting
from beffroi.assemblies.blockers import blockers_for_sealing
from beffroi.assemblies.facts import AttendanceFacts, EventFacts, VoteFacts
from beffroi.assemblies.gather import assessment_of, calendar_of
from beffroi.assemblies.kinds import EndReason, EventKind, Extent, Origin, Outcome, Presence
from beffroi.assemblies.known import facts_of_act, facts_of_sitting
from beffroi.assemblies.models import Deliberation, Sitting
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Seal
from beffroi.law import AssemblyKind

pytestmark = pytest.mark.django_db
CLERK, AT = factories.CLERK, factories.AT


def verbs(obj):
    return list(JournalEntry.objects.about(obj).order_by("pk").values_list("verb", flat=True))


def test_the_same_copy_is_not_published_twice_whatever_the_day_of_the_first():
    act = factories.make_sealed()
    factories.publish_act(act, date(2024, 3, 15))
    hidden = {"extent": Extent.REDACTED, "redactions": ("place du marché",)}
    factories.publish_act(act, date(2024, 3, 14), **hidden)
    with pytest.raises(RuleViolation, match="déjà publié ainsi"):
        factories.publish_act(act, date(2024, 3, 14), **hidden)
    factories.publish_act(act, date(2024, 3, 15))
    assert Seal.objects.filter(kind="redacted_extract").count() == 1


def test_a_member_of_another_assembly_is_refused(assembly):
    stranger = factories.make_assembly(members=1).members.first()
    with pytest.raises(RuleViolation, match="n’est pas de cette assemblée"):
        factories.make_sitting(assembly, chair=stranger)


def test_a_member_stands_once_on_the_sheet(assembly):
    line = AttendanceFacts(assembly.members.first(), Presence.PRESENT, "NOM")
    with pytest.raises(RuleViolation, match="deux fois"):
        factories.make_sitting(assembly, attendances=(line, line))


@pytest.mark.parametrize(
    ("presence", "holder"), [(Presence.REPRESENTED, None), (Presence.PRESENT, 1), (Presence.REPRESENTED, 0)]
)
def test_a_proxy_has_a_holder_who_is_another(assembly, presence, holder):
    members = factories.members_of(assembly)
    line = AttendanceFacts(members[0], presence, "NOM", None if holder is None else members[holder])
    with pytest.raises(RuleViolation):
        factories.make_sitting(assembly, attendances=(line,))


def test_a_sitting_is_recorded_once(sitting):
    with pytest.raises(RuleViolation, match="déjà une séance"):
        factories.make_sitting(sitting.assembly)


def test_a_convocation_precedes_its_sitting(assembly):
    with pytest.raises(RuleViolation, match="ne peut pas suivre"):
        factories.make_sitting(assembly, dispatched_on=date(2024, 3, 13))


def test_correcting_a_sitting_tells_the_old_and_the_new(sitting):
    correct_sitting(sitting, replace(facts_of_sitting(sitting), place="ailleurs"), by=CLERK)
    assert verbs(sitting) == ["sitting.recorded", "sitting.corrected"]
    assert JournalEntry.objects.about(sitting).first().changes == {
        "lieu": ["salle des fêtes de Val-Clair", "ailleurs"]
    }


def test_what_is_known_recorded_again_changes_nothing(sitting):
    act = factories.make_deliberation(sitting)
    correct_sitting(sitting, facts_of_sitting(sitting), by=CLERK)
    correct_deliberation(act, facts_of_act(act), by=CLERK)
    assert verbs(sitting) == ["sitting.recorded"]
    assert verbs(act) == ["deliberation.recorded"]


def test_a_sealed_sitting_and_its_act_no_longer_change(sitting):
    act = factories.make_sealed(sitting)
    with pytest.raises(RuleViolation, match="scellée"):
        correct_sitting(sitting, facts_of_sitting(sitting), by=CLERK)
    for change in (drop_deliberation, lambda one, by: correct_deliberation(one, facts_of_act(one), by=by)):
        with pytest.raises(RuleViolation, match="scellée"):
            change(act, by=CLERK)
    with pytest.raises(RuleViolation, match="scellée"):
        seal_deliberation(act, by=CLERK, at=AT)


def test_a_dropped_draft_leaves_a_trace(sitting):
    act = factories.make_deliberation(sitting)
    pk, title = act.pk, act.title
    drop_deliberation(act, by=CLERK)
    assert not Deliberation.objects.exists()
    entry = JournalEntry.objects.filter(verb="deliberation.dropped", object_id=pk).get()
    assert entry.changes["objet"] == [title, None]


def test_the_same_number_is_given_once_in_a_sitting(sitting):
    factories.make_deliberation(sitting, number="1")
    with pytest.raises(RuleViolation, match="déjà une délibération"):
        factories.make_deliberation(sitting, number="1", title="Autre")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"number": ""}, "numéro"),
        ({"decisions": ()}, "ne décide rien"),
        ({"vote": VoteFacts(Outcome.REJECTED, votes_for=7, votes_against=0)}, "rejetée"),
        ({"vote": VoteFacts(Outcome.ADOPTED, votes_for=70, votes_against=0)}, "voix de trop"),
    ],
)
def test_what_blocks_is_what_the_seal_refuses(sitting, changes, word):
    act = factories.make_deliberation(sitting, **changes)
    listed = blockers_for_sealing(act, local_day(AT))
    with pytest.raises(RuleViolation) as refused:
        seal_deliberation(act, by=CLERK, at=AT)
    assert refused.value.message == " ".join(one.sentence for one in listed)
    assert word in refused.value.message
    assert not Seal.objects.exists()
    assert Sitting.objects.get(pk=sitting.pk).sealed_at is None


def test_an_act_is_not_sealed_before_its_sitting(assembly):
    coming = factories.make_sitting(assembly, held_on=local_day(AT) + timedelta(1))
    act = factories.make_deliberation(coming)
    with pytest.raises(RuleViolation, match="La séance du 21 mars 2024 est à venir".replace(" ", ".")):
        seal_deliberation(act, by=CLERK, at=AT)
    assert not Seal.objects.exists()
    seal_deliberation(act, by=CLERK, at=AT + timedelta(1))


def test_an_absent_holder_blocks_what_is_recorded_by_hand_only(assembly):
    members = factories.members_of(assembly)
    lines = list(factories.roll(members, present=7, represented=1))
    lines[7] = replace(lines[7], proxy_holder=members[9])
    by_hand = factories.make_sitting(assembly, attendances=tuple(lines))
    taken_in = factories.make_sitting(
        assembly, attendances=tuple(lines), origin=Origin.TAKEN_IN, held_on=date(2024, 3, 11)
    )
    assert blockers_for_sealing(factories.make_deliberation(by_hand), local_day(AT))
    assert blockers_for_sealing(factories.make_deliberation(taken_in, number=""), local_day(AT)) == []


class TestEvents:
    def refused(self, act, kind, **facts):
        given = EventFacts(**{"happened_on": date(2024, 3, 18), **facts})
        with pytest.raises(RuleViolation) as refused:
            record_event(act, kind, given, by=CLERK, at=AT)
        return refused.value.message

    def test_a_draft_has_no_later_life(self, sitting):
        act = factories.make_deliberation(sitting)
        assert "pas encore scellée" in self.refused(act, EventKind.TRANSMISSION)

    def test_nothing_is_recorded_before_it_happens(self, sitting):
        act = factories.make_sealed(sitting)
        assert "à venir" in self.refused(act, EventKind.TRANSMISSION, happened_on=date(2024, 3, 21))
        assert "précéder la séance" in self.refused(act, EventKind.TRANSMISSION, happened_on=date(2024, 3, 1))

    @pytest.mark.parametrize(
        "kind",
        [
            EventKind.APPEAL,
            EventKind.APPEAL_REJECTED,
            EventKind.PIECES_REQUESTED,
            EventKind.PIECES_RECEIVED,
            EventKind.WITHDRAWAL_REFUSED,
            EventKind.SUSPENSION_LIFTED,
        ],
    )
    def test_an_answer_needs_what_it_answers(self, sitting, kind):
        assert self.refused(factories.make_sealed(sitting), kind)

    def test_an_act_is_received_once(self, sitting):
        act = factories.make_sealed(sitting)
        factories.transmit(act)
        assert "reçu en préfecture depuis" in self.refused(act, EventKind.TRANSMISSION)

    def test_a_rejected_act_is_published_and_not_transmitted(self, sitting):
        act = factories.make_sealed(sitting, vote=VoteFacts(Outcome.REJECTED, votes_for=0, votes_against=7))
        assert "rejetée" in self.refused(act, EventKind.TRANSMISSION)
        factories.publish_act(act)

    def test_the_same_event_is_recorded_once(self, sitting):
        act = factories.make_published(sitting)
        facts = EventFacts(date(2024, 3, 18))
        record_event(act, EventKind.SUSPENSION, facts, by=CLERK, at=AT)
        assert "déjà enregistré" in self.refused(act, EventKind.SUSPENSION)

    def test_after_its_withdrawal_nothing_happens_to_an_act(self, sitting):
        act = factories.make_published(sitting)
        record_event(act, EventKind.WITHDRAWAL, EventFacts(date(2024, 3, 18)), by=CLERK, at=AT)
        assert "n’existe plus" in self.refused(act, EventKind.SUSPENSION)

    def test_a_publication_has_its_own_road(self, sitting):
        assert "Publier" in self.refused(factories.make_sealed(sitting), EventKind.PUBLICATION)


class TestPublication:
    def refused(self, act, **changes):
        with pytest.raises(RuleViolation) as refused:
            publish(
                act, factories.publication_facts(**changes), happened_on=date(2024, 3, 15), by=CLERK, at=AT
            )
        return refused.value.message

    def test_a_passage_to_hide_stands_in_the_act(self, sitting):
        act = factories.make_sealed(sitting)
        assert "pas dans l’acte" in self.refused(act, extent=Extent.REDACTED, redactions=("introuvable",))
        factories.publish_act(act, extent=Extent.REDACTED, redactions=("le projet",))

    def test_hiding_is_said(self, sitting):
        act = factories.make_sealed(sitting)
        assert "passages à masquer" in self.refused(act, extent=Extent.REDACTED)
        assert "aucun passage" in self.refused(act, redactions=("le projet",))

    def test_the_same_publication_sent_again_is_refused(self, sitting):
        act = factories.make_sealed(sitting)
        factories.publish_act(act)
        assert "déjà publié" in self.refused(act)


class TestMembers:
    def test_a_vacant_seat_leaves_the_count(self, assembly):
        mandate = assembly.seats.first().mandates.get()
        end_mandate(mandate, ends_on=date(2024, 3, 11), reason=EndReason.RESIGNATION, by=CLERK)
        assert assembly.seats_in_office(date(2024, 3, 11)) == 11
        assert assembly.seats_in_office(date(2024, 3, 12)) == 10
        with pytest.raises(RuleViolation, match="déjà pris fin"):
            end_mandate(mandate, ends_on=date(2024, 3, 11), reason=EndReason.OTHER, by=CLERK)

    def test_a_seat_has_one_holder_and_a_holder_one_seat(self, assembly):
        seat, other = assembly.seats.all()[:2]
        newcomer = add_member(assembly, surname="NOUVEAU", by=CLERK)
        with pytest.raises(RuleViolation, match="tenu par"):
            fill_seat(seat, newcomer, starts_on=date(2024, 1, 1), by=CLERK)
        end_mandate(seat.mandates.get(), ends_on=date(2023, 12, 31), reason=EndReason.DEATH, by=CLERK)
        with pytest.raises(RuleViolation, match="tient déjà"):
            fill_seat(seat, other.mandates.get().member, starts_on=date(2024, 1, 1), by=CLERK)
        fill_seat(seat, newcomer, starts_on=date(2024, 1, 1), by=CLERK)

    def test_a_substitute_fills_no_seat(self, assembly):
        one = add_member(assembly, surname="SUPPLEANT", by=CLERK)
        fill_seat(assembly.seats.first(), one, starts_on=date(2024, 1, 1), is_substitute=True, by=CLERK)
        assert assembly.seats_in_office(date(2024, 3, 12)) == 11

    def test_a_name_corrected_is_told(self, assembly):
        member = rename_member(assembly.members.first(), surname="AUTRE", first_name="Nom", by=CLERK)
        assert "member.renamed" in verbs(member)


def test_the_figures_of_december_recorded_by_hand():
    """102 present, 23 proxies, 27 excused of 152: a quorum of 77, 125 votes, the two dates."""
    assembly = factories.make_assembly(members=0, seats=0, kind=AssemblyKind.EPCI)
    members = [add_member(assembly, surname=f"M{n:03}", by=CLERK) for n in range(152)]
    lines = factories.roll(members, present=102, represented=23)
    facts = factories.sitting_facts(
        assembly, held_on=date(2023, 12, 12), dispatched_on=date(2023, 12, 6), seats_in_office=152,
        attendances=lines, listed_on=None, chair=members[0], secretary=members[1],
    )  # fmt: skip
    sitting = record_sitting(assembly, facts, by=CLERK, at=AT)
    vote = VoteFacts(Outcome.ADOPTED, wording="à la majorité absolue")
    act = factories.make_sealed(sitting, vote=vote)
    received = EventFacts(date(2023, 12, 20), date(2023, 12, 20))
    record_event(act, EventKind.TRANSMISSION, received, by=CLERK, at=AT)
    publish(act, factories.publication_facts(), happened_on=date(2023, 12, 20), by=CLERK, at=AT)
    values = {one.rule: one.value for one in assessment_of(act, date(2024, 1, 17)).reckonings}
    assert (values["quorum"], values["vote-ceiling"], values["clear-days"]) == (77, 125, 5)
    dates = calendar_of(act, date(2024, 1, 17))
    assert (dates.enforceable_on, dates.appeal_until) == (date(2023, 12, 20), date(2024, 2, 21))


def test_what_is_sealed_bears_the_moment_and_the_author(sitting):
    factories.make_sealed(sitting)
    entry = Seal.objects.get(kind="deliberation")
    assert (entry.sealed_at, entry.user_label) == (AT, "Zoé Morel")
    assert isinstance(entry.sealed_at, datetime)
