"""The pages of contracts: none, the two of the demonstration, and drafts that wait for somebody."""

from datetime import UTC, date, datetime

from assemblies.factories import CLERK, make_sealed, make_sitting, publish_act, transmit
from beffroi.assemblies.models import Assembly
from beffroi.contracts.actions.contract import add_party, create_contract, move_contract, record_approval
from beffroi.contracts.actions.signed_copy import add_signed_copy
from beffroi.contracts.actions.template import keep_template
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract, Crossing, SignedCopy, Signing
from beffroi.demo.spaces import load_fictitious_space, load_real_space
from beffroi.organisations.models import Organisation
from browser.personas import (
    AUDITOR,
    COUNTY_ADMINISTRATOR,
    EPCI_ADMINISTRATOR,
    EPCI_CLERK,
    EPCI_MANAGER,
    OF_A_COMMUNE,
)
from browser.sample import ERRORS, Sample, sends
from contracts.amending import make_amendment, make_signed_amendment, make_voted
from contracts.factories import contract_facts, fill, open_votes, party_facts
from contracts.word import sent
from files.factories import PDF, upload_of

AT = datetime(2024, 1, 17, 9, 0, tzinfo=UTC)
ON = date(2024, 4, 1)
REAL = {"slug": "bethune-bruay-2023-2026"}
INVENTED = {"slug": "val-clair-2024-2027"}
PLACES = {Side.EPCI: "val-clair", Side.DEPARTEMENT: "departement-de-l-ambre"}


def draft(slug: str) -> Contract:
    """A draft between the two invented authorities."""
    contract = create_contract(contract_facts(slug=slug, starts_year=2028, ends_year=2030), by=CLERK)
    for side, place in PLACES.items():
        add_party(contract, party_facts(side, Organisation.objects.get(slug=place)), by=CLERK)
    return contract


def _approve(contract: Contract, side: Side, day: int) -> None:
    council = Assembly.objects.get(organisation__slug=PLACES[side])
    act = make_sealed(
        make_sitting(council, held_on=date(2024, 2, day), dispatched_on=date(2024, 1, 10)),
        title=f"Contrat {contract.slug}",
    )
    record_approval(contract.parties.get(side=side), act, by=CLERK)
    transmit(act)
    publish_act(act)


def load_contracts() -> None:
    """Load both spaces, then contracts that wait: for their text, for votes, for a signature."""
    load_real_space(at=AT)
    load_fictitious_space(at=AT)
    draft("redaction")
    open_votes(fill(draft("votes")))
    _approve(open_votes(draft("moitie")), Side.EPCI, 1)
    for day, slug in ((2, "executoire"), (3, "signature")):
        voted = open_votes(draft(slug))
        for side in PLACES:
            _approve(voted, side, day)
    move_contract(Contract.objects.get(slug="signature"), ContractState.SIGNATURE, ON, by=CLERK)
    _amend(Contract.objects.get(slug=INVENTED["slug"]))
    signing = Signing.objects.get(contract__slug=INVENTED["slug"], amendment=None)
    add_signed_copy(signing, upload_of(PDF, "contrat signé.pdf"), by=CLERK, at=AT)
    keep_template(
        Organisation.objects.get(slug=PLACES[Side.DEPARTEMENT]),
        sent("{{ contrat.titre }}", "{{ devise }}"),
        by=CLERK,
        at=AT,
    )


def _amend(contract: Contract) -> None:
    """An amendment in force, one in drafting, one to sign."""
    make_signed_amendment(make_amendment(contract))
    make_amendment(contract, ends_year=2029)
    make_voted(make_amendment(contract, money_note="Un montant est inscrit."))


def _copy() -> dict[str, object]:
    return {"slug": INVENTED["slug"], "pk": SignedCopy.objects.get().pk}


def _own(label: str, slug: str, persona: str = EPCI_MANAGER, **more: object) -> Sample:
    return Sample(label, kwargs={"slug": slug}, persona=persona, **more)


def _amended(label: str, number: str, **more: object) -> Sample:
    return Sample(label, kwargs={**INVENTED, "number": number}, persona=EPCI_MANAGER, **more)


def _crossed() -> str:
    """A crossing of the invented contract, to be altered."""
    first = Crossing.objects.filter(axis__contract__slug=INVENTED["slug"]).first()
    assert first
    return f"?quoi=crossing&repere={first.pk}"


def _to_cross() -> str:
    """The first axis of the invented contract, and an ambition for it to take up."""
    return f"?quoi=crossing&repere=nouveau&axe={Contract.objects.get(**INVENTED).axes.get(rank=1).pk}"


