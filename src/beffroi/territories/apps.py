"""The context of territories."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "beffroi.territories"
    label = "territories"
    verbose_name = "territoires"
