"""What a contract sets for its operations: who, what, which fiche, which pieces, how long."""

import pytest
from django.core.exceptions import ValidationError

from beffroi.contracts.kinds import FicheFor, OperationStep, PieceStep
from beffroi.contracts.models import (
    ContractPiece,
    ContractSettings,
    ResponseDelay,
    delays_of,
    pieces_for,
    settings_of,
)
from beffroi.contracts.rules import DEFAULT_DELAYS, INDICATIVE
from beffroi.organisations.roles import OrganisationKind
from contracts.factories import make_draft

pytestmark = pytest.mark.django_db


def test_a_contract_without_settings_is_read_by_the_default_ones_and_stores_nothing():
    contract = make_draft()
    found = settings_of(contract)
    assert (found.is_investment_only, found.fiche_required_for) == (True, FicheFor.FUND)
    assert not ContractSettings.objects.exists()
    assert delays_of(contract) == DEFAULT_DELAYS


def test_stored_settings_are_those_that_are_read():
    contract = make_draft()
    ContractSettings.objects.create(contract=contract, admits_communes=True)
    contract.refresh_from_db()
    assert settings_of(contract).admits_owner(OrganisationKind.COMMUNE)


@pytest.mark.parametrize(
    ("kind", "admitted"),
    [(OrganisationKind.EPCI, True), (OrganisationKind.COMMUNE, False), (OrganisationKind.PARTNER, False)],
)
def test_only_the_owners_that_it_names_are_admitted(kind, admitted):
    assert ContractSettings().admits_owner(kind) is admitted


def test_investment_only_leaves_out_studies_events_and_operating():
    assert not ContractSettings().admits_kind("study")
    assert ContractSettings().admits_kind("building")
    assert ContractSettings(is_investment_only=False).admits_kind("study")


def test_a_list_of_kinds_leaves_out_the_others():
    settings = ContractSettings(is_investment_only=False, admitted_kinds=["building"])
    assert settings.admits_kind("building")
    assert not settings.admits_kind("event")


@pytest.mark.parametrize(
    ("required", "with_fund", "without"),
    [(FicheFor.FUND, True, False), (FicheFor.ALL, True, True), (FicheFor.NONE, False, False)],
)
def test_which_operations_need_a_fiche(required, with_fund, without):
    settings = ContractSettings(fiche_required_for=required)
    assert settings.needs_fiche(mobilises_fund=True) is with_fund
    assert settings.needs_fiche(mobilises_fund=False) is without


def test_a_setting_tells_its_clause_and_line_or_that_none_says_it():
    settings = ContractSettings(owners_clause="contrat", owners_line=551)
    assert settings.told("owners") == "contrat, ligne 551"
    assert "aucune clause" in settings.told("fiche")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"admits_epci": False}, "un maître d’ouvrage au moins"),
        ({"fiche_required_for": "sometimes"}, "sometimes"),
        ({"admitted_kinds": {"building": 1}}, "en une liste"),
        ({"admitted_kinds": ["study"]}, "réservé à l’investissement"),
    ],
)
def test_settings_that_contradict_themselves_are_refused(changes, told):
    with pytest.raises(ValidationError) as refusal:
        ContractSettings(contract=make_draft(), **changes).full_clean()
    assert told in " ".join(refusal.value.messages)


def test_pieces_are_asked_by_kind_and_step():
    contract = make_draft()
    for rank, (slug, kinds, step) in enumerate(
        [
            ("plan", [], PieceStep.FILE),
            ("permis", ["building"], PieceStep.FILE),
            ("avis", [], PieceStep.REPORT),
        ],
        start=1,
    ):
        ContractPiece.objects.create(
            contract=contract, rank=rank, slug=slug, label=slug, kinds=kinds, at_step=step
        )
    assert [one.slug for one in pieces_for(contract, "building", [PieceStep.FILE])] == ["plan", "permis"]
    assert [one.slug for one in pieces_for(contract, "event")] == ["plan", "avis"]


def test_a_contract_s_own_delay_replaces_the_indicative_one():
    contract = make_draft()
    delay = ResponseDelay.objects.create(contract=contract, step=OperationStep.COHERENCE, days=45)
    assert delay.note == INDICATIVE
    assert delays_of(contract)[OperationStep.COHERENCE] == 45
    assert delays_of(contract)[OperationStep.ROUTING] == DEFAULT_DELAYS[OperationStep.ROUTING]


@pytest.mark.parametrize("days", [0, 731])
def test_a_delay_is_bounded(days):
    with pytest.raises(ValidationError):
        ResponseDelay(contract=make_draft(), step=OperationStep.ROUTING, days=days).full_clean()
