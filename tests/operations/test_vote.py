"""Reports and the département's vote: what each waits for, and what one act carries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assemblies.factories import CLERK, make_assembly, make_sitting, members_of
from beffroi.assemblies.actions.deliberations import drop_deliberation
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.actions.sittings import correct_sitting
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Effect, Outcome
from beffroi.assemblies.known import facts_of_sitting
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Seal
from beffroi.law import AssemblyKind
from beffroi.operations.actions.report import (
    NewReport,
    add_to_report,
    declare_interest,
    edit_report,
    prepare_report,
    remove_from_report,
    send_report,
    take_off_agenda,
)
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.interests import notes_of
from beffroi.operations.kinds import InterestKind, ReportState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import ReportItem
from beffroi.operations.statement import statement
from contracts.factories import organisation_of
from operations.factories import make_contract, make_operation
from operations.voting import (
    AT,
    PLANNED_ON,
    PROPOSED,
    SEALED_AT,
    committee_of,
    make_agreed,
    make_report,
    make_routed,
    make_sent,
    sitting_of,
    vote_on,
    write,
)

pytestmark = pytest.mark.django_db


def state_of(operation):
    operation.refresh_from_db()
    return operation.state


def test_an_adopted_report_carries_each_operation_in_the_transaction_of_the_seal():
    contract = make_contract()
    first, second = make_agreed(contract), make_agreed(contract)
    report = make_sent(first, second)
    assert (state_of(first), state_of(second)) == (S.AGENDA, S.AGENDA)
    act = vote_on(report)
    assert state_of(first) == S.AGENDA
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert (state_of(first), state_of(second)) == (S.VOTED, S.VOTED)
    assert first.voted_amount == PROPOSED
    report.refresh_from_db()
    assert report.state == ReportState.VOTED


def test_the_act_is_an_individual_decision_on_subsidies_that_cites_the_delegation():
    act = vote_on(make_sent(make_agreed()))
    assert (act.effect, act.subject_code) == (Effect.INDIVIDUAL, "7.5")
    assert "Délibération n° 12" in act.citations.first().text
    assert act.decisions.get().verb == "ATTRIBUE"


def test_a_rejected_report_refuses_every_operation_with_an_amount_of_zero():
    operation = make_agreed()
    act = vote_on(make_sent(operation), Outcome.REJECTED)
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.REFUSED
    assert operation.voted_amount == 0


def test_an_amount_of_zero_refuses_one_operation_of_an_adopted_report():
    contract = make_contract()
    kept, refused = make_agreed(contract), make_agreed(contract)
    report = make_sent(kept, refused)
    item = report.items.get(operation=refused)
    seal_deliberation(vote_on(report, amounts={item.pk: Decimal(0)}), by=CLERK, at=SEALED_AT)
    assert (state_of(kept), state_of(refused)) == (S.VOTED, S.REFUSED)


def test_a_lower_amount_is_voted_as_it_is():
    operation = make_agreed()
    report = make_sent(operation)
    act = vote_on(report, amounts={report.items.get().pk: Decimal(90_000)})
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.VOTED
    assert operation.voted_amount == 90_000


def test_refused_above_what_the_fiche_proposes():
    report = make_sent(make_agreed())
    with pytest.raises(RuleViolation, match="une aide supérieure"):
        vote_on(report, amounts={report.items.get().pk: PROPOSED + 1})


def test_a_failure_while_carrying_undoes_the_seal(monkeypatch):
    operation = make_agreed()
    act = vote_on(make_sent(operation))

    def fail(*_args, **_more):
        raise RuleViolation("Rien ne va.")

    monkeypatch.setattr("beffroi.operations.actions.vote.place", fail)
    with pytest.raises(RuleViolation, match="Rien ne va"):
        seal_deliberation(act, by=CLERK, at=SEALED_AT)
    act.refresh_from_db()
    assert act.sealed_at is None
    assert not Seal.objects.filter(kind="deliberation", object_id=act.pk).exists()
    assert state_of(operation) == S.AGENDA


def test_dropping_the_draft_lets_the_vote_be_recorded_again():
    operation = make_agreed()
    report = make_sent(operation)
    drop_deliberation(vote_on(report), by=CLERK)
    report.refresh_from_db()
    assert (report.deliberation, report.sitting) == (None, None)
    assert report.items.get().voted_amount is None
    facts = ReportVote(make_sitting(report.assembly, held_on=date(2026, 2, 17)), VoteFacts(Outcome.ADOPTED),
                       {report.items.get().pk: PROPOSED})  # fmt: skip
    assert record_vote(report, facts, by=CLERK)


def test_a_vote_is_opened_once():
    report = make_sent(make_agreed())
    vote_on(report)
    facts = ReportVote(report.assembly.sittings.get(), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="déjà ouverte"):
        record_vote(report, facts, by=CLERK)


def test_refused_at_the_sitting_of_another_assembly():
    report = make_sent(make_agreed())
    facts = ReportVote(make_sitting(), VoteFacts(Outcome.ADOPTED), {report.items.get().pk: PROPOSED})
    with pytest.raises(RuleViolation, match="autre assemblée"):
        record_vote(report, facts, by=CLERK)


def test_refused_at_a_sitting_held_before_the_report_was_sent():
    report = make_sent(make_agreed())
    facts = ReportVote(sitting_of(report, date(2026, 1, 2)), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="envoyé après"):
        record_vote(report, facts, by=CLERK)


def vote_held_on(report, held_on, **more):
    """A vote of all that was proposed, at a sitting of that day."""
    amounts = {report.items.get().pk: PROPOSED}
    vote = VoteFacts(Outcome.ADOPTED, votes_for=3, votes_against=0, abstentions=0)
    return ReportVote(sitting_of(report, held_on), vote, amounts, number="2026-7", **more)


def test_a_sitting_brought_forward_counts_the_notice_again():
    report = make_sent(make_agreed())
    told = vote_held_on(report, date(2026, 1, 15))
    with pytest.raises(RuleViolation, match="écrivez-en le motif"):
        record_vote(report, told, by=CLERK)
    record_vote(report, replace(told, urgency_reason="Un gel imminent"), by=CLERK)
    report.refresh_from_db()
    assert report.urgency_reason == "Un gel imminent"


def test_even_in_an_emergency_a_report_is_not_read_on_the_day():
    report = make_sent(make_agreed())
    told = vote_held_on(report, date(2026, 1, 13), urgency_reason="Un gel imminent")
    with pytest.raises(RuleViolation, match="Même motivée, l’urgence") as refused:
        record_vote(report, told, by=CLERK)
    assert "écrivez" not in refused.value.message


def test_the_journal_keeps_the_reason_of_the_urgency_and_the_one_before():
    report = make_sent(make_agreed(), urgency_reason="Un gel imminent")
    record_vote(report, vote_held_on(report, PLANNED_ON, urgency_reason="Une crue"), by=CLERK)
    told = JournalEntry.objects.about(report).get(verb="report.vote_opened")
    assert told.changes == {"urgence motivée": ["Un gel imminent", "Une crue"]}


def test_the_urgency_of_a_vote_that_is_dropped_is_taken_back_and_shortens_no_other():
    report = make_sent(make_agreed())
    soon = vote_held_on(report, date(2026, 1, 15), urgency_reason="Un gel imminent")
    drop_deliberation(record_vote(report, soon, by=CLERK), by=CLERK)
    with pytest.raises(RuleViolation, match="écrivez-en le motif"):
        record_vote(report, replace(soon, urgency_reason=""), by=CLERK)
    record_vote(report, vote_held_on(report, PLANNED_ON, urgency_reason=""), by=CLERK)
    report.refresh_from_db()
    assert report.urgency_reason == ""


def test_a_sitting_more_than_a_year_later_left_time_enough():
    report = make_sent(make_agreed())
    assert record_vote(report, vote_held_on(report, date(2027, 3, 1)), by=CLERK)


@pytest.mark.parametrize(
    ("day", "why"), [(date(2026, 1, 15), r"exigés, 3\scomptés"), (date(2026, 1, 9), "envoyé après")]
)
def test_a_sitting_whose_date_is_corrected_counts_the_notice_again_at_the_seal(day, why):
    operation = make_agreed()
    act = vote_on(make_sent(operation))
    known = facts_of_sitting(act.sitting)
    correct_sitting(act.sitting, replace(known, held_on=day, dispatched_on=None), by=CLERK)
    with pytest.raises(RuleViolation, match=why):
        seal_deliberation(act, by=CLERK, at=SEALED_AT)
    assert state_of(operation) == S.AGENDA


def test_a_vote_is_not_sealed_before_its_sitting():
    operation = make_agreed()
    act = vote_on(make_sent(operation))
    with pytest.raises(RuleViolation, match="à venir"):
        seal_deliberation(act, by=CLERK, at=SEALED_AT - timedelta(2))
    assert state_of(operation) == S.AGENDA
    assert seal_deliberation(act, by=CLERK, at=SEALED_AT)


def test_refused_without_the_amount_of_each_operation():
    report = make_sent(make_agreed())
    facts = ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="manque"):
        record_vote(report, facts, by=CLERK)


def test_refused_to_vote_what_was_not_sent():
    report = make_report(make_agreed())
    facts = ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {})
    with pytest.raises(RuleViolation, match="pas à l’ordre du jour"):
        record_vote(report, facts, by=CLERK)


def test_refused_to_vote_when_everything_was_taken_off():
    report = make_sent(make_agreed())
    take_off_agenda(report.items.get(), "Avis attendu", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="Toutes les opérations"):
        record_vote(report, ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {}), by=CLERK)


# Sending


def test_the_standing_committee_cites_its_delegation():
    report = make_report(make_agreed(), delegation=" ")
    with pytest.raises(RuleViolation, match="par délégation"):
        send_report(report, by=CLERK, at=AT)


def test_the_council_needs_none():
    operation = make_agreed()
    council = committee_of(operation.contract, AssemblyKind.DEPARTEMENT)
    report = make_report(operation, assembly=council, delegation="")
    assert send_report(report, by=CLERK, at=AT).state == ReportState.SENT


def test_refused_too_late_for_the_sitting_unless_the_urgency_is_told():
    operation = make_agreed()
    late = datetime(2026, 2, 13, 9, 0, tzinfo=UTC)
    report = make_report(operation)
    with pytest.raises(RuleViolation, match="Rapports"):
        send_report(report, by=CLERK, at=late)
    facts = NewReport(
        report.contract, report.assembly, PLANNED_ON, report.title, report.delegation, "Un gel imminent"
    )
    edit_report(report, facts, by=CLERK)
    assert send_report(report, by=CLERK, at=late).state == ReportState.SENT


def test_refused_for_a_sitting_that_is_over():
    report = make_report(make_agreed())
    with pytest.raises(RuleViolation, match="précède"):
        send_report(report, by=CLERK, at=datetime(2026, 2, 20, tzinfo=UTC))


def test_refused_for_a_sitting_in_more_than_a_year():
    report = make_report(make_agreed(), planned_on=date(2027, 3, 1))
    with pytest.raises(RuleViolation, match="suit de plus d’un an"):
        send_report(report, by=CLERK, at=AT)


def test_refused_when_the_report_is_empty():
    operation = make_agreed()
    report = make_report(operation)
    remove_from_report(report.items.get(), by=CLERK)
    with pytest.raises(RuleViolation, match="aucune opération"):
        send_report(report, by=CLERK, at=AT)


def test_refused_when_a_fiche_was_edited_since():
    operation = make_agreed()
    report = make_report(operation)
    write(operation, "presentation", "Autre chose.")
    with pytest.raises(RuleViolation, match="n’attend pas de rapport"):
        send_report(report, by=CLERK, at=AT)
    assert state_of(operation) == S.SHEET


def test_each_report_carries_the_statement_of_local_subsidies():
    operation = make_agreed()
    item = make_sent(operation).items.get()
    assert item.statement["local_amount"] == "96000.00"
    # The State is no local authority, and the own share is no subsidy.
    assert [one["funder"] for one in item.statement["local"]] == ["Département de l’Ambre"]
    assert item.statement == statement(operation, date(2026, 1, 12)).as_json()


def test_refused_to_vote_without_the_statement():
    report = make_sent(make_agreed())
    report.items.update(statement=None)
    with pytest.raises(RuleViolation, match="état des subventions"):
        record_vote(report, ReportVote(sitting_of(report), VoteFacts(Outcome.ADOPTED), {}), by=CLERK)


# Grouping


def test_refused_before_both_approved_the_fiche():
    operation = make_routed()
    report = make_report(make_agreed(operation.contract))
    with pytest.raises(RuleViolation, match="approuvée par les deux"):
        add_to_report(report, operation, by=CLERK)


def test_refused_in_the_report_of_another_contract():
    report = make_report(make_agreed())
    with pytest.raises(RuleViolation, match="autre contrat"):
        add_to_report(report, make_agreed(), by=CLERK)


def test_refused_in_two_reports_at_once():
    operation = make_agreed()
    make_report(operation)
    other = make_report(make_agreed(operation.contract))
    with pytest.raises(RuleViolation, match="déjà dans un rapport"):
        add_to_report(other, operation, by=CLERK)


def test_refused_for_the_assembly_of_another_organisation():
    operation = make_agreed()
    facts = NewReport(operation.contract, make_assembly(), PLANNED_ON, "Aides")
    with pytest.raises(RuleViolation, match="une assemblée du Département"):
        prepare_report(facts, by=CLERK)
    report = make_report(operation)
    with pytest.raises(RuleViolation, match="une assemblée du Département"):
        edit_report(report, NewReport(report.contract, make_assembly(), PLANNED_ON, "Aides"), by=CLERK)


@pytest.mark.parametrize("action", ["edit", "add", "remove", "send"])
def test_a_sent_report_changes_no_more(action):
    operation = make_agreed()
    report = make_sent(operation)
    facts = NewReport(report.contract, report.assembly, PLANNED_ON, "Autre", "Délégation")
    actions = {
        "edit": lambda: edit_report(report, facts, by=CLERK),
        "add": lambda: add_to_report(report, make_agreed(operation.contract), by=CLERK),
        "remove": lambda: remove_from_report(report.items.get(), by=CLERK),
        "send": lambda: send_report(report, by=CLERK, at=AT),
    }
    with pytest.raises(RuleViolation, match="ne change plus"):
        actions[action]()


def test_taken_off_the_agenda_an_operation_waits_for_another_report_with_the_same_fiche():
    operation = make_agreed()
    report = make_sent(operation)
    moved = take_off_agenda(report.items.get(), "Avis attendu", by=CLERK, at=AT)
    assert moved.state == S.REPORT
    again = make_sent(moved, assembly=report.assembly)
    assert again.items.get().sheet == report.items.get().sheet
    assert Seal.objects.filter(kind="operation_sheet").count() == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_refused_to_take_off_without_a_reason(reason):
    report = make_sent(make_agreed())
    with pytest.raises(RuleViolation, match="demande un motif"):
        take_off_agenda(report.items.get(), reason, by=CLERK, at=AT)


def test_refused_to_take_off_what_is_voted():
    report = make_sent(make_agreed())
    seal_deliberation(vote_on(report), by=CLERK, at=SEALED_AT)
    with pytest.raises(RuleViolation, match="séance à venir"):
        take_off_agenda(report.items.get(), "Trop tard", by=CLERK, at=AT)


# Interests


def test_a_double_mandate_is_a_note_and_was_a_warning_before_the_law_of_december_2025():
    operation = make_agreed()
    report = make_report(operation)
    epci = organisation_of(operation.contract, Side.EPCI)
    # Both invented councils number their members alike.
    make_assembly(members=3, organisation=epci, kind=AssemblyKind.EPCI)
    after = notes_of(report, date(2026, 2, 16))
    before = notes_of(report, date(2025, 12, 22))
    assert after
    assert not any(one.is_warning for one in after)
    assert all(one.is_warning for one in before)


@pytest.mark.parametrize(
    ("kind", "warns"),
    [(InterestKind.PUBLIC, False), (InterestKind.PRIVATE, True), (InterestKind.EXCLUDED, True)],
)
def test_a_declared_interest_is_told_and_a_private_one_warned(kind, warns):
    report = make_report(make_agreed())
    member = members_of(report.assembly)[0]
    declare_interest(report.items.get(), member, kind, "parent du maître d’œuvre", by=CLERK, at=AT)
    told = [one for one in notes_of(report, PLANNED_ON) if "déclare" in one.sentence]
    assert [one.is_warning for one in told] == [warns]


def test_refused_for_a_member_of_another_assembly_and_after_the_vote():
    report = make_sent(make_agreed())
    stranger = members_of(make_assembly())[0]
    with pytest.raises(RuleViolation, match="pas de l’assemblée"):
        declare_interest(report.items.get(), stranger, InterestKind.PRIVATE, "", by=CLERK, at=AT)
    seal_deliberation(vote_on(report), by=CLERK, at=SEALED_AT)
    member = members_of(report.assembly)[0]
    with pytest.raises(RuleViolation, match="vote est acquis"):
        declare_interest(report.items.get(), member, InterestKind.PRIVATE, "", by=CLERK, at=AT)


def test_what_is_proposed_is_never_nothing():
    item = make_report(make_agreed()).items.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportItem.objects.filter(pk=item.pk).update(proposed_amount=0)


def test_an_operation_that_waits_for_nothing_enters_no_report():
    report = make_report(make_agreed())
    with pytest.raises(RuleViolation, match="approuvée par les deux"):
        add_to_report(report, make_operation(report.contract, state=S.ROUTING), by=CLERK)
