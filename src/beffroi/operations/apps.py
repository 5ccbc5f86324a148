"""Operations: from the idea to the département's vote or an exit."""

from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "beffroi.operations"
    label = "operations"
    verbose_name = "opérations"

    def ready(self) -> None:
        """Wire the context to those below, once the models are there."""
        import_module("beffroi.operations.wiring").wire()
        import_module("beffroi.operations.archive").wire()
