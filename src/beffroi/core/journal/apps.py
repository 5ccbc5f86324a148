"""The journal: who did what, for whom, and what it changed."""

from importlib import import_module

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs


class JournalConfig(AppConfig):
    name = "beffroi.core.journal"
    label = "journal"
    verbose_name = "journal"

    def ready(self) -> None:
        """Tell archives what they hold of the journal, and the journal the word of an import."""
        register_verbs({"archive.imported": "a importé l’archive de"})
        import_module("beffroi.core.journal.archive").wire()
