"""Reports: what each waits for before it is sent, what it groups, what leaves its agenda."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from assemblies.factories import CLERK, make_assembly
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.models import Seal
from beffroi.law import AssemblyKind
from beffroi.operations.actions.report import (
    NewReport,
    add_to_report,
    edit_report,
    prepare_report,
    remove_from_report,
    send_report,
    take_off_agenda,
)
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import ReportState
from beffroi.operations.models import ReportItem
from beffroi.operations.saving import lock_agenda
from beffroi.operations.statement import statement
from operations.factories import make_operation
from operations.voting import (
    AT,
    PLANNED_ON,
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


def test_refused_when_an_operation_leaves_while_the_sender_waits_for_the_locks(monkeypatch):
    operation = make_agreed()
    report = make_report(operation, make_agreed(operation.contract))

    def another_takes_one_out(held):
        report.items.get(operation=operation).delete()
        return lock_agenda(held)

    monkeypatch.setattr("beffroi.operations.actions.report.lock_agenda", another_takes_one_out)
    with pytest.raises(RuleViolation, match="vient de quitter ce rapport"):
        send_report(report, by=CLERK, at=AT)
    report.refresh_from_db()
    assert report.state == ReportState.PREPARING


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


@pytest.mark.parametrize("left", ["removed before it was sent", "taken off the agenda"])
def test_refused_to_take_off_by_the_report_that_the_operation_left(left):
    operation = make_agreed()
    report = make_report(operation, make_agreed(operation.contract))
    # As its page still shows it to whoever opened it before.
    gone, item = (report.items.get(operation=operation) for _ in range(2))
    if left == "taken off the agenda":
        send_report(report, by=CLERK, at=AT)
        operation = take_off_agenda(gone, "Avis attendu", by=CLERK, at=AT)
    else:
        remove_from_report(gone, by=CLERK)
        send_report(report, by=CLERK, at=AT)
    make_sent(operation)
    with pytest.raises(RuleViolation, match="séance à venir"):
        take_off_agenda(item, "Avis attendu", by=CLERK, at=AT)
    assert state_of(operation) == S.AGENDA


def test_what_is_proposed_is_never_nothing():
    item = make_report(make_agreed()).items.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportItem.objects.filter(pk=item.pk).update(proposed_amount=0)


def test_an_operation_that_waits_for_nothing_enters_no_report():
    report = make_report(make_agreed())
    with pytest.raises(RuleViolation, match="approuvée par les deux"):
        add_to_report(report, make_operation(report.contract, state=S.ROUTING), by=CLERK)
