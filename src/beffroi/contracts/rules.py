"""The life of a contract and what its signature waits for: plain values, no table, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beffroi.contracts.kinds import ContractState, OperationStep, Side
from beffroi.law import french

# From each state to those that may follow. The pages, the actions and the tests read this table.
TRANSITIONS: dict[ContractState, frozenset[ContractState]] = {
    ContractState.DRAFTING: frozenset({ContractState.OPINIONS}),
    ContractState.OPINIONS: frozenset({ContractState.VOTES, ContractState.DRAFTING}),
    ContractState.VOTES: frozenset({ContractState.ENFORCEABLE}),
    ContractState.ENFORCEABLE: frozenset({ContractState.SIGNATURE}),
    ContractState.SIGNATURE: frozenset({ContractState.ACTIVE}),
    ContractState.ACTIVE: frozenset({ContractState.REVIEW}),
    ContractState.REVIEW: frozenset({ContractState.CLOSED}),
    ContractState.CLOSED: frozenset(),
}
# These two need more than a move: a vote of each party, a date of signature.
BY_THEIR_OWN_ACTION = frozenset({ContractState.ENFORCEABLE, ContractState.ACTIVE})
SIGNED = (ContractState.ACTIVE, ContractState.REVIEW, ContractState.CLOSED)
# Both votes are enforceable: anyone may read the contract. Source: rights.md.
OPEN_TO_ALL = (ContractState.SIGNATURE, *SIGNED)

# Indicative days for each step of an operation: none is a legal delay, and each contract sets its own.
DEFAULT_DELAYS: dict[str, int] = {
    OperationStep.ENGINEERING: 30,
    OperationStep.COMPLETION: 30,
    OperationStep.COHERENCE: 30,
    OperationStep.SCHEMES: 21,
    OperationStep.ROUTING: 14,
    OperationStep.SHEET: 30,
    OperationStep.COUNTERSIGN: 14,
    OperationStep.REPORT: 21,
    OperationStep.AGENDA: 30,
    OperationStep.REOPENED: 30,
    OperationStep.SCHEME_ROAD: 90,
}
INDICATIVE = "délai indicatif, réglage du contrat"
# Kinds of operation that spend no investment money, by their slugs.
NOT_INVESTMENT = frozenset({"study", "event", "operating"})

NO_EARLY_SIGNATURE = "CE, avis, 10 juin 1996, n° 176873"
ARTICLES = {
    Side.EPCI: "CGCT, art. L2131-1, L5211-3",
    Side.DEPARTEMENT: "CGCT, art. L3131-1",
}
BOTH_ENFORCEABLE = (
    "Les deux délibérations doivent être exécutoires avant la signature : "
    "CGCT, art. L2131-1, L3131-1, L5211-3 ; CE, avis, 10 juin 1996, n° 176873."
)


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the commissions of one party said before its vote."""

    total: int
    favourable: int
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A party's deliberation on the contract, and what happened to it since."""

    voted_on: date
    is_adopted: bool = True
    must_be_transmitted: bool = True
    received_on: date | None = None
    published_on: date | None = None
    enforceable_on: date | None = None
    # The sentence that says why it no longer holds: withdrawn, repealed, suspended, annulled; else empty.
    fallen: str = ""
    opinions: Opinions = Opinions(0, 0)


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two authorities, as sentences need it: « l’agglomération », « le Département »."""

    side: Side
    called: str
    vote: Vote | None = None

    def has_voted(self) -> bool:
        """Whether its assembly approved."""
        return self.vote is not None and self.vote.is_adopted

    def is_enforceable(self, on: date) -> bool:
        """Whether its vote may be acted upon that day."""
        return not obstacles_of(self, on)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps the contract from being signed: who must act, on what, by which article."""

    code: str
    side: Side
    sentence: str
    source: str


def may_follow(state: ContractState, wanted: ContractState) -> bool:
    """Whether the table lets one state follow another."""
    return wanted in TRANSITIONS[state]


def blockers_for_signature(parties: Sequence[Party], on: date) -> list[Obstacle]:
    """Name everything that the signature waits for that day; an empty list means that nothing forbids it.

    Source: CGCT L2131-1, L3131-1, L5211-3; CE avis 10 June 1996, 176873: a later transmission does not mend
    a signature that came before it.
    """
    found: list[Obstacle] = []
    for side in (Side.EPCI, Side.DEPARTEMENT):
        party = next((one for one in parties if one.side == side), None)
        if party is None:
            sentence = f"Le contrat n’a pas encore de partie « {side.label} »."
            found.append(Obstacle("no-party", side, sentence, ARTICLES[side]))
        else:
            found += obstacles_of(party, on)
    return found


def obstacles_of(party: Party, on: date) -> list[Obstacle]:
    """Name what one party's vote lacks that day."""
    article, vote = ARTICLES[party.side], party.vote
    if vote is None:
        sentence = f"Aucun vote {of(party.called)} n’est enregistré."
        return [Obstacle("no-vote", party.side, sentence, article)]
    if not vote.is_adopted:
        sentence = f"Le vote {of(party.called)} a rejeté le contrat."
        return [Obstacle("rejected", party.side, sentence, article)]
    if vote.fallen:
        sentence = f"La délibération {of(party.called)} ne tient plus. {vote.fallen}"
        return [Obstacle("fallen", party.side, sentence, article)]
    return _dates_missing(party, vote, on)


def _dates_missing(party: Party, vote: Vote, on: date) -> list[Obstacle]:
    article, whose = ARTICLES[party.side], of(party.called)
    found = []
    if vote.must_be_transmitted and vote.received_on is None:
        sentence = f"La délibération {whose} n’a pas de date de réception en préfecture."
        found.append(Obstacle("not-transmitted", party.side, sentence, f"{article} ; {NO_EARLY_SIGNATURE}"))
    if vote.published_on is None:
        sentence = f"La délibération {whose} n’a pas de date de publication."
        found.append(Obstacle("not-published", party.side, sentence, article))
    if found:
        return found
    if vote.enforceable_on is None:
        sentence = f"La date où la délibération {whose} devient exécutoire n’est pas connue."
        return [Obstacle("not-enforceable", party.side, sentence, article)]
    if vote.enforceable_on > on:
        told = french.french_date(vote.enforceable_on)
        sentence = f"La délibération {whose} ne sera exécutoire que le {told}."
        return [Obstacle("not-enforceable-yet", party.side, sentence, article)]
    return []


def the(called: str) -> str:
    """Begin a sentence with a party. Example: « le Département » → « Le Département »."""
    return called[:1].upper() + called[1:]


def of(called: str) -> str:
    """Say whose. Example: « le Département » → « du Département »."""
    return f"du {called.removeprefix('le ')}" if called.startswith("le ") else f"de {called}"


def to(called: str) -> str:
    """Say to whom. Example: « le Département » → « au Département »."""
    return f"au {called.removeprefix('le ')}" if called.startswith("le ") else f"à {called}"
