"""What the contexts below are told of this one: words for the journal, kinds for the seals, work in hand."""

from django.db.backends.signals import connection_created

from beffroi.assemblies import canonical, documents
from beffroi.assemblies.actions import extracts
from beffroi.assemblies.extracts import register_extract
from beffroi.assemblies.folding import add_fold
from beffroi.assemblies.intake.handover import INTAKES
from beffroi.core.journal.verbs import register_verbs
from beffroi.core.seals.kinds import register_kind
from beffroi.organisations.handover import register_work

VERBS = {
    "assembly.created": "a ouvert le registre de",
    "assembly.changed": "a corrigé l’assemblée",
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
    "extract.certified": "a certifié un extrait du registre, jusqu’à",
    "intake.started": "a commencé la",
    "intake.corrected": "a corrigé la",
    "intake.names_answered": "a répondu sur les noms de la",
    "intake.confirmed": "a confirmé la",
    "intake.dropped": "a abandonné la",
    "intake.handed_over": "a repris en main la",
}


def wire() -> None:
    """Tell the journal its words, the seals how to rebuild what they sealed, handover what is in hand."""
    connection_created.connect(add_fold, dispatch_uid="assemblies.fold")
    register_verbs(VERBS)
    register_work(INTAKES)
    register_kind(canonical.SITTING, canonical.sitting_contents, canonical.sealed_sittings)
    register_kind(canonical.DELIBERATION, canonical.deliberation_contents, canonical.sealed_deliberations)
    register_kind(canonical.EVENT, canonical.event_contents, canonical.every_event)
    register_kind(extracts.REDACTED, extracts.extract_contents, extracts.redacted_publications)
    register_kind(extracts.CERTIFIED, extracts.extract_contents, extracts.certified_events)
    register_extract(documents.render_extract)