NO_CONTRACT_PAGES = {
    "contracts:index": [Sample("no contract")],
    "contracts:workspace_index": [Sample("no contract of ours", persona=EPCI_MANAGER)],
}
CONTRACT_PAGES = {
    "contracts:index": [Sample("contracts")],
    "contracts:contract": [
        Sample("the real contract", kwargs=REAL),
        Sample("the invented contract", kwargs=INVENTED),
        Sample("a draft that is not public", kwargs={"slug": "redaction"}, statuses=(404,)),
    ],
    "contracts:workspace_index": [
        Sample("our contracts", persona=EPCI_MANAGER),
        Sample("contracts of a commune", persona=OF_A_COMMUNE),
    ],
    "contracts:workspace": [
        _own("our signed contract", INVENTED["slug"]),
        _own("a draft", "redaction"),
        _own("a contract read only", "votes", AUDITOR),
        _own("a vote to record", "votes", EPCI_CLERK),
        _own("no vote chosen", "votes", EPCI_CLERK, then=sends("Rattacher ce vote"), shows=ERRORS),
        _own("a draft to show", "moitie"),
        _own("a signature to open", "executoire"),
        _own("a signature to record", "signature"),
        _own("a contract of others", REAL["slug"], statuses=(404,)),
    ],
    "contracts:amendments": [Sample("the amendments", kwargs=INVENTED), Sample("none yet", kwargs=REAL)],
    "contracts:amendment": [Sample("an amendment in force", kwargs={**INVENTED, "number": "1"})],
    "contracts:consolidated": [
        Sample("today", kwargs=INVENTED),
        Sample("before the signature", "?le=2023-01-01", INVENTED),
        Sample("no such day", "?le=31-12", INVENTED, statuses=(422,), shows=ERRORS),
    ],
    "contracts:past": [Sample("earlier contracts", kwargs=REAL), Sample("invented ones", kwargs=INVENTED)],
    "contracts:past_operation": [
        Sample("an operation of an earlier contract", kwargs={**INVENTED, "rank": "2"}),
        Sample("no such operation", kwargs={**INVENTED, "rank": "99"}, statuses=(404,)),
    ],
    "contracts:amendment_add": [
        _own("a new amendment", INVENTED["slug"]),
        _own("nothing typed", INVENTED["slug"], then=sends("Ouvrir l’avenant"), shows=ERRORS),
    ],
    "contracts:amendment_workspace": [_amended("an amendment in force", "1"), _amended("a draft", "2")],
    "contracts:amendment_change": [
        _amended("what changes", "2"),
        _amended("a field", "2", query="?quoi=contract&repere=0"),
        _amended(
            "nothing differs", "2", query="?quoi=contract&repere=0", then=sends("Écrire la modification"),
            shows=ERRORS,
        ),
        _amended("something new", "2", query="?quoi=clause&repere=nouveau"),
        _amended("a piece to ask for", "2", query="?quoi=piece&repere=nouveau"),
        _amended("a commune to take in", "2", query="?quoi=commune&repere=nouveau"),
        _amended(
            "no commune named", "2", query="?quoi=commune&repere=nouveau",
            then=sends("Écrire la modification"), shows=ERRORS,
        ),
        _amended("a crossing to alter", "2", query=_crossed, shows="[name=retirer]"),
        _amended(
            "a crossing without its reason", "2", query=_crossed,
            then=sends("Écrire la modification", why=""), shows=ERRORS,
        ),
        _amended("an ambition to take up", "2", query=_to_cross, shows="[name=ambition]"),
        _amended(
            "no reason to take it up", "2", query=_to_cross, then=sends("Écrire la modification"),
            shows=ERRORS,
        ),
    ],
    "contracts:amendment_sign": [
        _amended("nothing to sign yet", "2"),
        _amended("an amendment to sign", "3"),
        _amended(
            "no date", "3", then=sends("Enregistrer la signature et sceller", signed_on="32/13"), shows=ERRORS
        ),
    ],
    "contracts:signed_copy_add": [
        _own("a scan to add", INVENTED["slug"]),
        _own("no scan chosen", INVENTED["slug"], then=sends("Garder cet exemplaire"), shows=ERRORS),
        _own("not signed yet", "votes", statuses=(404,)),
    ],
    "contracts:amendment_copy_add": [
        _amended("a scan of an amendment", "1"),
        _amended("no scan of it chosen", "1", then=sends("Garder cet exemplaire"), shows=ERRORS),
    ],
    "contracts:template": [
        Sample("no template yet", persona=EPCI_ADMINISTRATOR),
        Sample("nothing chosen", persona=EPCI_ADMINISTRATOR, then=sends("Déposer ce modèle"), shows=ERRORS),
        Sample("a template with an unknown field", persona=COUNTY_ADMINISTRATOR),
        Sample("not an administrator", persona=AUDITOR, statuses=(403,)),
    ],
    "contracts:sign": [
        _own("nothing to sign yet", "votes"),
        _own("a signature to enter", "signature"),
        _own(
            "no date of signature", "signature", then=sends("Enregistrer la signature et sceller",
            signed_on="32/13"), shows=ERRORS,
        ),
        _own("who signs is not authorised", "signature", AUDITOR, statuses=(403,)),
    ],
}  # fmt: skip
CONTRACT_FILES = {
    "contracts:document": [Sample("the invented contract, sealed", kwargs=INVENTED)],
    "contracts:signed_copy": [
        Sample("the scan of a contract", persona=EPCI_MANAGER, ready=_copy),
    ],
    "contracts:amendment_document": [Sample("an amendment, sealed", kwargs={**INVENTED, "number": "1"})],
    "contracts:working_copy": [_own("a working copy", "redaction")],
    "contracts:template_file": [
        Sample("the template of an authority", kwargs={"number": "1"}, persona=COUNTY_ADMINISTRATOR)
    ],
    "contracts:draft": [_own("a draft in PDF", "redaction")],
    "contracts:contract_json": [
        Sample("data of the real contract", kwargs=REAL),
        Sample("data of the invented contract", kwargs=INVENTED),
    ],
}
CONTRACT_POSTS = frozenset(
    f"contracts:{name}"
    for name in (
        "approve", "show", "open_signature", "amendment_undo", "amendment_approve", "amendment_move",
    )
)  # fmt: skip
