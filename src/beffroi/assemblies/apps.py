"""Assemblies, their sittings, their acts and the register."""

from importlib import import_module

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "beffroi.assemblies"
    label = "assemblies"
    verbose_name = "assemblées et actes"

    def ready(self) -> None:
        """Wire the context to those below, once the models are there."""
        import_module("beffroi.assemblies.wiring").wire()
        import_module("beffroi.assemblies.archive").wire()
