"""One world, exported once for each of its organisations; the database is then as empty as before."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from archive.world import AT, load_world
from beffroi.files.models import PieceVersion
from beffroi.organisations.exporting import export_to
from beffroi.organisations.models import Organisation


def write(path: Path, organisation: Organisation) -> Path:
    export_to(path, organisation, at=AT, progress=lambda _done, _total: None)
    return path


@pytest.fixture(scope="session")
def archives(django_db_setup, django_db_blocker, tmp_path_factory, worker_id) -> dict[str, Path]:
    """The archive of each organisation of the world, by its name in the addresses.

    Of several workers the first writes them, and the others wait: the world takes a while to load.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / f"archives-{connection.vendor}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            with django_db_blocker.unblock():
                _write_all(folder)
            (folder / "done").touch()
    return {path.stem: path for path in folder.glob("*.zip")}


def _write_all(folder: Path) -> None:
    with transaction.atomic():
        load_world()
        for one in Organisation.objects.all():
            write(folder / f"{one.slug}.zip", one)
        for version in PieceVersion.objects.all():
            version.stored.storage.delete(version.stored.name)
        transaction.set_rollback(True)


@pytest.fixture
def export(tmp_path) -> Callable[..., Path]:
    """Write the archive of an organisation of the database."""

    def written(slug: str, name: str = "again.zip") -> Path:
        return write(tmp_path / name, Organisation.objects.get(slug=slug))

    return written
