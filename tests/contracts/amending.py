"""Amendments of an invented contract, made by the real actions."""

from datetime import date
from itertools import count
from typing import Any

from assemblies.factories import CLERK, make_sealed, make_sitting, publish_act, transmit
from beffroi.assemblies.models import Assembly, Deliberation
from beffroi.contracts.amendments.actions import (
    AmendmentFacts,
    approve_amendment,
    draft_amendment,
    move_amendment,
    sign_amendment,
)
from beffroi.contracts.amendments.changes import alter_entry
from beffroi.contracts.amendments.gather import THE_ONE
from beffroi.contracts.kinds import AmendmentState, Side, Target
from beffroi.contracts.models import Amendment, Contract
from contracts.factories import ON, SIGNED_AT, make_signed, signing_facts

FACTS = AmendmentFacts("Prolonger le contrat d’un an", "Deux chantiers finiront plus tard.")
_days = count(1)


def make_amendment(contract: Contract | None = None, **after: Any) -> Amendment:
    """An amendment in drafting, that prolongs the contract or changes its other general terms."""
    amendment = draft_amendment(contract or make_signed(), FACTS, by=CLERK)
    return alter_entry(amendment, Target.CONTRACT, THE_ONE, after or {"ends_year": 2028}, ON, by=CLERK)


def vote_of(amendment: Amendment, side: Side, **changes: Any) -> Deliberation:
    """A sealed act of a side's council, that says who signs."""
    organisation = amendment.contract.parties.get(side=side).organisation
    council = Assembly.objects.get(organisation=organisation)
    authorised = {"signatory_name": "Camille DURAND", "signatory_capacity": "président"}
    # An older sitting: each vote has its day, and its dates may all be told.
    sitting = make_sitting(
        council, held_on=date(2024, 2, 1 + next(_days) % 27), dispatched_on=date(2024, 1, 2)
    )
    return make_sealed(sitting, **(authorised | changes))


def approve_by(amendment: Amendment, side: Side, *, published: bool = True, **changes: Any) -> Deliberation:
    """Tie the vote of a side to the amendment, transmitted, published or not."""
    act = vote_of(amendment, side, **changes)
    approve_amendment(amendment, amendment.contract.parties.get(side=side), act, by=CLERK)
    transmit(act)
    if published:
        publish_act(act)
    return act


def make_voted(amendment: Amendment) -> Amendment:
    """Carry an amendment to its signature."""
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve_by(amendment, side)
    return move_amendment(amendment, AmendmentState.ENFORCEABLE, ON, by=CLERK)


def make_signed_amendment(amendment: Amendment | None = None, **changes: Any) -> Amendment:
    """An amendment in force."""
    voted = make_voted(amendment or make_amendment())
    sign_amendment(voted, signing_facts(**changes), by=CLERK, at=SIGNED_AT)
    return Amendment.objects.select_related("contract").get(pk=voted.pk)
