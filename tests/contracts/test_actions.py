"""The one road of a contract: written, voted by each side, signed; every refusal on the way."""

from datetime import date

import pytest

from assemblies.factories import (
    AT,
    CLERK,
    make_deliberation,
    make_organisation,
    make_sitting,
    publish_act,
    transmit,
)
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.facts import EventFacts, VoteFacts
from beffroi.assemblies.kinds import EventKind, Outcome
from beffroi.contracts.actions.contract import (
    add_party,
    create_contract,
    move_contract,
    record_approval,
    show_contract,
)
from beffroi.contracts.actions.signature import sign_contract
from beffroi.contracts.actions.substance import fill_contract, record_frame
from beffroi.contracts.facts import NewAxis, NewFrame, Sourced, Substance
from beffroi.contracts.kinds import ContractState, FrameKind, Side
from beffroi.contracts.models import Contract
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.roles import OrganisationKind
from contracts.factories import (
    ON,
    SIGNED_AT,
    approve,
    contract_facts,
    council_of,
    fill,
    make_draft,
    make_signed,
    make_vote,
    open_votes,
    party_facts,
    signing_facts,
)

pytestmark = pytest.mark.django_db


def refusal(action, *args, **kwargs) -> str:
    with pytest.raises(RuleViolation) as caught:
        action(*args, **kwargs)
    return caught.value.message


def verbs(contract: Contract) -> list[str]:
    return list(JournalEntry.objects.about(contract).order_by("pk").values_list("verb", flat=True))


def test_the_whole_road_is_told_by_the_journal():
    contract = make_signed()
    assert contract.state == ContractState.ACTIVE
    assert contract.signed_on == ON
    assert verbs(contract) == [
        "contract.created", "contract.party_added", "contract.party_added", "contract.filled",
        "contract.moved", "contract.moved", "contract.approved", "contract.approved", "contract.moved",
        "contract.moved", "contract.signed",
    ]  # fmt: skip
    last = JournalEntry.objects.about(contract).first()
    assert last is not None
    assert last.changes["state"] == ["signature", "active"]


def test_a_slug_is_used_once():
    contract = make_draft()
    assert "existe déjà" in refusal(create_contract, contract_facts(slug=contract.slug), by=CLERK)


def test_a_party_must_be_of_the_nature_of_its_side():
    contract = create_contract(contract_facts(), by=CLERK)
    commune = make_organisation(kind=OrganisationKind.COMMUNE)
    assert "nature" in refusal(add_party, contract, party_facts(Side.EPCI, commune), by=CLERK)


def test_a_real_authority_does_not_enter_a_fictitious_contract():
    contract = create_contract(contract_facts(), by=CLERK)
    real = make_organisation(is_fictitious=False)
    assert "territoire fictif" in refusal(add_party, contract, party_facts(Side.EPCI, real), by=CLERK)
    assert not contract.parties.exists()


def test_a_contract_has_one_epci():
    contract = make_draft()
    assert "une seule intercommunalité" in refusal(add_party, contract, party_facts(Side.EPCI), by=CLERK)


def test_no_party_enters_after_the_drafting():
    contract = open_votes(make_draft())
    assert "rédaction" in refusal(add_party, contract, party_facts(Side.EPCI), by=CLERK)


def test_a_contract_is_filled_once_and_in_drafting():
    contract = fill(make_draft())
    empty = Substance(frames=(), axes=(NewAxis(1, "Axe", "Axe", ()),))
    assert "déjà un contenu" in refusal(fill_contract, contract, empty, by=CLERK)
    other = open_votes(make_draft())
    assert "pendant sa rédaction" in refusal(fill_contract, other, empty, by=CLERK)


def test_the_frames_of_a_stranger_are_refused():
    stranger = NewFrame(make_organisation(), FrameKind.PACT, 1, "Pacte", "1", 2023, 2028, (Sourced("But"),))
    frame = record_frame(stranger, by=CLERK)
    substance = Substance(frames=(frame,), axes=(NewAxis(1, "Axe", "Axe", ()),))
    assert "deux parties" in refusal(fill_contract, make_draft(), substance, by=CLERK)


@pytest.mark.parametrize("wanted", [ContractState.SIGNATURE, ContractState.ACTIVE, ContractState.ENFORCEABLE])
def test_a_draft_skips_no_state(wanted):
    assert "ne passe pas" in refusal(move_contract, make_draft(), wanted, ON, by=CLERK)


