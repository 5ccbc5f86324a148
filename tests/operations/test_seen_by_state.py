"""What a board asks state by state is what the list asks at once, for every kind of organisation and role."""

import pytest

from beffroi.contracts.kinds import Side
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation, SupportRequest
from beffroi.organisations.roles import OrganisationKind, Role
from contracts import factories as contracts
from operations.factories import AT, make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisations():
    """Those around a contract with operations in each state, for some of which help was asked."""
    contract = make_contract()
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code=contract.communes.first().code)
    partner = make_organisation(kind=OrganisationKind.PARTNER)
    for state in S:
        of_epci = make_operation(contract, state)
        of_epci.communes.set(contract.communes.all())
        Operation.objects.filter(pk=make_operation(contract, state).pk).update(owner=commune)
    for state in (S.FILE, S.ENGINEERING, S.COHERENCE):
        for answered_at in (None, AT):
            asked = make_operation(contract, state)
            SupportRequest.objects.create(
                operation=asked,
                question="Quel montage ?",
                partner=partner,
                assigned_on=AT.date(),
                asked_at=AT,
                answered_at=answered_at,
            )
    Operation.objects.filter(pk=make_operation(contract, S.REFUSED).pk).update(voted_amount=0)
    departement = contracts.organisation_of(contract, Side.DEPARTEMENT)
    return departement, owner_of(contract), commune, partner, make_contract().parties.first().organisation


def test_each_state_apart_gives_what_the_whole_gives(organisations):
    seen = 0
    for organisation in organisations:
        for roles in (*((role,) for role in Role), (Role.ASSEMBLY_CLERK, Role.ELECTED_MEMBER)):
            actor = make_actor(organisation, *roles)
            apart = [
                (state, one)
                for rows, states in Operation.objects.visible_by_state(actor)
                for state in states
                for one in rows.filter(state=state)
            ]
            whole = [(S(one.state), one) for one in Operation.objects.visible_to(actor)]
            assert sorted(apart, key=str) == sorted(whole, key=str), (organisation, roles)
            seen += len(whole)
    assert seen > len(S)
