"""What a party's agent may do on a contract now, each with its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.contracts.forms import ApprovalForm
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract, ContractParty
from beffroi.contracts.permissions import can_record_approval, can_show_contract, can_sign_contract
from beffroi.contracts.rules import OPEN_TO_ALL
from beffroi.contracts.votes import party_of
from beffroi.core.ui.forms import Form
from beffroi.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Todo:
    """What is offered to one person; what is not theirs to do is None or False."""

    party: ContractParty | None
    approval: Form | None
    may_sign: bool
    may_show: bool
    may_open_signature: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for this person."""
        return not (self.approval or self.may_sign or self.may_show or self.may_open_signature)


def actions_for(actor: Actor, contract: Contract, forms: Mapping[str, Any], on: date) -> Todo:
    """Offer what the state and the role allow; `forms` holds one that was refused, with what was typed."""
    party = next((one for one in contract.parties.all() if actor.acts_for(one.organisation_id)), None)
    state = ContractState(contract.state)
    approval: Form | None = None
    if party and can_record_approval(actor, party) and state is ContractState.VOTES and not party.approval_id:
        approval = forms.get("approval") or ApprovalForm(party=party)
    signs = can_sign_contract(actor, contract)
    return Todo(
        party=party,
        approval=approval,
        may_sign=signs and state is ContractState.SIGNATURE,
        may_show=can_show_contract(actor, contract)
        and not _is_public(contract)
        and _is_published(contract, on),
        may_open_signature=signs and state is ContractState.ENFORCEABLE,
    )


def _is_public(contract: Contract) -> bool:
    return contract.is_shown_publicly or contract.state in OPEN_TO_ALL


def _is_published(contract: Contract, on: date) -> bool:
    votes = (party_of(one, on).vote for one in contract.parties.all())
    return any(vote is not None and vote.published_on is not None for vote in votes)
