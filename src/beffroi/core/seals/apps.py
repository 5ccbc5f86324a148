"""The seals: what was decided, chained so that a change shows."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register

from beffroi.core.seals.checks import check_key


class SealsConfig(AppConfig):
    name = "beffroi.core.seals"
    label = "seals"
    verbose_name = "sceaux"

    def ready(self) -> None:
        """Check the key with everything else, and tell archives how registers go into them."""
        register(check_key)
        import_module("beffroi.core.seals.archive").wire()
