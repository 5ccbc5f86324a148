"""An amendment: drafted, put to the vote, approved by each side, signed and sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.actions.contract import lock
from beffroi.contracts.actions.signature import (
    SigningFacts,
    ToSeal,
    refuse_if_obstructed,
    seal_signed,
    signatories_of,
    write_signing,
)
from beffroi.contracts.actions.signed_copy import add_signed_copy
from beffroi.contracts.amendments.added import write_added
from beffroi.contracts.amendments.document import draw_amendment
from beffroi.contracts.amendments.gather import amendment_parties, in_force, original_of, plain_of
from beffroi.contracts.amendments.plain import problems
from beffroi.contracts.amendments.rules import TERM, WITH_REASON, may_follow
from beffroi.contracts.canonical import AMENDMENT, amendment_contents
from beffroi.contracts.kinds import AmendmentState, ContractState, Side
from beffroi.contracts.models import Amendment, AmendmentApproval, Contract, ContractParty
from beffroi.contracts.rules import NO_EARLY_SIGNATURE, blockers_for_signature
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import Changes, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.seals.models import Seal
from beffroi.law import french


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """What an amendment is about, why, and what it costs."""

    title: str
    why: str
    money_effect_amount: Decimal | None = None
    money_note: str = ""


@transaction.atomic
def draft_amendment(contract: Contract, facts: AmendmentFacts, *, by: Author) -> Amendment:
    """Begin an amendment to a contract that runs.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if held.state != ContractState.ACTIVE:
        raise RuleViolation("Un avenant modifie un contrat signé et en cours.", TERM)
    last = held.amendments.aggregate(most=Max("number"))["most"] or 0
    amendment = Amendment(
        contract=held,
        number=last + 1,
        title=facts.title,
        why=facts.why,
        money_effect_amount=facts.money_effect_amount,
        money_note=facts.money_note,
    )
    save_checked(amendment)
    record("amendment.drafted", amendment, by=by, note=str(held))
    return amendment


@transaction.atomic
def move_amendment(
    amendment: Amendment, wanted: AmendmentState, on: date, *, by: Author, reason: str = ""
) -> Amendment:
    """Carry an amendment to another state of the table.

    Raises: RuleViolation with what keeps it where it is.
    """
    held = lock_amendment(amendment)
    before = AmendmentState(held.state)
    if wanted is AmendmentState.SIGNED or not may_follow(before, wanted):
        raise RuleViolation(f"Un avenant en « {before.label} » ne passe pas à « {wanted.label} ».")
    if wanted in WITH_REASON and not reason.strip():
        raise RuleViolation("Dites pourquoi : la raison reste au journal.")
    _check_move(held, wanted, on)
    held.state = wanted
    save_checked(held)
    verb = "amendment.dropped" if wanted is AmendmentState.DROPPED else "amendment.moved"
    record(verb, held, by=by, changes={"state": [before, wanted]}, note=reason.strip())
    return held


def _check_move(amendment: Amendment, wanted: AmendmentState, on: date) -> None:
    if wanted is AmendmentState.VOTES:
        if not amendment.changes.exists():
            raise RuleViolation("Cet avenant ne change rien encore : écrivez ce qu’il modifie.")
        refuse_inconsistent(amendment, on)
    if wanted is AmendmentState.DRAFTING and amendment.approvals.exists():
        raise RuleViolation("Une assemblée a voté cet avenant : son texte ne change plus.")
    if wanted is AmendmentState.ENFORCEABLE:
        refuse_inconsistent(amendment, on)
        obstacles = blockers_for_signature(amendment_parties(amendment, on), on)
        if obstacles:
            told = " ".join(one.sentence for one in obstacles)
            raise RuleViolation(f"La signature attend. {told}", NO_EARLY_SIGNATURE)


@transaction.atomic
def approve_amendment(
    amendment: Amendment, party: ContractParty, act: Deliberation, *, by: Author
) -> Amendment:
    """Tie a party to the sealed deliberation of its own assembly that approves the amendment.

    Raises: RuleViolation.
    """
    held = lock_amendment(amendment)
    if held.state != AmendmentState.VOTES:
        raise RuleViolation("Un vote se rattache à un avenant soumis au vote.")
    if party.contract_id != held.contract_id or act.sitting.assembly.organisation_id != party.organisation_id:
        raise RuleViolation("Cette délibération est celle d’une autre collectivité.")
    if not act.is_sealed or act.outcome != Outcome.ADOPTED:
        raise RuleViolation("Seule une délibération adoptée et scellée au registre approuve un avenant.")
    if ContractParty.objects.filter(approval=act).exists():
        raise RuleViolation("Cette délibération approuve le contrat : un avenant demande la sienne.")
    save_checked(AmendmentApproval(amendment=held, party=party, act=act))
    record("amendment.approved", held, by=by, note=f"{party} : {act}")
    return held


@transaction.atomic
def sign_amendment(amendment: Amendment, facts: SigningFacts, *, by: Author, at: datetime) -> Seal:
    """Enter the signature of both parties, and seal the amendment: it is in force from that day.

    Raises: RuleViolation with all that forbids it.
    """
    held = lock_amendment(amendment)
    if not may_follow(AmendmentState(held.state), AmendmentState.SIGNED):
        raise RuleViolation(f"Un avenant en « {held.get_state_display()} » ne se signe pas.")
    contract = held.contract
    if contract.signed_on is None or facts.signed_on < contract.signed_on:
        raise RuleViolation("Un avenant ne se signe pas avant le contrat qu’il modifie.")
    refuse_inconsistent(held, facts.signed_on)
    signatories = signatories_of(list(contract.parties.all()), acts_of(held), facts.signers)
    refuse_if_obstructed(amendment_parties(held, facts.signed_on), signatories, facts.signed_on, at)
    signing = write_signing(contract, held, facts, signatories, at)
    write_added(held)
    held.signed_on, held.state = facts.signed_on, AmendmentState.SIGNED
    save_checked(held)
    entry = seal_signed(
        ToSeal(AMENDMENT, held, amendment_contents, draw_amendment), contract, signing, by=by, at=at
    )
    if facts.scan is not None:
        add_signed_copy(signing, facts.scan, by=by, at=at)
    changes: Changes = {
        "state": [AmendmentState.ENFORCEABLE, held.state],
        "signed_on": [None, held.signed_on],
    }
    note = f"signé le {french.french_date(facts.signed_on)}, code de vérification {entry.shown_code}"
    record("amendment.signed", held, by=by, changes=changes, note=note)
    return entry


def acts_of(amendment: Amendment) -> dict[Side, Deliberation | None]:
    """Give the act of each side that approved the amendment."""
    return {Side(one.party.side): one.act for one in amendment.approvals.select_related("party", "act")}


def refuse_inconsistent(amendment: Amendment, on: date) -> None:
    """Refuse an amendment that starts from what the contract does not say any more.

    Raises: RuleViolation.
    """
    found = inconsistencies(amendment, on)
    if found:
        raise RuleViolation(" ".join(found), TERM)


def inconsistencies(amendment: Amendment, on: date) -> list[str]:
    """Say why an amendment cannot come into force that day; an empty list when it can."""
    contract = amendment.contract
    return problems(original_of(contract), in_force(contract), plain_of(amendment, on))


def lock_amendment(amendment: Amendment) -> Amendment:
    """Lock the contract, then read its amendment again: two amendments never come into force together."""
    lock(amendment.contract)
    return Amendment.objects.select_for_update(of=("self",)).select_related("contract").get(pk=amendment.pk)
