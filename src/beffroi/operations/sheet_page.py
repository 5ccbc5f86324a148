"""What the page of a fiche shows, and its panel on the operation's page."""

from datetime import date
from typing import Any

from django.urls import reverse

from beffroi.core.seals.models import Seal
from beffroi.drafting.models import Text
from beffroi.drafting.signoffs import latest_of, standing
from beffroi.operations.canonical import SHEET
from beffroi.operations.models import Operation
from beffroi.operations.models.report import ReportItemQuerySet
from beffroi.operations.report_permissions import can_read_sheet, can_restore_sheet, reports_visible_to
from beffroi.operations.sheet_blockers import blockers_for_agreement
from beffroi.operations.sheets import current_sheet
from beffroi.organisations.actor import Actor


class Refusals:
    """What a form without fields keeps of a refusal."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def add_error(self, _field: None, sentence: str) -> None:
        """Keep a sentence."""
        self.told.append(sentence)


def sheet_page(actor: Actor, operation: Operation, on: date) -> dict[str, Any]:
    """Gather the fiche, the agreements on its latest version, what they wait for, and its sealed copies."""
    sheet = current_sheet(operation)
    context: dict[str, Any] = {"operation": operation, "sheet": sheet, "sealed": _sealed(operation)}
    if sheet is None:
        return context
    latest = latest_of(sheet.text)
    is_open = sheet.sealed_at is None
    return context | {
        "version": latest,
        "agreements": standing(sheet.text, latest),
        "blockers": blockers_for_agreement(operation, sheet, on) if is_open else [],
        "may_restore": is_open and can_restore_sheet(actor, operation),
        "text_href": reverse("drafting:text", args=[sheet.text_id]) if _reads(actor, sheet.text) else "",
    }


def _reads(actor: Actor, text: Text) -> bool:
    """The clerk and the elected members read the sealed fiche, not the room where it was written."""
    return Text.objects.visible_to(actor).filter(pk=text.pk).exists()


def sheet_panel(actor: Actor, operation: Operation, on: date) -> dict[str, Any] | None:
    """Build the section of the operation's page; None for who does not read the fiche."""
    sheet = current_sheet(operation)
    if sheet is None or not can_read_sheet(actor, operation, sheet):
        return None
    items = operation.report_items.select_related("report").order_by("pk")
    return sheet_page(actor, operation, on) | {"items": reports_seen(actor, items)}


def reports_seen(actor: Actor, items: ReportItemQuerySet) -> ReportItemQuerySet:
    """Keep the items of the reports that this person reads."""
    return items.filter(report__in=reports_visible_to(actor).values("pk"))


def _sealed(operation: Operation) -> list[dict[str, Any]]:
    sheets = {one.pk: one for one in operation.sheets.all() if one.sealed_at is not None}
    seals = Seal.objects.filter(kind=SHEET, object_id__in=sheets).order_by("position")
    return [{"sheet": sheets[one.object_id], "seal": one} for one in seals]
