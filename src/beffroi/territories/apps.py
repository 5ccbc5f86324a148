"""The context of territories."""

from importlib import import_module

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "beffroi.territories"
    label = "territories"
    verbose_name = "territoires"

    def ready(self) -> None:
        """Tell archives why territories stay out of them."""
        import_module("beffroi.territories.archive").wire()
