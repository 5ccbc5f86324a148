"""Where the bytes of the pieces are: the storage « pieces » of the settings, by names made at random."""

import secrets
from typing import Any

from django.core.files.storage import Storage, storages

RANDOM_BYTES = 24


def pieces_storage() -> Storage:
    """Give the storage that the settings name « pieces »: a folder, or any other of Django's kind."""
    return storages["pieces"]


def random_name(_version: Any, _name: str) -> str:
    """Make the name of a stored file; nothing of the user's name enters it.

    Two letters of folder, so that none holds too many files.
    """
    name = secrets.token_hex(RANDOM_BYTES)
    return f"{name[:2]}/{name}"
