"""Importing an archive into an empty instance: all of it or nothing, with every guard of the database on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models.sql import InsertQuery

from beffroi.core.archive.checking import check_archive
from beffroi.core.archive.manifest import DamagedArchive, Manifest
from beffroi.core.archive.reading import Archive
from beffroi.core.archive.registry import Table, acts_after_rows, tables
from beffroi.core.archive.rows import values_of
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import SYSTEM
from beffroi.core.seals.keys import key_id
from beffroi.core.seals.verification import verify_all

Progress = Callable[[int, int], object]
BATCH, BATCH_WITH_DOCUMENTS = 200, 4
IMPORTED = "archive.imported"


def import_archive(
    path: Path, organisations: type[models.Model], *, progress: Progress = lambda _done, _total: None
) -> Manifest:
    """Check an archive, then write all its rows in one transaction that is undone if anything differs.

    `progress` is told how far each of the two readings is.
    Raises: DamagedArchive; RuleViolation when the instance is not empty.
    """
    require_empty()
    with Archive(path) as archive:
        check_archive(archive, progress)
        try:
            with transaction.atomic():
                require_empty()
                _write(archive, organisations, progress)
        except (IntegrityError, DataError, ValueError) as error:
            raise DamagedArchive(f"La base refuse une ligne de l’archive : {error}") from error
        return archive.manifest


def require_empty() -> None:
    """Make sure that nothing of this instance could be mixed with an archive.

    Raises: RuleViolation.
    """
    for table in tables():
        if count := table.model._base_manager.count():
            name = table.model._meta.verbose_name_plural
            raise RuleViolation(
                "Une archive s’importe dans une instance vide, et celle-ci ne l’est pas : "
                f"« {name} » ({table.label}) compte {count} ligne{'s' if count > 1 else ''}."
            )
    heads = Path(settings.SEAL_HEADS_FILE)
    if heads.exists() and heads.stat().st_size:
        raise RuleViolation(
            "Une archive s’importe dans une instance vide : le fichier des têtes de celle-ci connaît déjà "
            f"des registres ({heads.name})."
        )


def _write(archive: Archive, organisations: type[models.Model], progress: Progress) -> None:
    known = tables()
    done, total = 0, sum(archive.manifest.rows.values())
    # Children before their parents: a guard that keeps a sealed parent from taking more finds no parent yet,
    # and the keys are looked at when the transaction ends.
    for table in reversed(known):
        for rows in _batches(archive, table):
            _insert(table, rows)
            done += len(rows)
            progress(done, total)
    connection.check_constraints([table.model._meta.db_table for table in known])
    _number_on([table.model for table in known])
    owner = organisations._default_manager.get(slug=archive.manifest.organisation["slug"])
    for act in acts_after_rows():
        act(owner)
    _verify()
    record(IMPORTED, owner, by=SYSTEM, note=_told(archive.manifest))


def _verify() -> None:
    """Compare the registers with the tables, as `beffroi verify` does, before anything stays."""
    found = verify_all()
    if found:
        told = " ".join(one.sentence for one in found[:3])
        raise DamagedArchive(f"Les registres importés ne sont pas ce qui fut scellé. {told}")


def _told(manifest: Manifest) -> str:
    name, key = manifest.organisation.get("name", ""), key_id(manifest.public_key)
    return f"Archive de {name} du {datetime.fromisoformat(manifest.at):%d/%m/%Y}, signée par la clé {key}"


def _batches(archive: Archive, table: Table) -> Iterator[list[models.Model]]:
    size = BATCH_WITH_DOCUMENTS if table.documents else BATCH
    rows: list[models.Model] = []
    for _, told in archive.lines(table):
        values = values_of(table, told, archive)
        if table.files is not None:
            table.files.put(values, archive.content(table.files.sha256(values)))
        rows.append(_instance(table, values))
        if len(rows) == size:
            yield rows
            rows = []
    if rows:
        yield rows


def _instance(table: Table, values: dict[str, Any]) -> models.Model:
    found = table.model(**values, **{name: make() for name, make in table.omitted.items()})
    if table.finish is not None:
        table.finish(found)
    return found


def _insert(table: Table, rows: list[models.Model]) -> None:
    """Insert rows as they are: no default, no date of today, nothing computed again."""
    query = InsertQuery(table.model)
    query.insert_values(table.model._meta.concrete_fields, rows, raw=True)
    query.get_compiler(connection=connection).execute_sql()


def _number_on(models_written: list[type[models.Model]]) -> None:
    """Have the next rows numbered after those that were just written."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models_written):
            cursor.execute(sql)
