"""What operations do when something below happens: within its transaction, so that all holds or nothing."""

from datetime import datetime
from typing import Any

from beffroi.assemblies.events import deliberation_dropped, deliberation_sealed
from beffroi.assemblies.models import Deliberation
from beffroi.core.journal.authors import Author
from beffroi.drafting.events import text_edited, text_signed
from beffroi.drafting.models import Text
from beffroi.operations.actions.sheet import after_agreement, after_edit
from beffroi.operations.actions.vote import carry_over, release
from beffroi.operations.models import OperationSheet, Report


def connect() -> None:
    """Listen to texts and to acts."""
    text_signed.connect(_signed, dispatch_uid="operations.text_signed")
    text_edited.connect(_edited, dispatch_uid="operations.text_edited")
    deliberation_sealed.connect(_sealed, dispatch_uid="operations.deliberation_sealed")
    deliberation_dropped.connect(_dropped, dispatch_uid="operations.deliberation_dropped")


def _sheet_of(text: Text) -> OperationSheet | None:
    found = OperationSheet.objects.select_related("operation__contract", "text")
    return found.filter(text=text, sealed_at__isnull=True).first()


def _signed(sender: Any, text: Text, by: Author, at: datetime, **_more: Any) -> None:
    sheet = _sheet_of(text)
    if sheet is not None:
        after_agreement(sheet, by=by, at=at)


def _edited(sender: Any, text: Text, by: Author, at: datetime, **_more: Any) -> None:
    sheet = _sheet_of(text)
    if sheet is not None:
        after_edit(sheet, by=by, at=at)


def _sealed(sender: Any, deliberation: Deliberation, by: Author, at: datetime, **_more: Any) -> None:
    for report in Report.objects.filter(deliberation=deliberation):
        carry_over(report, deliberation, by=by, at=at)


def _dropped(sender: Any, deliberation: Deliberation, by: Author, **_more: Any) -> None:
    for report in Report.objects.filter(deliberation=deliberation):
        release(report, by=by)
