"""Pieces of an organisation, their versions, and the antivirus."""

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs


class FilesConfig(AppConfig):
    name = "beffroi.files"
    label = "files"
    verbose_name = "pièces"

    def ready(self) -> None:
        """Give the journal the words of what is done to pieces."""
        register_verbs(
            {
                "piece.added": "a déposé la pièce",
                "piece.version_added": "a déposé une nouvelle version de la pièce",
                "piece.scanned": "a fait analyser la pièce",
                "piece.infected": "a mis hors d’atteinte une version infectée de la pièce",
            }
        )
