"""Co-written texts: sections, versions, comments, presence, sign-offs."""

from importlib import import_module

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs

VERBS = {
    "text.opened": "a ouvert le texte",
    "text.edited": "a enregistré une version du texte",
    "text.shared": "a donné accès au texte",
    "text.commented": "a commenté le texte",
    "text.answered": "a répondu à un commentaire du texte",
    "text.comment_resolved": "a résolu un commentaire du texte",
    "text.comment_reopened": "a rouvert un commentaire du texte",
    "text.signed": "a donné l’accord de son organisation au texte",
    "text.signoff_voided": "a fait tomber un accord, en modifiant le texte",
    "text.frozen": "a figé le texte",
}


class DraftingConfig(AppConfig):
    name = "beffroi.drafting"
    label = "drafting"
    verbose_name = "textes"

    def ready(self) -> None:
        """Give the journal the words of what is done to texts."""
        register_verbs(VERBS)
        import_module("beffroi.drafting.archive").wire()
