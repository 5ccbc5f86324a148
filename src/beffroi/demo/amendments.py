"""The amendment of the invented contract: drafted, voted by both councils, signed, by the real actions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from beffroi.contracts.amendments.actions import (
    AmendmentFacts,
    approve_amendment,
    draft_amendment,
    move_amendment,
    sign_amendment,
)
from beffroi.contracts.amendments.changes import add_entry
from beffroi.contracts.kinds import AmendmentState, Target
from beffroi.contracts.models import Ambition, Amendment, Contract
from beffroi.core.dates import local_day
from beffroi.core.journal.authors import SYSTEM
from beffroi.demo.councils import later_act
from beffroi.demo.signing import signing_of
from beffroi.organisations.models import Organisation

Told = Mapping[str, Any]


def load_amendment(
    contract: Contract, told: Told, places: Mapping[str, Organisation], *, at: datetime
) -> Amendment | None:
    """Load the amendment of a space; None before the day of its signature."""
    facts = told["amendment"]
    if local_day(at) < facts["signed_on"]:
        return None
    what = AmendmentFacts(facts["title"], facts["why"], money_note=facts["money_note"])
    amendment = draft_amendment(contract, what, by=SYSTEM)
    for one in facts["additions"]:
        _add(amendment, one, facts)
    amendment = move_amendment(amendment, AmendmentState.VOTES, facts["drafted_on"], by=SYSTEM)
    councils = {one["organisation"]: one for one in told["councils"]}
    for sitting in facts["councils"]:
        organisation = places[sitting["organisation"]]
        act = later_act({**councils[sitting["organisation"]], **sitting}, organisation, by=SYSTEM, at=at)
        approve_amendment(amendment, contract.parties.get(organisation=organisation), act, by=SYSTEM)
    amendment = move_amendment(amendment, AmendmentState.ENFORCEABLE, facts["opened_on"], by=SYSTEM)
    sign_amendment(amendment, signing_of(contract, facts["signed_on"]), by=SYSTEM, at=at)
    return amendment


def _add(amendment: Amendment, one: Told, facts: Told) -> None:
    """Write one addition; a crossing names its axis by its rank and its ambition by its words."""
    contract, marks = amendment.contract, {}
    if "axis" in one:
        ambition = Ambition.objects.get(frame__contracts=contract, title=one["ambition"])
        marks = {"axis": str(contract.axes.get(rank=one["axis"]).pk), "ambition": str(ambition.pk)}
    add_entry(amendment, Target(one["target"]), one["values"], facts["drafted_on"], by=SYSTEM, **marks)
