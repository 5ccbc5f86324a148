"""The test suite: embedded database unless DATABASE_URL names another, plain static files."""

import os

from beffroi.config.settings.base import *  # noqa: F403
from beffroi.config.settings.base import DATA_DIR, DATABASES, STORAGES

SECRET_KEY = "tests only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Slow by design elsewhere; the tests open hundreds of accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Signs nothing of value.
SEAL_KEY = "YmVmZnJvaSB0ZXN0cyBvbmx5LCBub3QgYSBzZWNyZXQ="
SHOW_COMPONENTS = True
# Pieces go with the process; no antivirus, whatever the machine has.
_IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES = {**STORAGES, "pieces": _IN_MEMORY, "exports": _IN_MEMORY}
# What is asked is done at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CLAMAV_ADDRESS = ""
# A bound for what never ends, not a measure: a machine that runs all the tests at once is slow.
READER_SECONDS = 120
# Static files are found where they are: nothing is collected for a test.
WHITENOISE_AUTOREFRESH = True

if "DATABASE_URL" not in os.environ:
    # A file, not memory: the tests with threads need real connections.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    # Nothing of a test is to outlive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
