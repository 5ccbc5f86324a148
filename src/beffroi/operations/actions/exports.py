"""A large list is asked for as a file, written by a worker, and handed over for some days."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import IO

from django.core.files import File
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from beffroi.core.background import task
from beffroi.core.dates import local_day
from beffroi.core.journal.actions import record
from beffroi.core.saving import save_checked
from beffroi.operations.actions.own_work import forget_expired_works
from beffroi.operations.actions.saved import bare_query
from beffroi.operations.lists.asked import asked_by
from beffroi.operations.lists.export import chosen_columns, csv_lines, lines_of, write_xlsx
from beffroi.operations.models import OperationExport
from beffroi.organisations.actor import Actor, actors_of

Clock = Callable[[], datetime]
NO_ROLE = "Vous n’avez plus, dans cette organisation, les rôles avec lesquels vous l’avez demandé."
FAILED = (
    "Le fichier n’a pas pu être écrit. Demandez-le de nouveau ; si cela se répète, prévenez qui administre."
)


@transaction.atomic
def ask_export(query: str, columns: list[str], form: str, *, by: Actor, at: datetime) -> OperationExport:
    """Ask for a file; the same one, asked twice while it is being written, is one."""
    forget_expired_works(at)
    asked = bare_query(query)
    names = [one.name for one in chosen_columns(columns)]
    rows = OperationExport.objects.of(by, at).filter(query=asked, form=form, done_at__isnull=True, failure="")
    same: list[OperationExport] = [one for one in rows if one.columns == names and not one.is_stuck(at)]
    if same:
        return same[0]
    made = save_checked(
        OperationExport(
            user=by.user,
            organisation=by.organisation,
            made_at=at,
            query=asked,
            columns=names,
            form=form,
            roles=sorted(by.roles),
        )
    )
    record("export.asked", made, by=by, note=asked)
    transaction.on_commit(partial(write_export.enqueue, made.pk))
    return made


@task()
def write_export(pk: int) -> None:
    """Write the file of an export; done, failed or begun by another worker, there is nothing to do."""
    work_export(pk, timezone.now)


def work_export(pk: int, now: Clock) -> None:
    """Write the file, telling at each part how far it is."""
    export = _begun(pk, now())
    if export is None:
        return
    try:
        _write(export, now)
    except Exception:
        OperationExport.objects.filter(pk=pk).update(failure=FAILED)
        raise


@transaction.atomic
def _begun(pk: int, at: datetime) -> OperationExport | None:
    held: OperationExport | None = OperationExport.objects.select_for_update().filter(pk=pk).first()
    if held is None or held.started_at is not None or not held.is_waiting:
        return None
    held.started_at = held.advanced_at = at
    save_checked(held)
    return held


def _write(export: OperationExport, now: Clock) -> None:
    actor = holder_of(export, now())
    if actor is None:
        OperationExport.objects.filter(pk=export.pk).update(failure=NO_ROLE)
        return
    asked = asked_by(actor, QueryDict(export.query))
    columns = chosen_columns(export.columns)

    def step(written: int, total: int) -> None:
        OperationExport.objects.filter(pk=export.pk).update(written=written, total=total, advanced_at=now())

    lines = lines_of(asked.found, columns, actor, asked.retitled, step)
    if export.form == "xlsx":
        with write_xlsx(columns, lines) as book:
            _keep(export, book, now())
        return
    with tempfile.TemporaryFile(suffix=".csv") as file:
        file.writelines(line.encode() for line in csv_lines(columns, lines))
        file.seek(0)
        _keep(export, file, now())


def _keep(export: OperationExport, file: IO[bytes], at: datetime) -> None:
    export.refresh_from_db()
    export.stored.save(str(export), File(file), save=False)
    export.done_at = export.advanced_at = at
    save_checked(export)


def holder_of(export: OperationExport, at: datetime) -> Actor | None:
    """Who asked, if they still hold that day the roles with which they did."""
    found = actors_of(export.user, local_day(at))
    same = (one for one in found if one.organisation_id == export.organisation_id)
    return next((one for one in same if one.roles.issuperset(export.roles)), None)
