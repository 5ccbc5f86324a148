"""What the crossing, the frames and the terms of a draft refuse, whoever asks: no page stands before them."""

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.crossing import (
    choose_frames,
    confirm_crossing,
    cross,
    crossing_values,
    uncross,
)
from beffroi.contracts.actions.frames import FIELDS, FrameRows, edit_frame, frame_values
from beffroi.contracts.actions.terms import remove_commune, set_delays
from beffroi.contracts.kinds import ContractState, Side, Strength
from beffroi.contracts.models import Ambition, Axis, Crossing
from beffroi.contracts.models.settings import delays_of
from beffroi.contracts.tokens import EditConflict, token_of
from beffroi.core.errors import RuleViolation
from contracts.factories import ON, make_draft
from contracts.writing.browsing import crossed
from contracts.writing.factories import AT, add_axis, make_frame

pytestmark = pytest.mark.django_db
EMPTY = token_of(crossing_values(None))
VALUES = {"strength": Strength.FULL, "met_ambition": None, "why": "même but"}


@pytest.fixture
def contract():
    return make_draft()


@pytest.fixture
def cell(contract):
    """An ambition, an axis, and an ambition of the other party."""
    ambition, axis, theirs = crossed(contract)
    return Ambition.objects.get(pk=ambition), Axis.objects.get(pk=axis), theirs.ambitions.get()


def test_a_frame_of_a_stranger_is_not_chosen(contract):
    mine, stranger = make_frame(contract, Side.EPCI), make_frame(make_draft(), Side.EPCI)
    with pytest.raises(RuleViolation, match="d’aucune autre"):
        choose_frames(contract, [mine, stranger], by=CLERK)
    assert not contract.frames.exists()
    assert choose_frames(contract, [mine], by=CLERK).frames.get() == mine


def test_an_axis_of_another_contract_is_not_crossed(contract, cell):
    ambition, _, _ = cell
    with pytest.raises(RuleViolation, match="n’est pas de ce contrat"):
        cross(contract, ambition, add_axis(make_draft()), VALUES, EMPTY, by=CLERK)
    assert not Crossing.objects.exists()


def test_an_ambition_of_a_frame_that_the_contract_does_not_use_is_not_crossed(contract, cell):
    _, axis, _ = cell
    unused = make_frame(contract, Side.EPCI, "Ailleurs", version="2")
    with pytest.raises(RuleViolation, match="n’est pas de ce contrat"):
        cross(contract, unused.ambitions.get(), axis, VALUES, EMPTY, by=CLERK)
    assert not Crossing.objects.exists()


def test_an_ambition_meets_one_of_the_other_party_in_a_frame_of_the_contract(contract, cell):
    ambition, axis, theirs = cell
    own = ambition.frame.ambitions.exclude(pk=ambition.pk).get()
    unused = make_frame(contract, Side.EPCI, "Ailleurs", version="2").ambitions.get()
    for met in (own, unused):
        with pytest.raises(RuleViolation, match="de l’autre partie, dans un cadre du contrat"):
            cross(contract, ambition, axis, VALUES | {"met_ambition": met}, EMPTY, by=CLERK)
    found = cross(contract, ambition, axis, VALUES | {"met_ambition": theirs}, EMPTY, by=CLERK)
    assert found.met_ambition == theirs


def test_the_second_who_crosses_a_cell_is_told_and_writes_nothing(contract, cell):
    ambition, axis, _ = cell
    cross(contract, ambition, axis, VALUES, EMPTY, by=CLERK)
    with pytest.raises(EditConflict):
        cross(contract, ambition, axis, VALUES | {"why": "autre chose"}, EMPTY, by=CLERK)
    assert Crossing.objects.get().why == "même but"


def test_a_crossing_that_was_taken_back_is_not_confirmed(contract, cell):
    ambition, axis, _ = cell
    found = cross(contract, ambition, axis, VALUES, EMPTY, by=CLERK)
    base = token_of(crossing_values(found))
    uncross(contract, Crossing.objects.get(), by=CLERK)
    with pytest.raises(RuleViolation, match="vient d’être retiré"):
        confirm_crossing(contract, found, Side.EPCI, base, by=CLERK, at=AT)


def edit(frame, base):
    values = {name: getattr(frame, name) for name in FIELDS} | {"name": "Autre nom"}
    known = {one.pk: one.title for one in frame.ambitions.all()}
    return edit_frame(frame, values, FrameRows(known, (), (), ()), base, by=CLERK)


def test_the_second_who_writes_a_frame_is_told_and_writes_nothing(contract):
    frame = make_frame(contract, Side.EPCI)
    base = token_of(frame_values(frame))
    frame.ambitions.update(title="Soigner")
    with pytest.raises(EditConflict):
        edit(frame, base)
    frame.refresh_from_db()
    assert frame.name == "Cadre epci"


def test_a_frame_that_serves_a_contract_out_of_drafting_changes_no_more(contract):
    frame = make_frame(contract, Side.EPCI)
    contract.frames.set([frame])
    base = token_of(frame_values(frame))
    assert edit(frame, base).name == "Autre nom"
    move_contract(contract, ContractState.OPINIONS, ON, by=CLERK)
    frame.refresh_from_db()
    with pytest.raises(RuleViolation, match="il ne change plus"):
        edit(frame, token_of(frame_values(frame)))


def test_the_second_who_sets_the_delays_is_told_and_writes_nothing(contract):
    base = token_of(delays_of(contract))
    step = next(iter(delays_of(contract)))
    set_delays(contract, {step: 5}, base, by=CLERK)
    with pytest.raises(EditConflict):
        set_delays(contract, {step: 9}, base, by=CLERK)
    assert delays_of(contract)[step] == 5


def test_a_commune_of_another_contract_is_not_taken_out(contract):
    other = make_draft()
    commune = other.communes.create(code="62001", name="Ailleurs", longitude="2.8", latitude="50.4")
    with pytest.raises(RuleViolation, match="n’est pas dans le périmètre"):
        remove_commune(contract, commune.pk, by=CLERK)
    assert other.communes.exists()
