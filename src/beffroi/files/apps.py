"""Pieces of an organisation, their versions, and the antivirus."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from beffroi.core.journal.verbs import register_verbs
from beffroi.files.scanning import address_of


class FilesConfig(AppConfig):
    name = "beffroi.files"
    label = "files"
    verbose_name = "pièces"

    def ready(self) -> None:
        """Give the journal the words of what is done to pieces, and have the antivirus's address checked."""
        register(check_antivirus)
        register_verbs(
            {
                "piece.added": "a déposé la pièce",
                "piece.version_added": "a déposé une nouvelle version de la pièce",
                "piece.scanned": "a fait analyser la pièce",
                "piece.infected": "a mis hors d’atteinte une version infectée de la pièce",
            }
        )
        import_module("beffroi.files.archive").wire()


def check_antivirus(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start on an address of the antivirus that cannot be read."""
    del app_configs, kwargs
    try:
        if settings.CLAMAV_ADDRESS:
            address_of(settings.CLAMAV_ADDRESS)
    except ImproperlyConfigured as error:
        return [Error(str(error), id="files.E001")]
    return []
