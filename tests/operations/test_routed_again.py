"""Routed again: what a report holds of an operation is always its fiche and its amount of now."""

from decimal import Decimal

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.plan import funder_cuts
from beffroi.operations.actions.report import add_to_report, send_report, take_off_agenda
from beffroi.operations.actions.routing import RouteFacts, decide_route
from beffroi.operations.actions.sheet import restore_sheet
from beffroi.operations.kinds import FunderKind, FundingRoute
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import OperationStep, ReportItem
from beffroi.operations.report_blockers import blockers_for_sending, blockers_for_vote
from beffroi.operations.sheets import current_sheet
from operations.voting import (
    AT,
    PLANNED_ON,
    PROPOSED,
    agree,
    make_agreed,
    make_report,
    make_routed,
    make_sent,
    vote_on,
    write,
)

pytestmark = pytest.mark.django_db
LESS = Decimal("90000.00")


def back(operation):
    return move_operation(operation, "back_to_routing", by=CLERK, at=AT, reason="Le fonds est moins doté")


def route(operation, amount=LESS):
    fund = operation.routes.last().fund
    facts = RouteFacts(FundingRoute.FUND, "Le droit commun ne suffit pas.", fund, amount)
    return decide_route(operation, facts, by=CLERK, at=AT)


def test_routed_again_it_leaves_the_report_that_is_prepared_with_its_trace():
    operation = make_agreed()
    report = make_report(operation, make_agreed(operation.contract))
    back(operation)
    assert [one.operation_id for one in report.items.all()] != [operation.pk]
    assert report.items.count() == 1
    told = JournalEntry.objects.about(report).get(verb="report.item_left")
    assert "Le fonds est moins doté" in told.note


def test_edited_then_routed_again_it_leaves_the_report_as_well():
    operation = make_agreed()
    report = make_report(operation)
    write(operation, "presentation", "Autre chose.")
    assert report.items.count() == 1
    back(operation)
    assert not report.items.exists()


@pytest.mark.parametrize("verb", ["withdraw", "refuse", "reopen_plan"])
def test_gone_another_way_it_leaves_the_report_that_is_prepared(verb):
    operation = make_agreed()
    report = make_report(operation)
    move_operation(operation, verb, by=CLERK, at=AT, reason="Le terrain n’est plus libre")
    assert not report.items.exists()


def test_a_funder_who_cuts_takes_it_out_of_the_report():
    operation = make_agreed()
    report = make_report(operation)
    row = operation.plan.lines.get(kind=FunderKind.STATE)
    funder_cuts(row, Decimal(80_000), "crédits réduits", by=CLERK, at=AT)
    assert not report.items.exists()


def test_added_again_it_bears_the_new_amount():
    operation = make_agreed()
    report = make_report(operation)
    back(operation)
    agree(route(operation))
    add_to_report(report, operation, by=CLERK)
    assert report.items.get().proposed_amount == LESS
    assert send_report(report, by=CLERK, at=AT)


def outdate(item):
    """Leave an item as a report held it before operations left their report by themselves."""
    ReportItem.objects.filter(pk=item.pk).update(proposed_amount=PROPOSED + 1)


def test_refused_to_send_an_amount_that_is_no_longer_the_one_of_the_route():
    report = make_report(make_agreed())
    assert blockers_for_sending(report, AT.date()) == []
    outdate(report.items.get())
    [found] = blockers_for_sending(report, AT.date())
    assert "a changé de fiche ou de montant" in found.sentence
    with pytest.raises(RuleViolation, match="changé de fiche"):
        send_report(report, by=CLERK, at=AT)


def test_refused_to_send_an_old_fiche_even_sealed():
    operation = make_agreed()
    first = make_sent(operation)
    old = current_sheet(operation)
    take_off_agenda(first.items.get(), "Avis attendu", by=CLERK, at=AT)
    back(operation)
    agree(route(operation, PROPOSED))
    assert current_sheet(operation).number == 2
    report = make_report(operation, assembly=first.assembly)
    report.items.update(sheet=old)
    assert old.sealed_at
    with pytest.raises(RuleViolation, match="changé de fiche"):
        send_report(report, by=CLERK, at=AT)


def test_refused_to_vote_an_amount_that_is_no_longer_the_one_of_the_route():
    report = make_sent(make_agreed())
    item = report.items.get()
    assert blockers_for_vote(report) == []
    outdate(item)
    [found] = blockers_for_vote(report)
    assert found.mend.href.endswith(f"/{item.pk}/retirer/")
    with pytest.raises(RuleViolation, match="changé de fiche"):
        vote_on(report)


def test_routed_again_to_the_same_words_the_agreements_that_stand_carry_it_on():
    operation = make_agreed()
    back(operation)
    assert route(operation, PROPOSED).state == S.REPORT
    last = OperationStep.objects.filter(operation=operation).last()
    assert last.verb == "countersign_sheet"
    assert "tient toujours" in last.reason
    assert make_report(operation, planned_on=PLANNED_ON).items.get().proposed_amount == PROPOSED


def test_routed_again_to_the_same_words_one_agreement_carries_it_to_the_other_party():
    operation = agree(make_routed(), Side.DEPARTEMENT)
    back(operation)
    assert route(operation, PROPOSED).state == S.COUNTERSIGN
    assert agree(operation, Side.EPCI).state == S.REPORT


def test_routed_again_to_other_words_both_agree_again():
    operation = make_agreed()
    back(operation)
    assert route(operation).state == S.SHEET
    assert agree(operation).state == S.REPORT


def test_a_fiche_left_with_both_agreements_is_carried_on_when_it_is_brought_up_to_date():
    operation = make_agreed()
    back(operation)
    type(operation).objects.filter(pk=operation.pk).update(
        state=S.SHEET, next_turn="departement", next_organisation=operation.next_organisation
    )
    restore_sheet(operation, by=CLERK, at=AT)
    operation.refresh_from_db()
    assert operation.state == S.REPORT


def test_restored_with_other_words_it_waits_for_both_agreements():
    operation = make_agreed()
    operation.plan.lines.filter(kind=FunderKind.STATE).update(funder="Agence de l’eau")
    restore_sheet(operation, by=CLERK, at=AT)
    operation.refresh_from_db()
    assert operation.state == S.SHEET
