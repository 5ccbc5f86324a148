"""A developer's machine: error pages with their trace, and the page of components."""

from beffroi.config.settings.base import *  # noqa: F403
from beffroi.config.settings.base import DATA_DIR, TEMPLATES

DEBUG = True
SECRET_KEY = "development only, signs nothing of value"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# No worker to start: the request that asks does the work.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Read templates anew at each page.
TEMPLATES[0]["OPTIONS"]["loaders"] = ["beffroi.core.ui.loaders.FrenchLoader"]

# An embedded database needs its folder.
DATA_DIR.mkdir(parents=True, exist_ok=True)
