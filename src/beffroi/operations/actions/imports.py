"""A file of ideas is kept as it was read, then its good rows become operations, once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.saving import save_checked
from beffroi.operations.actions.own_work import forget_expired_works
from beffroi.operations.actions.proposals import contracts_open_to, propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.imports.judging import Judge, Judged, Refusal
from beffroi.operations.imports.table import Line, Table
from beffroi.operations.models import OperationImport
from beffroi.organisations.actor import Actor

WHOLE_ROW = "Ligne entière"


@transaction.atomic
def keep_import(name: str, table: Table, *, by: Actor, at: datetime) -> OperationImport:
    """Keep what was read of a file, for who will confirm it; what is over is thrown away meanwhile.

    Raises: RuleViolation.
    """
    forget_expired_works(at)
    return save_checked(
        OperationImport(
            user=by.user,
            organisation=by.organisation,
            made_at=at,
            name=name,
            note=table.note,
            headers=list(table.headers),
            lines=[[one.number, *one.cells] for one in table.lines],
        )
    )


@transaction.atomic
def confirm_import(kept: OperationImport, *, by: Actor, at: datetime) -> OperationImport:
    """Propose each good row, all in one transaction; a second confirmation finds it done and does nothing.

    Each row is judged again: what is refused now is named, and the others are proposed.
    """
    held: OperationImport = OperationImport.objects.select_for_update().get(pk=kept.pk)
    if held.done_at is not None:
        return held
    for row in judged_rows(held, local_day(at)):
        refusals = row.refusals or _proposed(held, row, by=by, at=at)
        if refusals:
            held.refused[str(row.line.number)] = [[one.column, one.value, one.why] for one in refusals]
    held.done_at = at
    save_checked(held)
    record(
        "import.confirmed",
        held,
        by=by,
        note=f"{len(held.taken)} opérations, {len(held.refused)} lignes refusées",
    )
    return held


def judged_rows(kept: OperationImport, on: date) -> list[Judged]:
    """Judge the rows of an import as things stand that day."""
    judge = Judge(kept.headers, contracts_open_to(kept.organisation, on), kept.organisation, on)
    return judge.judge(lines_of(kept))


def lines_of(kept: OperationImport) -> list[Line]:
    """Give the rows as they were read."""
    return [Line(number, tuple(cells)) for number, *cells in kept.lines]


def _proposed(held: OperationImport, row: Judged, *, by: Actor, at: datetime) -> Sequence[Refusal]:
    assert row.contract is not None
    assert row.axis is not None
    facts = NewOperation(
        row.contract, held.organisation, row.title, row.axis, row.summary, _told_origin(held, row)
    )
    try:
        # Its own savepoint: a row that the rules refuse leaves nothing behind, and the others stay.
        made = propose_operation(facts, by=by, at=at)
    except RuleViolation as refusal:
        return [Refusal(WHOLE_ROW, "", refusal.message)]
    held.taken[str(row.line.number)] = made.pk
    return ()


def _told_origin(held: OperationImport, row: Judged) -> str:
    origin = f"Repris du fichier « {held.name} », ligne {row.line.number}."
    return f"{row.description}\n\n{origin}" if row.description else ""
