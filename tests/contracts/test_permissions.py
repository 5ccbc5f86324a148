"""Rights of rights.md, as a table, for parties, other authorities and strangers."""

import pytest

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.creation import make_model
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.contracts.permissions import (
    can_edit_contract,
    can_open_votes,
    can_record_approval,
    can_show_contract,
    can_sign_contract,
)
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import make_draft, make_signed, open_votes, organisation_of

pytestmark = pytest.mark.django_db

# side, role: reads the draft, writes it, ties the vote, shows and signs.
RIGHTS = [
    (Side.EPCI, Role.PROJECT_LEAD, True, True, False, False),
    (Side.EPCI, Role.MANAGER, True, True, False, True),
    (Side.EPCI, Role.ASSEMBLY_CLERK, True, False, True, False),
    (Side.EPCI, Role.ELECTED_MEMBER, True, False, False, False),
    (Side.EPCI, Role.AUDITOR, True, False, False, False),
    (Side.EPCI, Role.ADMINISTRATOR, False, False, False, False),
    (Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT, True, True, False, False),
    (Side.DEPARTEMENT, Role.MANAGER, True, True, False, True),
    (Side.DEPARTEMENT, Role.FINANCE_AGENT, True, False, False, False),
    (Side.DEPARTEMENT, Role.COMMUNICATION_AGENT, True, False, False, False),
    (Side.DEPARTEMENT, Role.ASSEMBLY_CLERK, True, False, True, False),
    (Side.DEPARTEMENT, Role.ELECTED_MEMBER, True, False, False, False),
]


@pytest.mark.parametrize(("side", "role", "reads", "writes", "ties", "decides"), RIGHTS)
def test_a_party_s_people_do_what_their_role_says(side, role, reads, writes, ties, decides):
    contract = make_draft()
    actor = make_actor(organisation_of(contract, side), role)
    assert Contract.objects.visible_to(actor).filter(pk=contract.pk).exists() == reads
    assert can_edit_contract(actor, contract) == writes
    assert can_record_approval(actor, contract.parties.get(side=side)) == ties
    assert can_open_votes(actor, contract) == decides
    assert can_show_contract(actor, contract) == decides
    assert can_sign_contract(actor, contract) == decides


def test_a_model_is_written_by_those_of_its_departement_who_write_contracts():
    source = make_draft()
    owner, other = organisation_of(source, Side.DEPARTEMENT), organisation_of(make_draft(), Side.DEPARTEMENT)
    model = make_model(source, owner, "Modèle", by=CLERK)
    assert can_edit_contract(make_actor(owner, Role.DEVELOPMENT_AGENT), model)
    assert not can_edit_contract(make_actor(owner, Role.FINANCE_AGENT), model)
    assert not can_edit_contract(make_actor(other, Role.DEVELOPMENT_AGENT), model)


def test_a_clerk_ties_no_vote_of_the_other_party():
    contract = make_draft()
    clerk = make_actor(organisation_of(contract, Side.EPCI), Role.ASSEMBLY_CLERK)
    assert not can_record_approval(clerk, contract.parties.get(side=Side.DEPARTEMENT))


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (OrganisationKind.EPCI, Role.MANAGER),
        (OrganisationKind.DEPARTEMENT, Role.MANAGER),
        (OrganisationKind.COMMUNE, Role.COMMUNE_AGENT),
        (OrganisationKind.PARTNER, Role.ENGINEERING_PARTNER),
    ],
)
def test_a_stranger_s_people_see_no_draft_and_do_nothing(kind, role):
    contract = open_votes(make_draft())
    actor = make_actor(make_organisation(kind=kind), role)
    assert not Contract.objects.visible_to(actor).exists()
    assert not can_edit_contract(actor, contract)
    assert not can_open_votes(actor, contract)
    assert not can_sign_contract(actor, contract)
    assert not can_show_contract(actor, contract)


def test_the_public_sees_what_is_enforceable_or_shown():
    draft, signed = make_draft(), make_signed()
    assert set(Contract.objects.visible_to(None)) == {signed}
    Contract.objects.filter(pk=draft.pk).update(is_shown_publicly=True)
    assert set(Contract.objects.visible_to(None)) == {signed, draft}
    stranger = make_actor(make_organisation(), Role.MANAGER)
    assert set(Contract.objects.visible_to(stranger)) == {signed, draft}
    assert not Contract.objects.visible_to(stranger).of(stranger).exists()
