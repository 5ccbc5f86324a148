"""The seals: what was decided, chained so that a change shows."""

from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "beffroi.core.seals"
    label = "seals"
    verbose_name = "sceaux"
