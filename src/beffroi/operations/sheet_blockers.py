"""What a fiche waits for: both agreements on one version, which says what the data say."""

from datetime import date

from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.core.ui.parts import Blocker, Link
from beffroi.drafting.models import SignOff
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.models import Operation, OperationSheet
from beffroi.operations.sheets import GENERATED, TITLES, current_sheet, generated_sections

SAME_VERSION = "Contrat : fiche écrite en commun, approuvée par les deux parties sur la même version"


def blockers_for_agreement(operation: Operation, sheet: OperationSheet, on: date) -> list[Blocker]:
    """Say what forbids to approve a fiche: a generated section that says something else than the data."""
    mend = Link(reverse("operations:sheet", args=[operation.pk]), "Rétablir la section")
    expected, latest = generated_sections(operation, on), latest_of(sheet.text)
    found = []
    for key in GENERATED:
        part = latest.part(key)
        if part is None or part.body != expected[key]:
            sentence = f"La section « {TITLES[key]} » ne dit plus ce que disent les données de l’opération."
            found.append(Blocker(sentence, SAME_VERSION, mend))
    return found


def blockers_for_current(operation: Operation, on: date) -> list[Blocker]:
    """Say what forbids to approve the fiche that an operation has now."""
    sheet = current_sheet(operation)
    if sheet is None or sheet.sealed_at is not None:
        return []
    return blockers_for_agreement(operation, sheet, on)


def agreed_sides(sheet: OperationSheet) -> set[Side]:
    """Tell which parties have agreed to the latest version."""
    signers = SignOff.objects.standing().filter(text=sheet.text_id, version=latest_of(sheet.text))
    signed = set(signers.values_list("organisation", flat=True))
    return {side for pk, side in sheet.operation.side_of.items() if pk in signed}
