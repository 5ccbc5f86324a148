"""What a report and its vote wait for: one list, shown by the page and enforced by the actions."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from beffroi.core.ui.parts import Blocker, Link
from beffroi.law import AssemblyKind, LawInputError, Reckoning, clear_days
from beffroi.operations.blockers import blockers_for
from beffroi.operations.kinds import FunderKind, LineState, OperationState, ReportState
from beffroi.operations.models import Operation, Report, ReportItem
from beffroi.operations.sheet_blockers import agreed_sides, blockers_for_agreement

STATEMENT = "CGCT, art. L1611-8"
DELEGATION = "CGCT, art. L3211-2"
# Money of local authorities: what the statement lists. The State's, Europe's and private money are others'.
LOCAL = (
    FunderKind.DEPARTEMENT,
    FunderKind.REGION,
    FunderKind.EPCI,
    FunderKind.COMMUNE,
    FunderKind.OTHER_PUBLIC,
)


def notice_of(report: Report, on: date) -> Reckoning[int] | None:
    """Count the days that the assembly has to read a report sent that day; None when it cannot be counted."""
    try:
        return clear_days(
            on,
            report.planned_on,
            assembly=AssemblyKind(report.assembly.kind),
            urgent=bool(report.urgency_reason),
        )
    except LawInputError:
        return None


def blockers_for_sending(report: Report, on: date) -> list[Blocker]:
    """Name what keeps a report from being sent that day."""
    here = Link(reverse("operations:report", args=[report.pk]), "Compléter le rapport")
    found = []
    items = list(report.items.select_related("operation__contract", "sheet__text"))
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
        found.append(Blocker("La séance prévue précède l’envoi du rapport.", "CGCT, art. L3121-19", here))
    elif notice.holds is False:
        found.append(Blocker(f"{notice.title}. {notice.verdict}", "CGCT, art. L3121-19", here))
    for item in items:
        found += blockers_for_item(item, on)
    return found


def blockers_for_item(item: ReportItem, on: date) -> list[Blocker]:
    """Name what one operation lacks to be put to the vote."""
    operation = item.operation
    page = Link(reverse("operations:operation", args=[operation.pk]), "Voir l’opération")
    found = []
    if operation.state != OperationState.REPORT:
        sentence = f"« {operation} » n’attend pas de rapport : {operation.get_state_display()}."
        found.append(Blocker(sentence, "Table des étapes", page))
    elif item.sheet.sealed_at is None:
        if len(agreed_sides(item.sheet)) < len(operation.contract.parties.all()):
            sentence = f"La fiche de « {operation} » n’a pas l’accord des deux parties sur la même version."
            found.append(Blocker(sentence, "Contrat, fiche opération", page))
        found += blockers_for_agreement(operation, item.sheet)
    return [*found, *blockers_for("send_report", operation, on)]


def statement_of(operation: Operation, on: date) -> dict[str, Any]:
    """Write the statement of the subsidies that local authorities attribute to an operation.

    Unit: euros, as text to the cent. Source: CGCT L1611-8: no statement, no lawful deliberation.
    """
    lines = operation.plan.lines.exclude(state__in=[LineState.REFUSED, LineState.WITHDRAWN])
    found = list(lines.filter(kind__in=LOCAL))
    total = sum((_amount(one.obtained_amount, one.asked_amount) for one in found), Decimal(0))
    told = [
        {
            "funder": one.funder,
            "kind": str(one.get_kind_display()),
            "amount": f"{_amount(one.obtained_amount, one.asked_amount):.2f}",
            "state": str(one.get_state_display()),
            "decided_on": one.decided_on.isoformat() if one.decided_on else None,
        }
        for one in found
    ]
    return {
        "drawn_on": on.isoformat(),
        "operation": str(operation),
        "owner": str(operation.owner),
        "lines": told,
        "total": f"{total:.2f}",
        "source": STATEMENT,
    }


def _amount(obtained: Decimal | None, asked: Decimal) -> Decimal:
    return asked if obtained is None else obtained


def blockers_for_vote(report: Report) -> list[Blocker]:
    """Name what keeps the vote of a report from being recorded."""
    here = Link(reverse("operations:report", args=[report.pk]), "Voir le rapport")
    if report.state != ReportState.SENT:
        return [Blocker("Le rapport n’est pas à l’ordre du jour.", STATEMENT, here)]
    if report.deliberation_id is not None:
        act = reverse("assemblies:act", args=[report.deliberation_id])
        sentence = "La délibération de ce rapport est déjà ouverte : complétez-la, puis scellez-la."
        return [Blocker(sentence, "CGCT, art. R3131-2", Link(act, "Ouvrir la délibération"))]
    items = list(report.items.on_the_agenda())
    if not items:
        return [Blocker("Toutes les opérations ont été retirées de l’ordre du jour.", STATEMENT, here)]
    return [
        Blocker(f"L’état des subventions de « {one.operation} » manque.", STATEMENT, here)
        for one in items
        if one.statement is None
    ]
