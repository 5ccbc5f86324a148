"""The fiche opération: opened, kept equal to the data, approved by both, frozen and sealed for the vote."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.seals.actions import new_code, open_chain, seal
from beffroi.core.seals.models import Chain, Seal
from beffroi.drafting.actions import freeze_text, open_text, save_section
from beffroi.drafting.models import Text
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.actions.moves import place
from beffroi.operations.canonical import SHEET, sheet_contents
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, OperationSheet
from beffroi.operations.saving import lock, lock_with_text
from beffroi.operations.sheet_blockers import SAME_VERSION, agreed_sides, blockers_for_agreement
from beffroi.operations.sheet_documents import render_sheet, sheet_facts
from beffroi.operations.sheets import (
    KIND,
    access_of,
    current_sheet,
    generated_sections,
    sections_of,
)
from beffroi.operations.states import TRANSITIONS

STILL_AGREED = "La fiche dit les mêmes mots : l’accord donné sur cette version tient toujours."


def open_sheet(operation: Operation, *, by: Author, at: datetime) -> OperationSheet:
    """Give a locked operation its fiche: a new one, or the one that is not sealed yet, brought up to date.

    Raises: RuleViolation.
    """
    sheet = current_sheet(operation)
    if sheet is not None and sheet.sealed_at is None:
        _write_generated(operation, sheet.text, by=by, at=at)
        _advance(operation, sheet, by=by, at=at, reason=STILL_AGREED)
        return sheet
    number = sheet.number + 1 if sheet else 1
    text = open_text(
        KIND,
        f"Fiche opération : {operation.title}"[:200],
        sections_of(operation, local_day(at)),
        access_of(operation),
        by=by,
        at=at,
        home_url=reverse("operations:operation", args=[operation.pk]),
        home_label=operation.title,
        sections_fixed=True,
    )
    opened = save_checked(OperationSheet(operation=operation, number=number, text=text))
    record("sheet.opened", operation, by=by, note=str(opened))
    return opened


@transaction.atomic
def restore_sheet(operation: Operation, *, by: Author, at: datetime) -> OperationSheet:
    """Write again, from the data, the sections that only the data write; agreements fall if they differed.

    Those that stand carry the operation on, as they do when they are given.
    Raises: RuleViolation.
    """
    sheet = current_sheet(operation)
    if sheet is None or sheet.sealed_at is not None:
        raise RuleViolation("Aucune fiche n’est en cours d’écriture.")
    _write_generated(lock_with_text(operation), sheet.text, by=by, at=at)
    # What was written may have brought it back to its fiche.
    _advance(lock(operation), sheet, by=by, at=at, reason=STILL_AGREED)
    return sheet


def _write_generated(operation: Operation, text: Text, *, by: Author, at: datetime) -> None:
    for key, body in generated_sections(operation, local_day(at)).items():
        latest = latest_of(text)
        part = latest.part(key)
        if part is not None and part.body != body:
            save_section(text, key, body, latest.number, by=by, at=at, note="Repris des données")


def after_agreement(sheet: OperationSheet, *, by: Author, at: datetime) -> None:
    """Carry the operation on when an authority has approved its fiche; the département comes first.

    Raises: RuleViolation when the fiche is not to be approved now, or does not say what the data say.
    """
    operation = lock(sheet.operation)
    if operation.stage not in (OperationState.SHEET, OperationState.COUNTERSIGN):
        raise RuleViolation("La fiche ne s’approuve qu’à l’étape où elle s’écrit.")
    obstacles = blockers_for_agreement(operation, sheet, local_day(at))
    if obstacles:
        raise RuleViolation(" ".join(one.sentence for one in obstacles), obstacles[0].source)
    _advance(operation, sheet, by=by, at=at)


def _advance(
    operation: Operation, sheet: OperationSheet, *, by: Author, at: datetime, reason: str = ""
) -> None:
    """Carry a locked operation on by the agreements that stand on the latest version of its fiche."""
    sides = agreed_sides(sheet)
    steps = (
        (OperationState.SHEET, Side.DEPARTEMENT, "approve_sheet"),
        (OperationState.COUNTERSIGN, Side.EPCI, "countersign_sheet"),
    )
    for stage, side, verb in steps:
        if operation.stage is stage and side in sides:
            place(operation, TRANSITIONS[verb].target, verb=verb, by=by, at=at, reason=reason)


def after_edit(sheet: OperationSheet, *, by: Author, at: datetime) -> None:
    """Bring the operation back to its fiche when an edit has voided what was approved."""
    operation = lock(sheet.operation)
    if operation.stage in (OperationState.COUNTERSIGN, OperationState.REPORT):
        place(operation, OperationState.SHEET, verb="void_sheet", by=by, at=at)


def freeze_sheet(operation: Operation, sheet: OperationSheet, *, by: Author, at: datetime) -> Seal:
    """Freeze the text, keep the data beside it, and seal both with the drawn fiche.

    Raises: RuleViolation unless both authorities agreed to the latest version.
    """
    missing = {Side.DEPARTEMENT, Side.EPCI} - agreed_sides(sheet)
    obstacles = blockers_for_agreement(operation, sheet, local_day(at))
    if missing or obstacles:
        told = [f"{side.label} n’a pas approuvé la dernière version de la fiche." for side in sorted(missing)]
        raise RuleViolation(" ".join([*told, *(one.sentence for one in obstacles)]), SAME_VERSION)
    freeze_text(sheet.text, by=by, at=at)
    sheet.facts = sheet_facts(operation, sheet, local_day(at))
    sheet.sealed_at = at
    save_checked(sheet)
    code = new_code()
    drawn = render_sheet(sheet, code=code, at=at)
    entry = seal(
        chain_of(operation),
        kind=SHEET,
        obj=sheet,
        label=str(sheet),
        content=sheet_contents([sheet.pk])[sheet.pk],
        code=code,
        pdf=drawn.bytes,
        template_version=drawn.template_version,
        by=by,
        at=at,
    )
    record("sheet.sealed", operation, by=by, note=f"Code de vérification {entry.shown_code}")
    return entry


def chain_of(operation: Operation) -> Chain:
    """Give the sealed chain of the fiches of a contract, opened at the first one."""
    contract = operation.contract
    return open_chain(f"fiches:{contract.slug}", f"Fiches opération, {contract}")
