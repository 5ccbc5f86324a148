"""An invented contract between two invented authorities, made by the real actions."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from assemblies.factories import (
    CLERK,
    make_assembly,
    make_organisation,
    make_sealed,
    make_sitting,
    publish_act,
    transmit,
)
from beffroi.assemblies.models import Assembly, Deliberation
from beffroi.contracts.actions.contract import (
    add_party,
    create_contract,
    move_contract,
    record_approval,
)
from beffroi.contracts.actions.signature import Signer, SigningFacts, sign_contract
from beffroi.contracts.actions.substance import fill_contract, record_frame
from beffroi.contracts.facts import (
    NewAttention,
    NewAxis,
    NewClause,
    NewCommitment,
    NewCommune,
    NewContract,
    NewCrossing,
    NewFrame,
    NewMention,
    NewParty,
    Sourced,
    Substance,
)
from beffroi.contracts.kinds import (
    ClauseScope,
    CommitmentKind,
    ContractState,
    FrameKind,
    MentionKind,
    Side,
    Strength,
)
from beffroi.contracts.models import Contract
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind

ON = date(2024, 4, 1)
SIGNED_AT = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)
CALLED = {Side.EPCI: "l’agglomération", Side.DEPARTEMENT: "le Département"}
KINDS = {Side.EPCI: AssemblyKind.EPCI, Side.DEPARTEMENT: AssemblyKind.DEPARTEMENT}
AIMS = (Sourced("Ouvrir"), Sourced("Relier"))
MEETINGS = NewCommitment(Side.BOTH, CommitmentKind.GOVERNANCE, "se réunissent chaque année", 14)
HALL = NewMention(MentionKind.PAST, "Halle", 19, place="Roncevent", commune_code="00001", period="2019")
_numbers = count(1)


def contract_facts(**changes: Any) -> NewContract:
    """The contract of an invented territory."""
    facts: dict[str, Any] = {
        "slug": f"contrat-{next(_numbers)}",
        "title": "Contrat territorial",
        "starts_year": 2024,
        "ends_year": 2027,
        "is_fictitious": True,
        "copies_count": 2,
        "place_of_signature": "Ambreville",
        **changes,
    }
    return NewContract(**facts)


def party_facts(side: Side, organisation: Organisation | None = None, **changes: Any) -> NewParty:
    """A party of one side."""
    kind = OrganisationKind(side.value)
    facts: dict[str, Any] = {
        "organisation": organisation or make_organisation(kind=kind),
        "side": side,
        "rank": 1 if side is Side.EPCI else 2,
        "introduction": "La communauté d’agglomération de" if side is Side.EPCI else "et le Département de",
        "cover_name": "Val-Clair" if side is Side.EPCI else "l’Ambre",
        "called": CALLED[side],
        "representative_name": "Camille Durand",
        "representative_capacity": "président",
        **changes,
    }
    return NewParty(**facts)


def make_draft(**changes: Any) -> Contract:
    """A contract in drafting, with its two parties."""
    contract = create_contract(contract_facts(**changes), by=CLERK)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        organisation = make_organisation(
            kind=OrganisationKind(side.value), is_fictitious=contract.is_fictitious
        )
        add_party(contract, party_facts(side, organisation), by=CLERK)
    return contract


def organisation_of(contract: Contract, side: Side) -> Organisation:
    """The authority of a side."""
    return contract.parties.get(side=side).organisation


def fill(contract: Contract) -> Contract:
    """Write a little of everything in a contract."""
    owner = organisation_of(contract, Side.DEPARTEMENT)
    frame = record_frame(
        NewFrame(
            owner,
            FrameKind.PACT,
            1,
            "Pacte des bourgs",
            "1",
            2023,
            2028,
            AIMS,
        ),
        by=CLERK,
    )
    first = frame.ambitions.get(rank=1)
    return fill_contract(
        contract,
        Substance(
            frames=(frame,),
            axes=(NewAxis(1, "Rapprocher les services", "Services", (Sourced("Guichets", 12),), 11),),
            crossings=(NewCrossing(first, 1, Strength.FULL, "C’est le même but.", 13),),
            commitments=(
                NewCommitment(Side.BOTH, CommitmentKind.GOVERNANCE, "se réunissent chaque année", 14),
            ),
            target_publics=(Sourced("collégiens", 15),),
            attention_points=(NewAttention("Eau", "Combien d’eau ?", line=16),),
            clauses=(NewClause("Poser une plaque", "Bâtiments", ClauseScope.BUILDING, "Photo", True, 17),),
            mentions=(
                NewMention(MentionKind.CITED, "Maison de services", 18, axis_rank=1),
                HALL,
            ),
            communes=(
                NewCommune("00001", "Roncevent", Decimal("-30.02"), Decimal("45.01"), 18420),
                NewCommune("00002", "Ambreville", Decimal("-29.91"), Decimal("45.05"), 26310),
                NewCommune("00003", "Fontambre", Decimal("-29.98"), Decimal("45.03"), 7720),
                NewCommune("00004", "Moulinvert", Decimal("-29.95"), Decimal("44.95"), 4085),
            ),
        ),
        by=CLERK,
    )


def open_votes(contract: Contract) -> Contract:
    """Carry a draft to the votes."""
    move_contract(contract, ContractState.OPINIONS, ON, by=CLERK)
    return move_contract(contract, ContractState.VOTES, ON, by=CLERK)


def council_of(contract: Contract, side: Side) -> Assembly:
    """The council of a side."""
    return make_assembly(members=11, organisation=organisation_of(contract, side), kind=KINDS[side])


def make_vote(contract: Contract, side: Side, **changes: Any) -> Deliberation:
    """A sealed act of a side's council, that says who signs."""
    authorised = {"signatory_name": "Camille DURAND", "signatory_capacity": "président"}
    return make_sealed(make_sitting(council_of(contract, side)), **(authorised | changes))


