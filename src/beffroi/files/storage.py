"""Where the bytes of the pieces are: the storage « pieces » of the settings, by names made at random."""

import logging
import re
import secrets
import weakref
from functools import partial
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import transaction

RANDOM_BYTES = 24
# What `random_name` makes.
STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{48}")
log = logging.getLogger(__name__)


def pieces_storage() -> Storage:
    """Give the storage that the settings name « pieces »: a folder, or any other of Django's kind."""
    return storages["pieces"]


def random_name(_version: Any, _name: str) -> str:
    """Make the name of a stored file; nothing of the user's name enters it.

    Two letters of folder, so that none holds too many files.
    """
    name = secrets.token_hex(RANDOM_BYTES)
    return f"{name[:2]}/{name}"


class _Witness:
    """Lives as long as the transaction may still be undone."""


def remove_on_rollback(storage: Storage, name: str) -> None:
    """Take a file away if the transaction that wrote it, or a savepoint around it, is undone.

    Django tells nobody of a rollback; it forgets what was to be done on commit. What is forgotten here is the
    last hold on a witness, and with the witness the file goes. A process that is killed meanwhile leaves the
    file behind: `beffroi files check` names it.
    """
    witness = _Witness()
    removal = weakref.finalize(witness, _remove, storage, name)
    removal.atexit = False
    transaction.on_commit(partial(_keep_file, witness, removal))
    # Before the others: one of them that fails must not make Django forget this one.
    hooks = transaction.get_connection().run_on_commit
    hooks.insert(0, hooks.pop())


def _keep_file(_witness: _Witness, removal: "weakref.finalize[[Storage, str], _Witness]") -> None:
    removal.detach()


def _remove(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError:
        log.exception("a file without a version could not be removed: %s", name)
