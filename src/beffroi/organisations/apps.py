"""Organisations, the people who act for them, and what they may do."""

from importlib import import_module

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs

VERBS = {
    "invitation.sent": "a envoyé l’invitation",
    "invitation.accepted": "a accepté l’invitation",
    "invitation.revoked": "a annulé l’invitation",
    "membership.started": "a donné le rôle",
    "membership.ended": "a mis fin au rôle",
    "work.handed_over": "a passé le travail en cours de",
    "organisation.changed": "a changé les réglages de",
    "organisation.acted_for": "agit désormais pour",
    "archive.exported": "a exporté tout ce que possède",
    "user.renamed": "a changé l’identité de",
    "user.closed": "a fermé le compte",
}


class OrganisationsConfig(AppConfig):
    name = "beffroi.organisations"
    label = "organisations"
    verbose_name = "organisations"

    def ready(self) -> None:
        """Give the journal our verbs."""
        register_verbs(VERBS)
        import_module("beffroi.organisations.archive").wire()
