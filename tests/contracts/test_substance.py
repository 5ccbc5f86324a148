"""What a contract says crosses its own frames, on its own axes; a priority stays with its authority."""

import pytest

from assemblies.factories import CLERK, make_organisation
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.substance import fill_contract, record_frame, record_priority
from beffroi.contracts.facts import NewAxis, NewCrossing, NewFrame, NewPriority, Sourced, Substance
from beffroi.contracts.kinds import ContractState, FrameKind, PriorityKind, Side, Strength
from beffroi.contracts.models import Contract
from beffroi.core.errors import RuleViolation
from contracts.factories import ON, approve, make_draft, open_votes, organisation_of

pytestmark = pytest.mark.django_db


def a_frame(owner, rank=1):
    facts = NewFrame(owner, FrameKind.PACT, rank, f"Pacte {rank}", "1", 2023, 2028, (Sourced("But"),))
    return record_frame(facts, by=CLERK)


def crossing(frames, crossed, *, axis):
    ambition = crossed.ambitions.get()
    return Substance(
        frames=frames,
        axes=(NewAxis(1, "Axe", "Axe", ()),),
        crossings=(NewCrossing(ambition, axis, Strength.FULL, "Le même but."),),
    )


def test_an_ambition_of_a_frame_that_the_contract_has_not_is_not_crossed():
    contract = make_draft()
    owner = organisation_of(contract, Side.DEPARTEMENT)
    kept, left = a_frame(owner), a_frame(owner, 2)
    with pytest.raises(RuleViolation, match="appartient à un cadre du contrat"):
        fill_contract(contract, crossing((kept,), left, axis=1), by=CLERK)
    assert not contract.axes.exists()


def test_an_ambition_is_not_crossed_with_an_axis_that_is_not_there():
    contract = make_draft()
    frame = a_frame(organisation_of(contract, Side.DEPARTEMENT))
    with pytest.raises(RuleViolation, match="n’a pas d’axe 7"):
        fill_contract(contract, crossing((frame,), frame, axis=7), by=CLERK)
    assert not contract.axes.exists()


def test_a_priority_stays_within_the_frames_of_its_authority():
    mine, other = make_organisation(), make_organisation()
    priority = NewPriority(mine, PriorityKind.values[0], 1, "Santé", (a_frame(other),))
    with pytest.raises(RuleViolation, match="sa propre collectivité"):
        record_priority(priority, by=CLERK)


def test_a_contract_is_active_by_its_signature_alone():
    contract = open_votes(make_draft())
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side)
    move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
    with pytest.raises(RuleViolation, match="ne passe pas à"):
        move_contract(contract, ContractState.ACTIVE, ON, by=CLERK)
    assert Contract.objects.get().signed_on is None
