"""Amendments of an invented contract, made by the real actions."""

from datetime import date, timedelta
from typing import Any

from assemblies.factories import CLERK, make_sealed, make_sitting, publish_act, transmit
from beffroi.assemblies.models import Assembly, Deliberation, Sitting
from beffroi.contracts.amendments.actions import (
    AmendmentFacts,
    approve_amendment,
    draft_amendment,
    move_amendment,
    sign_amendment,
)
from beffroi.contracts.amendments.added import write_added
from beffroi.contracts.amendments.changes import alter_entry
from beffroi.contracts.amendments.gather import THE_ONE
from beffroi.contracts.kinds import AmendmentState, Side, Target
from beffroi.contracts.models import Amendment, Contract
from contracts.factories import ON, SIGNED_AT, make_signed, signing_facts

FACTS = AmendmentFacts("Prolonger le contrat d’un an", "Deux chantiers finiront plus tard.")


def make_amendment(contract: Contract | None = None, **after: Any) -> Amendment:
    """An amendment in drafting, that prolongs the contract or changes its other general terms."""
    amendment = draft_amendment(contract or make_signed(), FACTS, by=CLERK)
    return alter_entry(amendment, Target.CONTRACT, THE_ONE, after or {"ends_year": 2028}, ON, by=CLERK)


def vote_of(amendment: Amendment, side: Side, **changes: Any) -> Deliberation:
    """A sealed act of a side's council, that says who signs."""
    organisation = amendment.contract.parties.get(side=side).organisation
    council = Assembly.objects.get(organisation=organisation)
    authorised = {"signatory_name": "Camille DURAND", "signatory_capacity": "président"}
    # A sitting of its own, on the first free day: an assembly sits once a day.
    taken = set(Sitting.objects.filter(assembly=council).values_list("held_on", flat=True))
    free = (date(2024, 2, 5) + timedelta(days=one) for one in range(30))
    held_on = next(one for one in free if one not in taken)
    sitting = make_sitting(council, held_on=held_on, dispatched_on=date(2024, 1, 2))
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


def put_in_force(amendment: Amendment, on: date) -> Amendment:
    """Let a draft be in force from a day, with the rows that its signature writes, without its votes."""
    found = Amendment.objects.filter(pk=amendment.pk)
    found.update(state=AmendmentState.ENFORCEABLE)
    write_added(found.select_related("contract").get())
    found.update(state=AmendmentState.SIGNED, signed_on=on)
    return found.get()
