"""Aids and the dated rules they are given by: ordinary schemes and funds alike."""

from importlib import import_module

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs


class SchemesConfig(AppConfig):
    name = "beffroi.schemes"
    label = "schemes"
    verbose_name = "aides"

    def ready(self) -> None:
        """Give the journal the words of what is done to schemes."""
        register_verbs(
            {
                "scheme.created": "a enregistré l’aide",
                "scheme.changed": "a modifié l’aide",
                "scheme.rules_added": "a ajouté une version des règles de l’aide",
                "scheme.rules_changed": "a corrigé une version des règles de l’aide",
                "scheme.rules_ended": "a fixé la fin d’une version des règles de l’aide",
            }
        )
        import_module("beffroi.schemes.archive").wire()
