"""A contract drawn up by both parties: its text opened, the opinions, the votes, and the way back."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from beffroi.contracts.actions.contract import lock, move_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.contracts.models.contract import READERS
from beffroi.contracts.readiness import blockers_for_opinions, blockers_for_votes
from beffroi.contracts.writers import WRITERS
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.ui.parts import Blocker
from beffroi.drafting.actions.texts import freeze_text, open_text
from beffroi.drafting.facts import NewAccess, Section
from beffroi.drafting.kinds import Level
from beffroi.organisations.roles import Role

TEXT_KIND = "contract"
# The parts that a contract has; its parties add theirs.
SECTIONS = (
    ("preambule", "Préambule"),
    ("objet", "Objet du contrat"),
    ("ambitions", "Ambitions des deux parties"),
    ("axes", "Axes de travail communs"),
    ("engagements", "Engagements de chacun"),
    ("operations", "Proposer, examiner et voter une opération"),
    ("communication", "Faire connaître l’aide"),
    ("suivi", "Suivi et réunions"),
    ("duree", "Durée, avenants et fin"),
)


@transaction.atomic
def open_contract_text(contract: Contract, *, by: Author, at: datetime) -> Contract:
    """Open the text that both parties write; each part is theirs to fill.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if held.text_id is not None:
        raise RuleViolation("Le texte de ce contrat est déjà ouvert.")
    if held.model_of_id is not None or held.parties.count() != 2 or not held.is_open_to_edits:
        raise RuleViolation("Le texte s’ouvre pendant la rédaction, une fois les deux parties inscrites.")
    held.text = open_text(
        TEXT_KIND,
        f"Texte : {held}",
        [Section(key, title) for key, title in SECTIONS],
        _access(held),
        by=by,
        at=at,
        home_url=reverse("contracts:writing", args=[held.slug]),
        home_label=str(held)[:120],
    )
    save_checked(held)
    record("contract.text_opened", held, by=by)
    return held


@transaction.atomic
def open_opinions(contract: Contract, on: date, *, by: Author) -> Contract:
    """Send the draft to the commissions, once nothing is missing.

    Raises: RuleViolation.
    """
    held = lock(contract)
    _refuse(blockers_for_opinions(held), "Le projet n’est pas prêt.")
    return move_contract(held, ContractState.OPINIONS, on, by=by)


@transaction.atomic
def return_to_drafting(contract: Contract, reason: str, on: date, *, by: Author) -> Contract:
    """Write again after the opinions, with the reason in the journal.

    Raises: RuleViolation.
    """
    if not reason.strip():
        raise RuleViolation("Dites pourquoi le contrat revient en rédaction.")
    moved = move_contract(contract, ContractState.DRAFTING, on, by=by)
    record("contract.sent_back", moved, by=by, note=reason.strip())
    return moved


@transaction.atomic
def open_votes(contract: Contract, on: date, *, by: Author, at: datetime) -> Contract:
    """Submit to both assemblies the version on which both parties agreed; its text is frozen.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if held.state != ContractState.OPINIONS:
        raise RuleViolation("Le vote s’ouvre après les avis des commissions.")
    _refuse(blockers_for_votes(held), "Le vote attend.")
    if held.text is not None:
        freeze_text(held.text, by=by, at=at)
    return move_contract(held, ContractState.VOTES, on, by=by)


def _refuse(blockers: list[Blocker], head: str) -> None:
    if blockers:
        told = " ".join(one.sentence for one in blockers)
        raise RuleViolation(f"{head} {told}", blockers[0].source)


def _access(contract: Contract) -> list[NewAccess]:
    """Who writes, who agrees, who reads. Source: rights.md, « contract: draft »."""
    found = []
    for party in contract.parties.select_related("organisation"):
        owner, writers = party.organisation, WRITERS[Side(party.side)]
        found += [NewAccess(owner, role, Level.READ) for role in READERS]
        found += [NewAccess(owner, role, Level.WRITE) for role in writers]
        found.append(NewAccess(owner, Role.MANAGER, Level.SIGN))
    return found
