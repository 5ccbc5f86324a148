"""What one row refuses by itself, with a French sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from beffroi.contracts.kinds import ContractState, MentionKind, Side
from beffroi.contracts.models import (
    AttentionPoint,
    Axis,
    CitedOperation,
    CommunicationClause,
    Contract,
    Crossing,
    StrategicFrame,
)
from contracts.factories import fill, make_draft, organisation_of

pytestmark = pytest.mark.django_db


def refused(row: models.Model, sentence: str, **changes: object) -> None:
    """The constraint refuses the row in French, and the database refuses it too."""
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    assert sentence in " ".join(caught.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_contract_does_not_end_before_it_starts():
    refused(make_draft(), "avant de commencer", ends_year=2020)


def test_a_draft_has_no_date_of_signature():
    refused(make_draft(), "date de signature", signed_on=date(2024, 1, 1))


def test_an_active_contract_has_a_date_of_signature():
    refused(make_draft(), "date de signature", state=ContractState.ACTIVE)


def test_a_contract_is_signed_in_one_copy_at_least():
    refused(make_draft(), "un exemplaire au moins", copies_count=0)


def test_a_contract_has_one_party_of_each_side():
    contract = make_draft()
    party = contract.parties.get(side=Side.DEPARTEMENT)
    refused(party, "un seul Département", side=Side.EPCI)


def test_a_party_is_of_one_side():
    refused(make_draft().parties.first(), "Une partie est", side=Side.BOTH)


def test_a_frame_has_one_row_for_each_version():
    contract = fill(make_draft())
    frame = contract.frames.get()
    again = StrategicFrame(
        owner=frame.owner, kind=frame.kind, rank=2, name=frame.name, version=frame.version,
        starts_year=2023, ends_year=2028,
    )  # fmt: skip
    refused(again, "déjà enregistrée")


def test_a_crossing_says_why_and_stands_once():
    contract = fill(make_draft())
    crossing = Crossing.objects.get()
    refused(crossing, "dit pourquoi", why="")
    crossing.refresh_from_db()
    again = Crossing(ambition=crossing.ambition, axis=crossing.axis, strength="part", why="Encore.")
    refused(again, "déjà enregistré")
    assert contract.axes.count() == 1


def test_two_axes_do_not_share_a_rank():
    contract = fill(make_draft())
    refused(Axis(contract=contract, rank=1, title="Autre", short_title="Autre"), "déjà pris par un axe")


def test_an_attention_point_asks_something():
    contract = fill(make_draft())
    refused(AttentionPoint.objects.get(contract=contract), "pose une question", question="")


def test_a_clause_that_holds_the_balance_back_says_how_it_is_proved():
    contract = fill(make_draft())
    refused(CommunicationClause.objects.get(contract=contract), "comment on la prouve", proof="")


def test_a_past_operation_has_a_period_and_no_axis():
    contract = fill(make_draft())
    past = CitedOperation.objects.get(contract=contract, kind=MentionKind.PAST)
    refused(past, "a sa période", period="")
    past.refresh_from_db()
    refused(past, "a sa période", axis=contract.axes.get())


def test_every_constraint_has_a_french_sentence():
    for model in (Contract, *Contract._meta.apps.get_app_config("contracts").get_models()):
        for constraint in model._meta.constraints:
            default = models.BaseConstraint.default_violation_error_message
            assert constraint.violation_error_message != default, constraint.name


def test_the_names_of_things():
    contract = fill(make_draft())
    assert str(contract) == "Contrat territorial 2024-2027"
    assert str(contract.axes.get()) == "Axe 1 : Rapprocher les services"
    assert str(Crossing.objects.get()) == "Ouvrir × axe 1"
    assert str(contract.parties.get(side=Side.EPCI)) == "La communauté d’agglomération de Val-Clair"
    assert str(contract.frames.get()) == "Pacte des bourgs 2023-2028"
    assert organisation_of(contract, Side.EPCI).is_fictitious
