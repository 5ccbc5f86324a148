"""What a draft waits for before the commissions, then before the votes.

A contract without a text of its own was written elsewhere: it is taken as it stands.
"""

from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.contracts.writers import TO_BE_NAMED
from beffroi.core.ui.parts import Blocker, Link
from beffroi.drafting.models import Text
from beffroi.drafting.signoffs import blockers_for_freeze

RULE = "Ce qu’un projet de contrat doit dire"


def blockers_for_opinions(contract: Contract) -> list[Blocker]:
    """Name what the draft lacks before the commissions read it."""
    if contract.text_id is None:
        return []
    found = _parties(contract)
    lists = (
        (contract.axes.all(), "axes", "Le projet n’a aucun axe."),
        (contract.commitments.all(), "engagements", "Le projet n’a aucun engagement réciproque."),
    )
    for rows, part, sentence in lists:
        if not rows:
            link = Link(reverse("contracts:draft_list", args=[contract.slug, part]), "Écrire")
            found.append(Blocker(sentence, RULE, link))
    return found


def blockers_for_votes(contract: Contract) -> list[Blocker]:
    """Name what the votes wait for: both parties agree on the same version of the text."""
    if contract.text_id is None:
        return []
    return blockers_for_freeze(Text.objects.with_access().get(pk=contract.text_id))


def _parties(contract: Contract) -> list[Blocker]:
    found = []
    parties = {one.side: one for one in contract.parties.all()}
    for side in (Side.EPCI, Side.DEPARTEMENT):
        party = parties.get(side)
        if party is not None and party.representative_name == TO_BE_NAMED:
            link = Link(reverse("contracts:draft_party", args=[contract.slug, side.value]), "Le nommer")
            found.append(Blocker(f"Le représentant n’est pas désigné : {party.called}.", RULE, link))
    return found
