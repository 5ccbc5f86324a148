"""The seals: what was decided, chained so that a change shows."""

from django.apps import AppConfig
from django.core.checks import register

from beffroi.core.seals.checks import check_key


class SealsConfig(AppConfig):
    name = "beffroi.core.seals"
    label = "seals"
    verbose_name = "sceaux"

    def ready(self) -> None:
        """Check the key with everything else."""
        register(check_key)
