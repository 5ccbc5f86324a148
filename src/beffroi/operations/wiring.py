"""What the contexts below are told of this one: words for the journal, kinds for the seals, what it hears."""

from beffroi.contracts.coverage import register_served
from beffroi.core.journal.verbs import register_verbs
from beffroi.core.seals.kinds import register_kind
from beffroi.operations import canonical, receivers, verbs_file, verbs_lists, verbs_money, verbs_vote
from beffroi.operations.coverage import axes_served
from beffroi.operations.personal import forget_lists, forget_works, kept_lists, kept_works
from beffroi.organisations.personal import PersonalPart, register_personal


def wire() -> None:
    """Give the journal its words and the seals their contents, and listen to what happens below."""
    for verbs in (verbs_file, verbs_lists, verbs_money, verbs_vote):
        register_verbs(verbs.VERBS)
    register_kind(canonical.SHEET, canonical.sheet_contents, canonical.sealed_sheets)
    register_personal(PersonalPart("listes_d_operations", kept_lists, forget_lists))
    register_personal(PersonalPart("travaux_sur_les_listes", kept_works, forget_works))
    register_served(axes_served)
    receivers.connect()
