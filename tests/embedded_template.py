"""A migrated embedded database, kept from one run to the next: migrating from nothing costs ten seconds.

It is known by the fingerprint of all that makes it, so that a changed migration makes another.
"""

import hashlib
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

MAKERS = ("core/guards.py", "core/word_index.py")


def fingerprint() -> str:
    """Tell apart the databases that different migrations make, those of libraries included."""
    found = hashlib.sha256()
    folders = [Path(one.path) / "migrations" for one in apps.get_app_configs()]
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.py"))]
    package = Path(apps.get_app_config("ui").path).parents[1]
    for path in [*files, *(package / name for name in MAKERS)]:
        found.update(str(path).encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def template() -> Path:
    """Where the migrated database is kept."""
    return Path(settings.DATA_DIR) / f"test-template-{fingerprint()}.sqlite3"


def copy_template() -> bool:
    """Begin from the kept database, if there is one of these migrations; tell whether there was."""
    kept = template()
    wanted = Path(str(connection.settings_dict["TEST"]["NAME"]))
    if connection.vendor != "sqlite" or not kept.exists():
        return False
    for leftover in wanted.parent.glob(f"{wanted.name}*"):
        if leftover.name in (wanted.name, f"{wanted.name}-wal", f"{wanted.name}-shm"):
            leftover.unlink()
    wanted.write_bytes(kept.read_bytes())
    return True


def keep_template() -> None:
    """Keep the database that has just been migrated, and forget those of other migrations."""
    kept = template()
    if connection.vendor != "sqlite" or kept.exists():
        return
    name = str(connection.settings_dict["NAME"])
    draft = kept.with_name(f"{Path(name).name}.draft")
    draft.unlink(missing_ok=True)
    source, copy = sqlite3.connect(name), sqlite3.connect(draft)
    source.backup(copy)
    source.close()
    copy.close()
    draft.replace(kept)
    for former in kept.parent.glob("test-template-*.sqlite3"):
        if former != kept:
            former.unlink(missing_ok=True)
