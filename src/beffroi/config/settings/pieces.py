"""Where pieces are stored: a folder of this machine, unless a storage of Django's kind is named."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def pieces_storage(told: str, folder: Path) -> dict[str, Any]:
    """Read the storage of the pieces; only this process's user may open what it writes in the folder.

    Example: {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "pieces"}}.
    Raises: ImproperlyConfigured.
    """
    if not told.strip():
        options = {"location": folder, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    try:
        read = json.loads(told)
        return {"BACKEND": str(read["BACKEND"]), "OPTIONS": dict(read.get("OPTIONS", {}))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(
            'BEFFROI_FILES_STORAGE s’écrit en JSON : {"BACKEND": "…", "OPTIONS": {…}}.'
        ) from error
