"""A contract and its parties: written, shown, moved from state to state, signed."""

from datetime import date

from django.db import transaction

from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.facts import NewContract, NewParty
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract, ContractParty
from beffroi.contracts.rules import (
    BY_THEIR_OWN_ACTION,
    NO_EARLY_SIGNATURE,
    blockers_for_signature,
    may_follow,
)
from beffroi.contracts.votes import parties_of
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked

FIELDS_OF_CONTRACT = (
    "slug", "title", "starts_year", "ends_year", "is_fictitious", "summary", "money_note", "owners_note",
    "owners_line",
    "is_open_list", "copies_count", "place_of_signature", "source_key",
)  # fmt: skip
FIELDS_OF_PARTY = (
    "organisation", "side", "rank", "introduction", "cover_name", "called", "representative_name",
    "representative_capacity", "contact", "line",
)  # fmt: skip


@transaction.atomic
def create_contract(facts: NewContract, *, by: Author) -> Contract:
    """Write a contract, in drafting, without its parties yet.

    Raises: RuleViolation.
    """
    contract = Contract(**{name: getattr(facts, name) for name in FIELDS_OF_CONTRACT})
    save_checked(contract)
    record("contract.created", contract, by=by, changes={"state": [None, contract.state]})
    return contract


@transaction.atomic
def add_party(contract: Contract, facts: NewParty, *, by: Author) -> ContractParty:
    """Enter an authority: one département and one EPCI, both of the contract's space, real or fictitious.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if held.state != ContractState.DRAFTING:
        raise RuleViolation("Une partie entre dans un contrat en cours de rédaction, et pas après.")
    organisation = facts.organisation
    if organisation.kind != facts.side:
        raise RuleViolation(f"{organisation} n’est pas de la nature « {facts.side.label} ».")
    if organisation.is_fictitious != held.is_fictitious:
        raise RuleViolation("Un territoire réel et un territoire fictif ne passent pas contrat ensemble.")
    party = ContractParty(contract=held, **{name: getattr(facts, name) for name in FIELDS_OF_PARTY})
    save_checked(party)
    record("contract.party_added", held, by=by, note=str(party))
    return party


@transaction.atomic
def record_approval(party: ContractParty, act: Deliberation, *, by: Author) -> ContractParty:
    """Tie a party to the sealed deliberation of its own assembly that approves the contract.

    The last missing vote carries the contract on: its votes are then to become enforceable.
    Raises: RuleViolation.
    """
    contract = lock(party.contract)
    held = ContractParty.objects.select_for_update().get(pk=party.pk)
    _check_approval(contract, held, act)
    held.approval = act
    save_checked(held)
    record("contract.approved", contract, by=by, note=f"{held} : {act}")
    if not contract.parties.filter(approval__isnull=True).exists() and contract.parties.count() == 2:
        _move(contract, ContractState.ENFORCEABLE, by=by)
    return held


def _check_approval(contract: Contract, party: ContractParty, act: Deliberation) -> None:
    if contract.state != ContractState.VOTES:
        raise RuleViolation("Un vote se rattache à un contrat soumis au vote.")
    if party.approval_id is not None:
        raise RuleViolation("Cette partie a déjà approuvé le contrat : un nouveau vote porte sur un avenant.")
    if act.sitting.assembly.organisation_id != party.organisation_id:
        raise RuleViolation("Cette délibération est celle d’une autre collectivité.")
    if not act.is_sealed:
        raise RuleViolation("Seule une délibération scellée au registre approuve un contrat.")
    if act.outcome != Outcome.ADOPTED:
        raise RuleViolation("Cette délibération a été rejetée : elle n’approuve rien.")


@transaction.atomic
def show_contract(contract: Contract, on: date, *, by: Author) -> Contract:
    """Let anyone read a draft that one of the assemblies has approved and published by that day.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if not any(one.has_voted() and one.vote and one.vote.published_on for one in parties_of(held, on)):
        raise RuleViolation(
            "Le projet se montre avec la délibération publiée qui l’approuve.", "CGCT L2131-1"
        )
    if not held.is_shown_publicly:
        held.is_shown_publicly = True
        save_checked(held)
        record("contract.shown", held, by=by, changes={"is_shown_publicly": [False, True]})
    return held


@transaction.atomic
def move_contract(contract: Contract, wanted: ContractState, on: date, *, by: Author) -> Contract:
    """Carry a contract to the next state of the table; to the signature only if nothing forbids it that day.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if wanted in BY_THEIR_OWN_ACTION or not may_follow(ContractState(held.state), wanted):
        raise RuleViolation(
            f"Un contrat en « {held.get_state_display()} » ne passe pas à « {wanted.label} »."
        )
    if wanted == ContractState.SIGNATURE:
        _refuse_early_signature(held, on)
    return _move(held, wanted, by=by)


def lock(contract: Contract) -> Contract:
    """Read the contract again, under a lock that lasts as long as the transaction."""
    return Contract.objects.select_for_update().get(pk=contract.pk)


def _refuse_early_signature(contract: Contract, on: date) -> None:
    obstacles = blockers_for_signature(parties_of(contract, on), on)
    if obstacles:
        told = " ".join(one.sentence for one in obstacles)
        raise RuleViolation(f"La signature attend. {told}", NO_EARLY_SIGNATURE)


def _move(contract: Contract, wanted: ContractState, *, by: Author) -> Contract:
    before = contract.state
    contract.state = wanted
    save_checked(contract)
    record("contract.moved", contract, by=by, changes={"state": [before, wanted]})
    return contract
