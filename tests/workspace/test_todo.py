"""The to-do list: what waits for whom, in which order, and nothing of others."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.drafting.actions import freeze_text, sign_off
from beffroi.drafting.facts import NewAccess
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation, SupportRequest
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.workspace.tasks import MOST
from beffroi.workspace.todo import todo_of
from contracts import factories as contracts
from drafting.factories import LATER, make_edit, make_text
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 10)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def lead(contract):
    return make_actor(owner_of(contract), Role.PROJECT_LEAD)


@pytest.fixture
def agent(contract):
    return make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)


def shown(actor):
    return {group.anchor: [one.title for one in group.tasks] for group in todo_of(actor, ON)["groups"]}


def abouts(actor):
    return {group.anchor: [one.about for one in group.tasks] for group in todo_of(actor, ON)["groups"]}


def test_each_is_told_what_waits_for_them_and_for_others(contract, lead, agent):
    make_operation(contract, S.COMPLETION, title="Halle")
    make_operation(contract, S.COHERENCE, title="Piscine")
    assert shown(lead)["moi"] == ["Compléter le dossier"]
    assert shown(agent)["moi"] == ["Examiner la cohérence avec le contrat"]
    assert abouts(lead)["autres"] == ["Piscine, étape 4 sur 8"]
    assert abouts(agent)["autres"] == ["Halle, étape 3 sur 8"]


def test_the_first_to_fall_due_comes_first_and_what_has_no_date_last(contract, lead):
    for title, due in (("B", date(2024, 7, 1)), ("A", date(2024, 6, 5)), ("C", None)):
        operation = make_operation(contract, S.COMPLETION, title=title)
        Operation.objects.filter(pk=operation.pk).update(due_on=due)
    tasks = todo_of(lead, ON)["groups"][0].tasks
    assert [one.due.told for one in tasks] == ["en retard de 5 jours", "dans 21 jours", "sans échéance"]
    assert [one.due_on for one in todo_of(lead, ON)["dues"]] == [date(2024, 6, 5), date(2024, 7, 1)]


def test_what_waits_for_a_colleague_is_told_apart(contract):
    make_operation(contract, S.COUNTERSIGN, title="Halle")
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    manager = make_actor(owner_of(contract), Role.MANAGER)
    assert shown(lead)["nous"] == ["Approuver la fiche opération"]
    assert shown(lead)["moi"] == []
    assert shown(manager)["moi"] == ["Approuver la fiche opération"]


def test_what_others_do_not_show_is_not_hinted_at(contract, agent):
    make_operation(contract, S.FILE, title="Halle")
    stranger = make_actor(make_organisation(OrganisationKind.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    make_operation(contract, S.COHERENCE, title="Piscine")
    assert abouts(agent) == {"moi": ["Piscine, étape 4 sur 8"], "autres": []}
    assert abouts(stranger) == {"moi": [], "autres": []}


def test_a_text_waits_until_the_organisation_agrees(contract, lead):
    manager = make_actor(owner_of(contract), Role.MANAGER)
    text = make_text(
        [manager.organisation], access=[NewAccess(lead.organisation, Role.PROJECT_LEAD, "write")]
    )
    assert shown(manager)["moi"] == ["Donner l’accord de votre organisation à un texte"]
    assert shown(lead)["moi"] == []
    sign_off(text, 1, by=manager, at=LATER)
    assert shown(manager)["moi"] == []
    make_edit(text, by=manager)
    assert len(shown(manager)["moi"]) == 1
    sign_off(text, 2, by=manager, at=LATER)
    freeze_text(text, by=manager, at=LATER)
    assert shown(manager)["moi"] == []


def test_a_partner_is_told_the_questions_given_to_it(contract):
    partner = make_actor(make_organisation(OrganisationKind.PARTNER), Role.ENGINEERING_PARTNER)
    other = make_actor(make_organisation(OrganisationKind.PARTNER), Role.ENGINEERING_PARTNER)
    operation = make_operation(contract, S.ENGINEERING, title="Halle")
    SupportRequest.objects.create(
        operation=operation, question="Combien de places ?", partner=partner.organisation, assigned_on=ON,
        asked_at=datetime(2024, 6, 3, tzinfo=UTC), asked_by_label="Claire", due_on=date(2024, 6, 20),
    )  # fmt: skip
    tasks = todo_of(partner, ON)["groups"][0].tasks
    assert [(one.title, one.about, one.due.told) for one in tasks] == [
        ("Rendre un avis d’ingénierie", "Halle", "dans 10 jours")
    ]
    assert shown(other)["moi"] == []


def test_a_contract_waits_for_the_clerk_then_for_the_manager():
    contract = contracts.fill(contracts.make_draft())
    clerk = make_actor(owner_of(contract), Role.ASSEMBLY_CLERK)
    manager = make_actor(owner_of(contract), Role.MANAGER)
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.VOTES)
    assert shown(clerk)["moi"] == ["Enregistrer la délibération qui approuve le contrat"]
    assert shown(manager)["moi"] == []
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.SIGNATURE)
    assert shown(clerk)["moi"] == []
    assert shown(manager)["moi"] == ["Enregistrer la signature du contrat"]


def test_more_than_a_page_leads_to_the_list(contract, lead):
    for _ in range(MOST + 1):
        make_operation(contract, S.COMPLETION)
    group = todo_of(lead, ON)["groups"][0]
    assert (len(group.tasks), group.count, group.more) == (MOST, f"{MOST} et plus", "?tour=nous")


def test_who_only_administers_accounts_has_no_list(contract):
    administrator = make_actor(owner_of(contract), Role.ADMINISTRATOR)
    make_operation(contract, S.COMPLETION)
    assert todo_of(administrator, ON)["groups"] == []


def test_the_page_shows_the_list_in_few_queries(contract, lead, client, django_assert_max_num_queries):
    for state in (S.COMPLETION, S.COHERENCE, S.FILE, S.IDEA):
        make_operation(contract, state)
    manager = make_actor(owner_of(contract), Role.MANAGER, Role.ASSEMBLY_CLERK, Role.PROJECT_LEAD)
    client.force_login(manager.user, backend=BACKEND)
    client.get(reverse("organisations:home"))
    with django_assert_max_num_queries(11):
        page = client.get(reverse("organisations:home")).content.decode()
    assert "À faire par moi" in page
    assert "En attente d’autres" in page


def test_nothing_to_do_says_why(lead, client):
    client.force_login(lead.user, backend=BACKEND)
    assert "Rien ne vous attend" in client.get(reverse("organisations:home")).content.decode()
