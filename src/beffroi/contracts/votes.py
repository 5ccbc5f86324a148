"""From the register's tables to the plain votes that the rules read."""

from collections.abc import Sequence
from datetime import date

from beffroi.assemblies.gather import calendar_of
from beffroi.assemblies.kinds import ActState, Outcome
from beffroi.assemblies.models import Deliberation, RegisterEntry
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract, ContractParty
from beffroi.contracts.rules import Opinions, Party, Vote

# In these states an act may not be acted upon any more, whatever its dates were.
FALLEN = {ActState.SUSPENDED, ActState.WITHDRAWN, ActState.REPEALED, ActState.ANNULLED}


def parties_of(contract: Contract, on: date) -> list[Party]:
    """Give the parties with their votes as known that day."""
    return [party_of(one, on) for one in contract.parties.all()]


def without_unpublished(contracts: Sequence[Contract]) -> Sequence[Contract]:
    """Leave aside, on contracts read for the public with their parties, the votes that are not published.

    A contract that such a vote has moved on stands, for the public, where it stood before.
    """
    voted = [(one, party) for one in contracts for party in one.parties.all() if party.approval_id]
    acts = RegisterEntry.objects.filter(deliberation__in={party.approval_id for _, party in voted})
    published = set(acts.values_list("deliberation_id", flat=True))
    for contract, party in voted:
        if party.approval_id not in published:
            party.approval = None
            contract.state = ContractState.VOTES
    return contracts


def party_of(party: ContractParty, on: date) -> Party:
    """Give one party with its vote as known that day."""
    act = party.approval
    return Party(Side(party.side), party.called, vote_of(act, on) if act else None)


def vote_of(act: Deliberation, on: date) -> Vote:
    """Tell a deliberation's vote, its dates as known that day, and whether it holds."""
    calendar = calendar_of(act, on)
    return Vote(
        voted_on=act.sitting.held_on,
        is_adopted=act.outcome == Outcome.ADOPTED,
        must_be_transmitted=act.must_be_transmitted,
        received_on=calendar.received_on,
        published_on=calendar.published_on,
        enforceable_on=calendar.enforceable_on,
        fallen=calendar.reason if calendar.state in FALLEN else "",
        opinions=_opinions(act),
    )


def _opinions(act: Deliberation) -> Opinions:
    rows = list(act.opinions.all())
    dates = sorted(one.given_on for one in rows if one.given_on is not None)
    return Opinions(
        total=len(rows),
        favourable=sum(one.is_favourable is True for one in rows),
        first_on=dates[0] if dates else None,
        last_on=dates[-1] if dates else None,
    )
