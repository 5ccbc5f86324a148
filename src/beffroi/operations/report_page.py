"""What the page of a report shows."""

from datetime import date
from typing import Any

from django.urls import reverse

from beffroi.assemblies.models import RegisterEntry
from beffroi.core.dates import local_day
from beffroi.core.journal.history import Line, lines_of
from beffroi.core.journal.models import JournalEntry
from beffroi.core.ui.parts import Answer, Link, Standing
from beffroi.law.french import french_date
from beffroi.operations.interests import notes_of
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, Report, ReportItem
from beffroi.operations.querysets import OperationQuerySet
from beffroi.operations.report_blockers import blockers_for_sending, blockers_for_vote, notice_of
from beffroi.operations.report_permissions import PREPARERS, can_record_vote, can_write_report
from beffroi.operations.report_warnings import warnings_of
from beffroi.organisations.actor import Actor

MOST_LINES = 20


def candidates_for(report: Report) -> OperationQuerySet:
    """Keep the operations of the contract that wait for a report and are in none."""
    taken = ReportItem.objects.waiting().filter(report__contract=report.contract_id).values("operation")
    return Operation.objects.filter(contract=report.contract_id, state=OperationState.REPORT).exclude(
        pk__in=taken
    )


def report_page(actor: Actor, report: Report, on: date) -> dict[str, Any]:
    """Gather the report, its operations, its three questions and what this person may do."""
    may_write, may_vote = can_write_report(actor, report), can_record_vote(actor, report)
    held_on = report.sitting.held_on if report.sitting else report.planned_on
    preparing = report.state == ReportState.PREPARING
    blockers = blockers_for_sending(report, on) if preparing else []
    if report.state == ReportState.SENT:
        blockers = blockers_for_vote(report)
    items = report.items.select_related("operation__owner", "sheet").prefetch_related("interests__member")
    return {
        "report": report,
        "actor": actor,
        "items": items,
        "candidates": candidates_for(report) if may_write else (),
        "may_write": may_write,
        "may_vote": may_vote and report.state == ReportState.SENT,
        "notice": notice_of(report, local_day(report.sent_at) if report.sent_at else on, held_on),
        "notes": notes_of(report, held_on),
        "warnings": warnings_of(report),
        "act_href": act_href(report, may_vote=may_vote),
        "lines": _lines(actor, report),
        "blockers": blockers,
        "standing": _standing(report, bool(blockers)),
    }


def act_href(report: Report, *, may_vote: bool) -> str:
    """Where this person reads the deliberation: its clerk in the workspace, others once it is published."""
    if report.deliberation_id is None:
        return ""
    if may_vote:
        return reverse("assemblies:act", args=[report.deliberation_id])
    if RegisterEntry.objects.filter(deliberation=report.deliberation_id).exists():
        return reverse("register:act", args=[report.deliberation_id])
    return ""


def _lines(actor: Actor, report: Report) -> list[Line]:
    """What the journal tells of a report, to the département that prepares it."""
    if not actor.acts_for(report.assembly.organisation_id) or not actor.is_one_of(*PREPARERS):
        return []
    return lines_of(JournalEntry.objects.about(report)[:MOST_LINES])


def _standing(report: Report, is_stuck: bool) -> Standing:
    who, what = {
        ReportState.PREPARING: ("Au développement territorial", "Compléter le rapport, puis l’envoyer."),
        ReportState.SENT: ("Au service des assemblées", "Enregistrer le vote, puis sceller la délibération."),
        ReportState.VOTED: ("À personne", "Le vote est acquis."),
    }[ReportState(report.state)]
    stuck = None
    if is_stuck:
        stuck = Answer("Voir ce qui manque", link=Link("#blocages", "Ce qui lève chaque point"))
    return Standing(
        label="La vie du rapport",
        where=Answer(
            str(report.get_state_display()).capitalize(),
            note=f"Séance prévue le {french_date(report.planned_on)}, {report.assembly}.",
        ),
        turn=Answer(who, note=what),
        stuck=stuck,
    )
