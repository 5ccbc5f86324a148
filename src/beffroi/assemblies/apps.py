"""Assemblies, their sittings, their acts and the register."""

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs
from beffroi.core.seals.kinds import register_kind

VERBS = {
    "assembly.created": "a ouvert le registre de",
    "seat.added": "a ajouté un siège à",
    "seat.filled": "a donné un siège à",
    "mandate.ended": "a enregistré la fin de mandat de",
    "member.added": "a ajouté aux membres",
    "member.renamed": "a corrigé le nom de",
    "sitting.recorded": "a enregistré la séance",
    "sitting.corrected": "a corrigé la séance",
    "sitting.sealed": "a scellé la séance",
    "deliberation.recorded": "a enregistré la délibération",
    "deliberation.corrected": "a corrigé la délibération",
    "deliberation.dropped": "a abandonné le projet de délibération",
    "deliberation.sealed": "a scellé la délibération",
    "deliberation.event": "a enregistré un événement de la délibération",
    "subjects.loaded": "a chargé la liste des matières",
}


class AssembliesConfig(AppConfig):
    name = "beffroi.assemblies"
    label = "assemblies"
    verbose_name = "assemblées et actes"

    def ready(self) -> None:
        """Tell the journal its words, and the seals how to rebuild what they sealed."""
        from beffroi.assemblies import canonical  # noqa: PLC0415  the models are there only now

        register_verbs(VERBS)
        register_kind(canonical.SITTING, canonical.sitting_contents, canonical.sealed_sittings)
        register_kind(canonical.DELIBERATION, canonical.deliberation_contents, canonical.sealed_deliberations)
        register_kind(canonical.EVENT, canonical.event_contents, canonical.every_event)
