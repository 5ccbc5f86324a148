"""A contract begun in Beffroi: its text, what the opinions and the votes wait for, the way back, models."""

from datetime import date

import pytest

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.creation import make_model
from beffroi.contracts.actions.editing import edit_row
from beffroi.contracts.actions.life import open_contract_text, open_opinions, open_votes, return_to_drafting
from beffroi.contracts.actions.terms import set_settings
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract, settings_of
from beffroi.contracts.writers import TO_BE_NAMED
from beffroi.contracts.writing.terms import SETTINGS
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.drafting.models import Text
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import fill, make_draft, make_signed, organisation_of
from contracts.writing.factories import AT, agree, base_of, begin, complete, make_frame, writer_of

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 1)


def test_a_contract_begins_with_its_parties_and_a_text_that_both_read():
    contract = begin()
    assert contract.slug == "val-clair-2025-2028"
    assert begin().slug == "val-clair-2025-2028-2"
    assert {one.representative_name for one in contract.parties.all()} == {TO_BE_NAMED}
    for side in (Side.EPCI, Side.DEPARTEMENT):
        assert Text.objects.visible_to(writer_of(contract, side)).filter(pk=contract.text_id).exists()
    stranger = make_actor(make_organisation(), Role.MANAGER)
    assert not Text.objects.visible_to(stranger).exists()


def test_a_text_is_opened_once_and_only_in_drafting():
    with pytest.raises(RuleViolation, match="déjà ouvert"):
        open_contract_text(begin(), by=CLERK, at=AT)
    contract = make_draft()
    move_contract(contract, ContractState.OPINIONS, ON, by=CLERK)
    with pytest.raises(RuleViolation, match="pendant la rédaction"):
        open_contract_text(contract, by=CLERK, at=AT)


def test_a_text_is_not_opened_for_a_model_nor_before_both_parties_are_there():
    source = make_draft()
    model = make_model(source, organisation_of(source, Side.DEPARTEMENT), "Modèle", by=CLERK)
    source.parties.get(side=Side.EPCI).delete()
    for contract in (model, source):
        with pytest.raises(RuleViolation, match="une fois les deux parties inscrites"):
            open_contract_text(contract, by=CLERK, at=AT)
    assert not Text.objects.exists()


def test_the_opinions_wait_for_axes_commitments_and_representatives():
    contract = begin()
    with pytest.raises(RuleViolation) as refusal:
        open_opinions(contract, ON, by=CLERK)
    for missing in ("aucun axe", "aucun engagement", "l’intercommunalité", "le Département"):
        assert missing in refusal.value.message
    assert open_opinions(complete(contract), ON, by=CLERK).state == ContractState.OPINIONS


def test_the_votes_wait_until_both_agree_on_the_same_version():
    contract = complete(begin())
    open_opinions(contract, ON, by=CLERK)
    with pytest.raises(RuleViolation, match="n’a pas donné son accord"):
        open_votes(contract, ON, by=CLERK, at=AT)
    agree(contract)
    assert open_votes(contract, ON, by=CLERK, at=AT).state == ContractState.VOTES
    assert Text.objects.get(pk=contract.text_id).frozen_at == AT


def test_a_contract_written_elsewhere_goes_to_the_votes_without_a_text():
    contract = make_draft()
    open_opinions(contract, ON, by=CLERK)
    assert open_votes(contract, ON, by=CLERK, at=AT).state == ContractState.VOTES


def test_votes_are_not_opened_from_drafting():
    with pytest.raises(RuleViolation, match="après les avis"):
        open_votes(make_draft(), ON, by=CLERK, at=AT)


def test_going_back_says_why_and_is_not_done_after_the_votes():
    contract = make_draft()
    open_opinions(contract, ON, by=CLERK)
    with pytest.raises(RuleViolation, match="pourquoi"):
        return_to_drafting(contract, "  ", ON, by=CLERK)
    assert return_to_drafting(contract, "un avis réservé", ON, by=CLERK).is_open_to_edits
    assert JournalEntry.objects.get(verb="contract.sent_back").note == "un avis réservé"
    open_opinions(contract, ON, by=CLERK)
    open_votes(contract, ON, by=CLERK, at=AT)
    with pytest.raises(RuleViolation):
        return_to_drafting(contract, "trop tard", ON, by=CLERK)


def test_a_model_keeps_what_is_said_and_neither_parties_nor_acts_nor_communes_nor_dates():
    source = fill(make_draft())
    values = {name: getattr(settings_of(source), name) for name in SETTINGS} | {"admits_communes": True}
    set_settings(source, values, base_of(settings_of(source), *SETTINGS), by=CLERK)
    owner = organisation_of(source, Side.DEPARTEMENT)
    model = make_model(source, owner, "Modèle des bourgs", by=CLERK)
    assert (model.starts_year, model.ends_year, model.signed_on, model.source_key) == (1, 4, None, "")
    assert not model.parties.exists()
    assert not model.communes.exists()
    assert not model.cited_operations.exists()
    assert settings_of(model).admits_communes
    assert [one.line for one in model.axes.all()] == [None]
    assert [one.title for one in model.axes.get().themes.all()] == ["Guichets"]
    assert [one.question for one in model.attention_points.all()] == ["Combien d’eau ?"]
    assert model.axes.get().crossings.get().is_reading


def test_a_contract_begun_from_a_model_lives_its_own_life():
    source = make_signed()
    owner = organisation_of(source, Side.DEPARTEMENT)
    model = make_model(source, owner, "Modèle", by=CLERK)
    contract = begin(model=model, departement=owner)
    assert [one.title for one in contract.axes.all()] == ["Rapprocher les services"]
    axis = contract.axes.get()
    edit_row(contract, axis, {"title": "Autre chose"}, base_of(axis, "title"), by=CLERK)
    assert model.axes.get().title == source.axes.get().title == "Rapprocher les services"


def test_a_model_serves_its_own_departement_only():
    model = make_model(
        (source := fill(make_draft())), organisation_of(source, Side.DEPARTEMENT), "Modèle", by=CLERK
    )
    with pytest.raises(RuleViolation, match="pas celui du Département"):
        begin(model=model)
    other = make_organisation(kind=OrganisationKind.DEPARTEMENT)
    for owner in (organisation_of(source, Side.EPCI), other):
        with pytest.raises(RuleViolation, match="son propre Département"):
            make_model(source, owner, "Modèle", by=CLERK)


def test_a_model_is_seen_by_its_departement_alone_and_never_moves():
    source = fill(make_draft())
    owner = organisation_of(source, Side.DEPARTEMENT)
    model = make_model(source, owner, "Modèle", by=CLERK)
    keeper = make_actor(owner, Role.DEVELOPMENT_AGENT)
    assert model in Contract.objects.written_by(keeper)
    assert model not in Contract.objects.written_by(writer_of(source, Side.EPCI))
    assert model not in Contract.objects.visible_to(keeper).of(keeper)
    assert model not in Contract.objects.public()
    with pytest.raises(RuleViolation, match="ne se vote pas"):
        move_contract(model, ContractState.OPINIONS, ON, by=CLERK)


def test_the_frames_of_the_departement_stay_with_its_model_and_not_those_of_the_epci():
    source = begin()
    mine, theirs = make_frame(source, Side.DEPARTEMENT), make_frame(source, Side.EPCI)
    source.frames.set([mine, theirs])
    model = make_model(source, organisation_of(source, Side.DEPARTEMENT), "Modèle", by=CLERK)
    assert list(model.frames.all()) == [mine]
