"""Operations: from the idea to the département's vote or an exit."""

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs
from beffroi.operations import verbs_file, verbs_money, verbs_vote


class OperationsConfig(AppConfig):
    name = "beffroi.operations"
    label = "operations"
    verbose_name = "opérations"

    def ready(self) -> None:
        """Give the journal the words of what is done to operations."""
        for verbs in (verbs_file, verbs_money, verbs_vote):
            register_verbs(verbs.VERBS)