def approve(
    contract: Contract, side: Side, *, received: bool = True, published: bool = True, **changes: Any
) -> Deliberation:
    """Tie the vote of a side to the contract, with its dates or without."""
    act = make_vote(contract, side, **changes)
    record_approval(contract.parties.get(side=side), act, by=CLERK)
    if received:
        transmit(act)
    if published:
        publish_act(act)
    return act


def make_signed(*, prepare: Callable[[Contract], object] = str, **changes: Any) -> Contract:
    """A contract that both approved, then signed; `prepare` writes more in its draft: its settings, say."""
    contract = fill(make_draft(**changes))
    prepare(contract)
    open_votes(contract)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side)
    move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
    sign_contract(contract, signing_facts(), by=CLERK, at=SIGNED_AT)
    return Contract.objects.get(pk=contract.pk)


def signing_facts(signed_on: date = ON, **changes: Any) -> SigningFacts:
    """A signature by those whom the acts authorise."""
    facts: dict[str, Any] = {
        "signed_on": signed_on,
        "place": "Ambreville",
        "copies_count": 2,
        "signers": tuple(
            Signer(side, "Camille Durand", "président") for side in (Side.EPCI, Side.DEPARTEMENT)
        ),
        **changes,
    }
    return SigningFacts(**facts)


def signature(**changes: str) -> dict[str, str]:
    """The same signature, as a form sends it."""
    return {
        "signed_on": "01/04/2024",
        "place": "Ambreville",
        "copies_count": "2",
        **{f"name_{side.value}": "Camille Durand" for side in (Side.EPCI, Side.DEPARTEMENT)},
        **{f"capacity_{side.value}": "président" for side in (Side.EPCI, Side.DEPARTEMENT)},
        **changes,
    }


def make_signable(**changes: Any) -> Contract:
    """A contract that waits for nothing but its signature; `changes` are those of both acts."""
    contract = open_votes(fill(make_draft()))
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side, **changes)
    return move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
