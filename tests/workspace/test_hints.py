"""What a to-do list and a search do not tell: the work of others, not even that it is there."""

from datetime import UTC, date, datetime

import pytest

from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation, SupportRequest
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.workspace.search import search_everywhere
from beffroi.workspace.tasks import contracts_to_carry, plans_to_balance, supports_to_answer
from contracts import factories as contracts
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 10)
AT = datetime(2024, 6, 3, tzinfo=UTC)


def test_the_contract_of_another_territory_waits_for_its_own_manager():
    mine, others = (contracts.fill(contracts.make_draft()) for _ in range(2))
    Contract.objects.filter(pk__in=(mine.pk, others.pk)).update(state=ContractState.SIGNATURE)
    for contract in (mine, others):
        manager = make_actor(owner_of(contract), Role.MANAGER)
        assert [one.key for one in contracts_to_carry(manager, ON)] == [f"contract-{contract.pk}-signature"]


def test_a_question_taken_back_from_a_partner_is_not_told_of_a_file_still_being_written():
    operation = make_operation(make_contract(), S.FILE, title="Halle")
    partner = make_actor(make_organisation(OrganisationKind.PARTNER), Role.ENGINEERING_PARTNER)
    asked = SupportRequest.objects.create(
        operation=operation, question="Combien ?", partner=partner.organisation, assigned_on=ON,
        asked_at=AT, asked_by_label="Claire",
    )  # fmt: skip
    assert [one.about for one in supports_to_answer(partner, ON)] == ["Halle"]
    SupportRequest.objects.filter(pk=asked.pk).update(released_at=AT, release_reason="Parti")
    assert supports_to_answer(partner, ON) == []


def test_who_owns_nothing_that_one_sees_is_not_found():
    contract = make_contract()
    commune = make_organisation(OrganisationKind.COMMUNE, name="Zibeline")
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    drafts, handed_in = (make_operation(contract, state) for state in (S.IDEA, S.COHERENCE))
    Operation.objects.filter(pk=drafts.pk).update(owner=commune)
    assert search_everywhere(agent, "zibeline") == []
    Operation.objects.filter(pk=handed_in.pk).update(owner=commune)
    assert [one.title for group in search_everywhere(agent, "zibeline") for one in group.hits] == ["Zibeline"]


def test_what_waits_is_looked_for_among_what_exists_for_who_asks(monkeypatch):
    contract = contracts.fill(contracts.make_draft())
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.SIGNATURE)
    manager = make_actor(owner_of(contract), Role.MANAGER)
    plan = make_operation(make_contract(), S.VOTED)
    Operation.objects.filter(pk=plan.pk).update(awaits_balance_since=AT)
    lead = make_actor(plan.owner, Role.PROJECT_LEAD)
    assert contracts_to_carry(manager, ON)
    assert plans_to_balance(lead, ON)
    for questions in (type(Contract.objects.all()), type(Operation.objects.all())):
        monkeypatch.setattr(questions, "visible_to", lambda rows, _actor: rows.none())
    assert contracts_to_carry(manager, ON) == []
    assert plans_to_balance(lead, ON) == []
