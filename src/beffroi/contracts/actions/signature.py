"""The signature of a contract or of an amendment: checked, written, drawn and sealed in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from beffroi.assemblies.models import Deliberation
from beffroi.contracts.actions.contract import lock
from beffroi.contracts.actions.signed_copy import add_signed_copy
from beffroi.contracts.canonical import CONTRACT, contract_contents
from beffroi.contracts.chains import register_of
from beffroi.contracts.documents import render_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Amendment, Contract, ContractParty, Signing, SigningParty
from beffroi.contracts.page import whole
from beffroi.contracts.rules import NO_EARLY_SIGNATURE, Party, may_follow
from beffroi.contracts.signatories import Signatory, doubt_about, obstacles_to_signing
from beffroi.contracts.signing_words import signing_told
from beffroi.contracts.votes import parties_of
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import Changes, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.seals.actions import new_code, seal
from beffroi.core.seals.models import Seal
from beffroi.documents import Document
from beffroi.law import french

Draw = Callable[[Signing, str, datetime], Document]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for a side, in what capacity, and the reason that answers a doubt."""

    side: Side
    name: str
    capacity: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """What one enters of a signature."""

    signed_on: date
    place: str
    copies_count: int
    signers: tuple[Signer, ...]
    scan: "UploadedFile[bytes] | None" = None


@dataclass(frozen=True, slots=True)
class ToSeal:
    """What is sealed once signed: its kind, its row, how it is told and drawn."""

    kind: str
    obj: models.Model
    content: Callable[[Sequence[int]], dict[int, Any]]
    draw: Draw


@transaction.atomic
def sign_contract(contract: Contract, facts: SigningFacts, *, by: Author, at: datetime) -> Seal:
    """Enter the signature of both parties, and seal the contract: from then on nothing of it changes.

    Raises: RuleViolation with all that forbids it.
    """
    held = lock(contract)
    if not may_follow(ContractState(held.state), ContractState.ACTIVE):
        raise RuleViolation(f"Un contrat en « {held.get_state_display()} » ne se signe pas.")
    parties = list(held.parties.select_related("approval"))
    acts = {Side(one.side): one.approval for one in parties}
    signatories = signatories_of(parties, acts, facts.signers)
    refuse_if_obstructed(parties_of(held, facts.signed_on), signatories, facts.signed_on, at)
    signing = write_signing(held, None, facts, signatories, at)
    held.signed_on, held.state = facts.signed_on, ContractState.ACTIVE
    save_checked(held)
    entry = seal_signed(ToSeal(CONTRACT, held, contract_contents, _drawn), held, signing, by=by, at=at)
    if facts.scan is not None:
        add_signed_copy(signing, facts.scan, by=by, at=at)
    changes: Changes = {"state": [ContractState.SIGNATURE, held.state], "signed_on": [None, held.signed_on]}
    note = f"signé le {french.french_date(facts.signed_on)}, code de vérification {entry.shown_code}"
    record("contract.signed", held, by=by, changes=changes, note=note)
    contract.state, contract.signed_on = held.state, held.signed_on
    return entry


def signatories_of(
    parties: Sequence[ContractParty], acts: dict[Side, Deliberation | None], signers: Sequence[Signer]
) -> list[Signatory]:
    """Set each signer beside the person whom the act of that side authorises."""
    called = {Side(one.side): one.called for one in parties}
    found = []
    for one in signers:
        act = acts.get(one.side)
        found.append(
            Signatory(
                side=one.side,
                called=called.get(one.side, one.side.label),
                name=one.name,
                capacity=one.capacity,
                authorised_name=act.signatory_name if act else "",
                authorised_capacity=act.signatory_capacity if act else "",
                reason=one.reason,
            )
        )
    return found


def refuse_if_obstructed(
    parties: Sequence[Party], signatories: Sequence[Signatory], signed_on: date, at: datetime
) -> None:
    """Refuse a signature that anything forbids.

    Raises: RuleViolation.
    """
    obstacles = obstacles_to_signing(parties, signatories, signed_on, local_day(at))
    if obstacles:
        told = " ".join(one.sentence for one in obstacles)
        raise RuleViolation(f"La signature attend. {told}", NO_EARLY_SIGNATURE)


def write_signing(
    contract: Contract,
    amendment: Amendment | None,
    facts: SigningFacts,
    signatories: Sequence[Signatory],
    at: datetime,
) -> Signing:
    """Write who signed what, where and when, with the answer to each doubt."""
    signing = Signing(
        contract=contract,
        amendment=amendment,
        signed_on=facts.signed_on,
        place=facts.place.strip(),
        copies_count=facts.copies_count,
        recorded_at=at,
    )
    save_checked(signing)
    for one in signatories:
        doubt = doubt_about(one)
        save_checked(
            SigningParty(
                signing=signing,
                side=one.side,
                name=one.name,
                capacity=one.capacity,
                doubt=doubt.sentence if doubt else "",
                reason=one.reason.strip() if doubt else "",
            )
        )
    return signing


def seal_signed(act: ToSeal, contract: Contract, signing: Signing, *, by: Author, at: datetime) -> Seal:
    """Draw the signed act and append it to the register of contracts of its département."""
    code = new_code()
    document = act.draw(signing, code, at)
    return seal(
        register_of(contract),
        kind=act.kind,
        obj=act.obj,
        label=str(act.obj),
        content=act.content([act.obj.pk])[act.obj.pk],
        code=code,
        pdf=document.bytes,
        template_version=document.template_version,
        by=by,
        at=at,
    )


def _drawn(signing: Signing, code: str, at: datetime) -> Document:
    contract = whole(Contract.objects.filter(pk=signing.contract_id)).get()
    return render_contract(contract, signing=signing_told(signing), code=code, at=at)
