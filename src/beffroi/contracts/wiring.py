"""What contexts below are told of contracts: words of the journal, kinds of seals, what was sealed."""

from django.urls import reverse

from beffroi.assemblies.register.others import SealedThing, register_sealed
from beffroi.contracts import canonical
from beffroi.contracts.models import Amendment, Contract
from beffroi.core.journal.verbs import register_verbs
from beffroi.core.seals.kinds import register_kind
from beffroi.core.seals.models import Seal
from beffroi.law import french

VERBS = {
    "amendment.drafted": "a commencé l’avenant",
    "amendment.changed": "a écrit dans l’avenant",
    "amendment.moved": "a fait avancer l’avenant",
    "amendment.approved": "a rattaché un vote à l’avenant",
    "amendment.dropped": "a abandonné l’avenant",
    "amendment.signed": "a enregistré la signature de l’avenant",
    "contract.copy_added": "a ajouté un exemplaire signé du contrat",
    "amendment.copy_added": "a ajouté un exemplaire signé de l’avenant",
}


def wire() -> None:
    """Tell the journal its words, the seals how contents are rebuilt, the register what it may show."""
    register_verbs(VERBS)
    register_kind(canonical.CONTRACT, canonical.contract_contents, canonical.sealed_contracts)
    register_kind(canonical.AMENDMENT, canonical.amendment_contents, canonical.sealed_amendments)
    register_kind(canonical.SIGNED_COPY, canonical.copy_contents, canonical.sealed_copies)
    register_sealed(Contract._meta.label_lower, contract_told)
    register_sealed(Amendment._meta.label_lower, amendment_told)


def contract_told(seal: Seal) -> SealedThing | None:
    """Tell the public about a signed contract, and that an amendment changed it since."""
    contract = Contract.objects.filter(pk=seal.object_id).first()
    if contract is None:
        return None
    last = Amendment.objects.signed().filter(contract=contract).last()
    later = ""
    if last and last.signed_on:
        told = french.french_date(last.signed_on)
        later = f"Ce contrat est modifié depuis par l’avenant n° {last.number}, signé le {told}."
    href = reverse("contracts:contract", args=[contract.slug])
    return SealedThing("Contrat", str(contract), href, contract.is_fictitious, later)


def amendment_told(seal: Seal) -> SealedThing | None:
    """Tell the public about a signed amendment."""
    amendment = Amendment.objects.select_related("contract").filter(pk=seal.object_id).first()
    if amendment is None:
        return None
    contract = amendment.contract
    href = reverse("contracts:amendment", args=[contract.slug, amendment.number])
    return SealedThing("Avenant", f"{amendment}, {contract}", href, contract.is_fictitious)
