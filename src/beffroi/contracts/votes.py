"""From the register's tables to the plain votes that the rules read."""

from collections.abc import Iterable
from typing import Any

from beffroi.assemblies.kinds import Effect, EventKind, Outcome
from beffroi.assemblies.models import ActEvent, Deliberation
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract, ContractParty
from beffroi.contracts.rules import Opinions, Party, Vote
from beffroi.law.enforceable import enforceable_on

# What ends an act, or holds it up; the latest of these and of the lifting decides.
FALLEN = {
    EventKind.WITHDRAWAL: "elle a été retirée",
    EventKind.REPEAL: "elle a été abrogée",
    EventKind.ANNULMENT: "elle a été annulée",
    EventKind.SUSPENSION: "elle est suspendue",
}


def parties_of(contract: Contract) -> list[Party]:
    """Give the parties with their votes; the contract was read `with_parties()` and its approvals' events."""
    return [party_of(one) for one in contract.parties.all()]


def party_of(party: ContractParty) -> Party:
    """Give one party with its vote."""
    act = party.approval
    return Party(Side(party.side), party.called, vote_of(act) if act else None)


def vote_of(act: Deliberation) -> Vote:
    """Tell a deliberation's vote, its dates and whether it still holds."""
    events = list(act.events.all())
    received_on = _last(events, EventKind.TRANSMISSION, "received_on")
    published_on = _last(events, EventKind.PUBLICATION, "happened_on")
    reckoned = enforceable_on(
        received_on,
        published_on,
        individual=act.effect == Effect.INDIVIDUAL,
        notified_on=_last(events, EventKind.NOTIFICATION, "happened_on"),
        transmission_required=act.must_be_transmitted,
        assembly=act.sitting.assembly.regime,
    )
    return Vote(
        voted_on=act.sitting.held_on,
        is_adopted=act.outcome == Outcome.ADOPTED,
        must_be_transmitted=act.must_be_transmitted,
        received_on=received_on,
        published_on=published_on,
        enforceable_on=reckoned.value,
        fallen=_fallen(events),
        opinions=_opinions(act),
    )


def _last(events: Iterable[ActEvent], kind: EventKind, field: str) -> Any:
    """The date of the last event of a kind: a second transmission counts, not the first."""
    dates = [getattr(one, field) for one in events if one.kind == kind]
    return next((on for on in reversed(dates) if on is not None), None)


def _fallen(events: Iterable[ActEvent]) -> str:
    told = ""
    for one in events:
        kind = EventKind(one.kind)
        if kind in FALLEN:
            told = FALLEN[kind]
        elif kind is EventKind.SUSPENSION_LIFTED and told == FALLEN[EventKind.SUSPENSION]:
            told = ""
    return told


def _opinions(act: Deliberation) -> Opinions:
    rows = list(act.opinions.all())
    dates = sorted(one.given_on for one in rows if one.given_on is not None)
    return Opinions(
        total=len(rows),
        favourable=sum(one.is_favourable is True for one in rows),
        first_on=dates[0] if dates else None,
        last_on=dates[-1] if dates else None,
    )
