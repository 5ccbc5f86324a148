"""The fiche opération as data that are frozen with it, and as a document."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from beffroi.contracts.in_force import terms_on
from beffroi.core.dates import local_day
from beffroi.core.seals.codes import show_code
from beffroi.documents import Document, render
from beffroi.drafting.documents import written
from beffroi.drafting.models import SignOff
from beffroi.drafting.signoffs import latest_of
from beffroi.law.french import french_date, money
from beffroi.operations.models import Operation, OperationSheet
from beffroi.operations.sheets import duties_for, route_of
from beffroi.organisations.models import Organisation

TEMPLATE = "operations/sheet"


def sheet_facts(operation: Operation, sheet: OperationSheet, on: date) -> dict[str, Any]:
    """Keep, beside the text, the operation and its money as they are put to the vote that day.

    Unit: euros, as text to the cent.
    """
    plan, route, terms = operation.plan, route_of(operation), terms_on(operation.contract, on)
    return {
        "contract": str(operation.contract),
        "operation": operation.title,
        "number": operation.number,
        "sheet": sheet.number,
        "owner": str(operation.owner),
        "axis": str(terms.told(operation.axis)),
        "kind": operation.kind,
        "communes": [terms.told(one).name for one in operation.communes.all()],
        "starts_on": _iso(operation.starts_on),
        "ends_on": _iso(operation.ends_on),
        "works_started_on": _iso(operation.works_started_on),
        "basis": plan.basis,
        "cost_amount": f"{plan.cost_amount:.2f}",
        "eligible_amount": f"{plan.eligible_amount:.2f}",
        "proposed_amount": f"{route.proposed_amount:.2f}" if route and route.proposed_amount else None,
        "fund": str(route.fund) if route else None,
        "costs": [{"label": one.label, "amount": f"{one.amount:.2f}"} for one in plan.costs.all()],
        "lines": [
            {
                "funder": one.funder,
                "kind": one.kind,
                "state": one.state,
                "asked": f"{one.asked_amount:.2f}",
                "obtained": None if one.obtained_amount is None else f"{one.obtained_amount:.2f}",
            }
            for one in plan.lines.all()
        ],
        "duties": [
            {"duty": one.duty, "proof": one.proof, "line": one.line} for one in duties_for(operation, on)
        ],
    }


def render_sheet(sheet: OperationSheet, *, code: str, at: datetime) -> Document:
    """Draw a frozen fiche."""
    return render(TEMPLATE, _data(sheet, code), at=at)


def _data(sheet: OperationSheet, code: str) -> dict[str, Any]:
    operation, facts, version = sheet.operation, sheet.facts or {}, latest_of(sheet.text)
    signers = SignOff.objects.standing().filter(text=sheet.text_id).select_related("organisation")
    return {
        "authority": _authority(operation.departement),
        "number": f"{operation.number}-{sheet.number}",
        "fictitious": operation.contract.is_fictitious,
        "verification": {"code": show_code(code), "url": _address(code)},
        "title": operation.title,
        "facts": _told(operation, facts),
        "sections": [{"title": one.title, "blocks": written(one.body)} for one in version.parts],
        "version": {"number": str(version.number), "sha256": version.sha256},
        "agreements": [
            {
                "organisation": one.organisation.name,
                "by": one.user_label,
                "on": french_date(local_day(one.at)),
            }
            for one in signers
        ],
    }


def _told(operation: Operation, facts: dict[str, Any]) -> list[list[str | None]]:
    proposed = route.proposed_amount if (route := route_of(operation)) else None
    return [
        ["Contrat", str(operation.contract)],
        ["Maître d’ouvrage", str(operation.owner)],
        ["Axe", facts.get("axis")],
        ["Communes", ", ".join(facts.get("communes", [])) or None],
        ["Début", _day(operation.starts_on)],
        ["Fin", _day(operation.ends_on)],
        ["Coût total", money(operation.plan.cost_amount)],
        ["Aide proposée", money(proposed) if proposed is not None else None],
    ]


def _authority(organisation: Organisation) -> dict[str, Any]:
    told: dict[str, Any] = {"name": organisation.name, "kind_label": organisation.get_kind_display()}
    if organisation.accent:
        told["accent"] = organisation.accent
    if organisation.logo:
        told["logo"] = bytes(organisation.logo)
    return told


def _address(code: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse('register:by_code', args=[show_code(code)])}"


def _iso(on: Any) -> str | None:
    return on.isoformat() if on else None


def _day(on: Any) -> str | None:
    return french_date(on) if on else None
