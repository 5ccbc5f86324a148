"""What a report and its vote wait for: one list, shown by the page and enforced by the actions."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from beffroi.assemblies.models import Sitting
from beffroi.core.dates import local_day
from beffroi.core.ui.parts import Blocker, Link
from beffroi.law import AssemblyKind, LawInputError, Reckoning, clear_days
from beffroi.operations.blockers import blockers_for
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Report, ReportItem
from beffroi.operations.models.report import ReportItemQuerySet
from beffroi.operations.sheet_blockers import agreed_sides, blockers_for_agreement
from beffroi.operations.statement import STATEMENT

DELEGATION = "CGCT, art. L3211-2"
ONE_SHEET = "Contrat, fiche opération : la fiche approuvée par les deux parties est celle qui se vote"
CHANGED = "a changé de fiche ou de montant depuis son entrée au rapport"


def notice_of(report: Report, on: date, held_on: date | None = None) -> Reckoning[int] | None:
    """Count the days that the assembly has to read a report sent that day; None when it cannot be counted.

    They run to the planned sitting, or to the day on which it was held.
    """
    try:
        return clear_days(
            on,
            held_on or report.planned_on,
            assembly=AssemblyKind(report.assembly.kind),
            urgent=bool(report.urgency_reason),
        )
    except LawInputError:
        return None


def blockers_for_sending(report: Report, on: date) -> list[Blocker]:
    """Name what keeps a report from being sent that day."""
    here = Link(reverse("operations:report", args=[report.pk]), "Compléter le rapport")
    found = []
    items = list(report.items.on_the_agenda().select_related("operation__contract", "sheet__text"))
    if not items:
        found.append(Blocker("Le rapport ne porte sur aucune opération.", "CGCT, art. L3121-19", here))
    is_committee = report.assembly.kind == AssemblyKind.STANDING_COMMITTEE
    if is_committee and not report.delegation.strip():
        found.append(
            Blocker(
                "La commission permanente décide par délégation : elle n’est pas citée.", DELEGATION, here
            )
        )
    notice = notice_of(report, on)
    if notice is None:
        told = "précède" if report.planned_on < on else "suit de plus d’un an"
        found.append(Blocker(f"La séance prévue {told} l’envoi du rapport.", "CGCT, art. L3121-19", here))
    elif notice.holds is False:
        found.append(Blocker(f"{notice.title}. {notice.verdict}", "CGCT, art. L3121-19", here))
    for item in items:
        found += blockers_for_item(item, on)
    mend = Link(f"{here.href}#t-operations", "L’enlever, puis l’ajouter")
    for item in _outdated(report):
        told = "enlevez-la du rapport, puis ajoutez-la de nouveau."
        found.append(Blocker(f"« {item.operation} » {CHANGED} : {told}", ONE_SHEET, mend))
    return found


def _outdated(report: Report) -> ReportItemQuerySet:
    return report.items.on_the_agenda().outdated().select_related("operation")


def blockers_for_item(item: ReportItem, on: date) -> list[Blocker]:
    """Name what one operation lacks to be put to the vote."""
    operation = item.operation
    page = Link(reverse("operations:operation", args=[operation.pk]), "Voir l’opération")
    found = []
    if operation.state != OperationState.REPORT:
        sentence = f"« {operation} » n’attend pas de rapport : {operation.get_state_display()}."
        found.append(Blocker(sentence, "Table des étapes", page))
    elif item.sheet.sealed_at is None:
        if len(agreed_sides(item.sheet)) < len(operation.side_of):
            sentence = f"La fiche de « {operation} » n’a pas l’accord des deux parties sur la même version."
            found.append(Blocker(sentence, "Contrat, fiche opération", page))
        found += blockers_for_agreement(operation, item.sheet, on)
    return [*found, *blockers_for("send_report", operation, on)]


def sittings_for(report: Report) -> QuerySet[Sitting]:
    """Keep the sittings that may vote a report: of its assembly, none before the report was sent.

    Source: CGCT L3121-19.
    """
    found = Sitting.objects.filter(assembly=report.assembly_id).order_by("-held_on")
    return found.filter(held_on__gte=local_day(report.sent_at)) if report.sent_at else found.none()


def blockers_for_vote(report: Report) -> list[Blocker]:
    """Name what keeps the vote of a report from being recorded."""
    here = Link(reverse("operations:report", args=[report.pk]), "Voir le rapport")
    if report.state != ReportState.SENT:
        return [Blocker("Le rapport n’est pas à l’ordre du jour.", STATEMENT, here)]
    if report.deliberation_id is not None:
        act = reverse("assemblies:act", args=[report.deliberation_id])
        sentence = "La délibération de ce rapport est déjà ouverte : complétez-la, puis scellez-la."
        return [Blocker(sentence, "CGCT, art. R3131-2", Link(act, "Ouvrir la délibération"))]
    items = list(report.items.on_the_agenda().select_related("operation"))
    if not items:
        return [Blocker("Toutes les opérations ont été retirées de l’ordre du jour.", STATEMENT, here)]
    found = [
        Blocker(f"L’état des subventions de « {one.operation} » manque.", STATEMENT, here)
        for one in items
        if one.statement is None
    ]
    for one in _outdated(report):
        told = f"« {one.operation} » {CHANGED} : retirez-la de l’ordre du jour, un autre rapport la portera."
        found.append(Blocker(told, ONE_SHEET, _take_off(one)))
    for one in items:
        if one.operation.state != OperationState.AGENDA:
            told = f"« {one.operation} » n’est plus à l’ordre du jour : {one.operation.get_state_display()}."
            found.append(Blocker(told, ONE_SHEET, here))
    return found


def _take_off(item: ReportItem) -> Link:
    return Link(reverse("operations:report_take_off", args=[item.report_id, item.pk]), "La retirer")
