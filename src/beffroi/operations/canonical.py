"""What is sealed of a fiche opération: its row, and the version of its text that both approved."""

from collections.abc import Sequence
from typing import Any

from beffroi.drafting.models import SignOff, Version
from beffroi.operations.models import OperationSheet

SHEET = "operation_sheet"
Content = dict[str, Any]


def sheet_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of fiches: every column, the approved version, and who approved it."""
    sheets = {one.pk: one for one in OperationSheet.objects.filter(pk__in=ids)}
    texts = {one.text_id for one in sheets.values()}
    versions = {one.text_id: one for one in Version.objects.filter(text__in=texts).order_by("text", "number")}
    agreed: dict[int, list[Content]] = {}
    for one in SignOff.objects.standing().filter(text__in=texts).order_by("pk"):
        agreed.setdefault(one.text_id, []).append(
            {"organisation": one.organisation_label, "by": one.user_label, "at": one.at, "sha256": one.sha256}
        )
    return {
        pk: {
            "sheet": {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields},
            "text": _told(versions[one.text_id]),
            "agreements": agreed.get(one.text_id, []),
        }
        for pk, one in sheets.items()
    }


def _told(version: Version) -> Content:
    return {"number": version.number, "sections": version.sections, "sha256": version.sha256}


def sealed_sheets() -> list[int]:
    """Number the fiches that say that they are sealed."""
    return list(OperationSheet.objects.filter(sealed_at__isnull=False).values_list("pk", flat=True))
