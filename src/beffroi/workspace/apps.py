"""The workspace: signed-in pages that combine contexts."""

from importlib import import_module

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "beffroi.workspace"
    label = "workspace"
    verbose_name = "espace de travail"

    def ready(self) -> None:
        """Wire the context to those below, once the models are there."""
        import_module("beffroi.workspace.wiring").wire()
        import_module("beffroi.workspace.archive").wire()