def test_a_vote_is_tied_only_when_the_contract_is_put_to_the_vote():
    contract = make_draft()
    act = make_vote(contract, Side.EPCI)
    assert "soumis au vote" in refusal(record_approval, contract.parties.get(side="epci"), act, by=CLERK)


def test_the_vote_of_the_other_authority_is_refused():
    contract = open_votes(make_draft())
    act = make_vote(contract, Side.DEPARTEMENT)
    party = contract.parties.get(side="epci")
    assert "une autre collectivité" in refusal(record_approval, party, act, by=CLERK)


def test_a_draft_of_an_act_approves_nothing():
    contract = open_votes(make_draft())
    act = make_deliberation(make_sitting(council_of(contract, Side.EPCI)))
    assert "scellée" in refusal(record_approval, contract.parties.get(side="epci"), act, by=CLERK)


def test_a_rejected_act_approves_nothing():
    contract = open_votes(make_draft())
    rejected = VoteFacts(Outcome.REJECTED, votes_for=0, votes_against=7, abstentions=0, not_voting=0)
    act = make_vote(contract, Side.EPCI, vote=rejected)
    assert "rejetée" in refusal(record_approval, contract.parties.get(side="epci"), act, by=CLERK)


def test_a_party_approves_once():
    contract = open_votes(make_draft())
    approve(contract, Side.EPCI)
    party = contract.parties.get(side="epci")
    again = party.approval
    assert "déjà approuvé" in refusal(record_approval, party, again, by=CLERK)


def test_the_last_vote_carries_the_contract_on():
    contract = open_votes(make_draft())
    approve(contract, Side.EPCI)
    assert Contract.objects.get(pk=contract.pk).state == ContractState.VOTES
    approve(contract, Side.DEPARTEMENT)
    assert Contract.objects.get(pk=contract.pk).state == ContractState.ENFORCEABLE


def test_the_signature_opens_when_the_last_missing_date_is_known():
    contract = open_votes(make_draft())
    approve(contract, Side.EPCI)
    act = approve(contract, Side.DEPARTEMENT, received=False, published=False)
    opening = (contract, ContractState.SIGNATURE, ON)
    assert "réception en préfecture" in refusal(move_contract, *opening, by=CLERK)
    transmit(act)
    assert "publication" in refusal(move_contract, *opening, by=CLERK)
    publish_act(act)
    assert move_contract(*opening, by=CLERK).state == ContractState.SIGNATURE


def test_a_signature_dated_before_the_votes_were_enforceable_is_refused():
    contract = open_votes(make_draft())
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side)
    move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
    with pytest.raises(RuleViolation) as caught:
        sign_contract(contract, signing_facts(date(2024, 3, 13)), by=CLERK, at=SIGNED_AT)
    assert "176873" in caught.value.source
    assert Contract.objects.get(pk=contract.pk).signed_on is None


def test_a_vote_withdrawn_before_the_signature_stops_it():
    contract = open_votes(make_draft())
    approve(contract, Side.EPCI)
    act = approve(contract, Side.DEPARTEMENT)
    withdrawal = EventFacts(happened_on=date(2024, 3, 18), reason="vice de forme")
    record_event(act, EventKind.WITHDRAWAL, withdrawal, by=CLERK, at=AT)
    message = refusal(move_contract, contract, ContractState.SIGNATURE, ON, by=CLERK)
    assert "ne tient plus" in message


def test_a_draft_is_shown_with_the_published_act_that_approves_it():
    contract = open_votes(make_draft())
    assert "délibération publiée" in refusal(show_contract, contract, ON, by=CLERK)
    act = approve(contract, Side.EPCI, published=False)
    assert "délibération publiée" in refusal(show_contract, contract, ON, by=CLERK)
    publish_act(act)
    assert show_contract(contract, ON, by=CLERK).is_shown_publicly
    show_contract(contract, ON, by=CLERK)
    assert verbs(contract).count("contract.shown") == 1


def test_a_signed_contract_goes_to_its_review_then_closes():
    contract = make_signed()
    assert "ne se signe pas" in refusal(sign_contract, contract, signing_facts(), by=CLERK, at=SIGNED_AT)
    move_contract(contract, ContractState.REVIEW, ON, by=CLERK)
    closed = move_contract(contract, ContractState.CLOSED, ON, by=CLERK)
    assert closed.signed_on == ON
    assert "ne passe pas" in refusal(move_contract, contract, ContractState.DRAFTING, ON, by=CLERK)
