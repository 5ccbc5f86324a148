"""The demonstration: as in production, on one machine, with a key made for the occasion."""

from django.core.management.utils import get_random_secret_key

from beffroi.config.settings.base import *  # noqa: F403
from beffroi.config.settings.base import SECRET_KEY, STORAGES

SECRET_KEY = SECRET_KEY or get_random_secret_key()
ALLOWED_HOSTS = ["*"]
DEMO_MODE = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
