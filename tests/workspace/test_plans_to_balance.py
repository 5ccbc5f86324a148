"""A plan that a decision of the département left out of balance: told to its owner until it balances."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.assemblies.kinds import Outcome
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import ContractSettings
from beffroi.operations.actions.plan import funder_cuts, write_plan
from beffroi.operations.actions.routing import (
    SchemeGrant,
    SchemeRefusal,
    grant_by_scheme,
    refuse_by_scheme,
)
from beffroi.operations.award import awaits_balance
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.workspace.tasks import plans_to_balance
from beffroi.workspace.todo import todo_of
from contracts.factories import organisation_of
from operations.factories import AT, make_contract, make_draft, make_operation, owner_of, run
from operations.plans import MET, facts, line, make_planned
from operations.test_award import LESS, as_written, line_of, make_voted
from operations.voting import SEALED_AT
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
ON = SEALED_AT.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TITLE = "Équilibrer le plan de financement"
REOPENED = "Équilibrer de nouveau le plan de financement"


def lead_of(operation):
    return make_actor(operation.owner, Role.PROJECT_LEAD)


def told(actor, on=ON):
    return [one for one in todo_of(actor, on)["groups"][0].tasks if one.key.startswith("plan-")]


def titles(actor):
    return [one.title for one in todo_of(actor, ON)["groups"][0].tasks]


def test_a_lower_vote_is_told_to_the_owner_with_what_lacks_and_leads_to_the_plan():
    operation = make_voted(LESS)
    [task] = told(lead_of(operation), ON + timedelta(2))
    assert (task.title, task.since) == (TITLE, "depuis 2 jours")
    assert "il manque 6\u202f000" in task.why
    assert str(operation) in task.about
    assert task.href == reverse("operations:plan", args=[operation.pk])
    assert task.button == "Équilibrer le plan"


def test_it_is_told_no_more_once_the_owner_balanced_it():
    operation = make_voted(LESS)
    write_plan(operation, as_written(operation, own=76_000), by=CLERK, at=AT)
    assert told(lead_of(operation)) == []
    assert Operation.objects.get(pk=operation.pk).awaits_balance_since is None


@pytest.mark.parametrize("role", [Role.PROJECT_LEAD, Role.MANAGER])
def test_who_writes_the_plan_of_the_owner_is_told(role):
    operation = make_voted(LESS)
    assert len(told(make_actor(operation.owner, role))) == 1


def test_nobody_else_is_told():
    operation = make_voted(LESS)
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    for actor in (
        make_actor(departement, Role.DEVELOPMENT_AGENT, Role.MANAGER, Role.ASSEMBLY_CLERK),
        make_actor(operation.owner, Role.ASSEMBLY_CLERK, Role.ELECTED_MEMBER, Role.AUDITOR),
        make_actor(make_organisation(OrganisationKind.EPCI), Role.PROJECT_LEAD),
        make_actor(make_organisation(OrganisationKind.COMMUNE), Role.COMMUNE_AGENT),
    ):
        assert plans_to_balance(actor, ON) == []


def test_a_commune_is_told_of_its_own_operation():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    commune = make_organisation(OrganisationKind.COMMUNE, commune_code="00001", is_fictitious=True)
    operation = make_planned(MET, S.SCHEME_ROAD, contract=contract, owner=commune)
    grant_by_scheme(
        operation, SchemeGrant(Decimal(80_000), ON, "CP", line_of(operation)), by=CLERK, at=SEALED_AT
    )
    assert len(told(make_actor(commune, Role.COMMUNE_AGENT))) == 1
    assert told(make_actor(owner_of(contract), Role.PROJECT_LEAD)) == []


def test_a_vote_that_gives_what_was_asked_or_nothing_leaves_nothing_to_balance():
    for operation in (make_voted(), make_voted(outcome=Outcome.REJECTED)):
        assert told(lead_of(operation)) == []


def test_a_vote_that_no_line_of_the_plan_bears_is_told():
    operation = make_planned(MET, S.VOTED)
    [task] = told(lead_of(operation))
    assert "n’est obtenue sur aucune ligne du plan" in task.why


def test_a_scheme_that_gives_less_is_told():
    operation = make_planned(state=S.SCHEME_ROAD)
    grant_by_scheme(
        operation, SchemeGrant(Decimal(80_000), ON, "CP", line_of(operation)), by=CLERK, at=SEALED_AT
    )
    [task] = told(lead_of(operation))
    assert "il manque 20\u202f000" in task.why


def test_a_scheme_that_refuses_and_a_funder_that_cuts_are_told_once_as_a_plan_reopened():
    operation = make_planned(state=S.SCHEME_ROAD)
    refuse_by_scheme(operation, SchemeRefusal(ON, "Crédits épuisés", line_of(operation)), by=CLERK, at=AT)
    assert titles(lead_of(operation)) == [REOPENED]
    cut = make_voted(LESS)
    funder_cuts(line_of(cut, K.STATE), Decimal(0), "Dotation épuisée", by=CLERK, at=AT)
    assert titles(lead_of(cut)) == [REOPENED]
    assert Operation.objects.get(pk=cut.pk).awaits_balance_since is None


def add_others(like, count):
    """As many operations of the same owner, which wait for nothing."""
    fields = {one.attname: getattr(like, one.attname) for one in Operation._meta.concrete_fields}
    del fields["id"]
    crowd = [Operation(**fields | {"number": like.number + one}) for one in range(1, count + 1)]
    Operation.objects.bulk_create(crowd)


def test_what_has_waited_longest_comes_first():
    contract = make_contract()
    days = {"Piscine": 3, "Halle": 9}
    for title, ago in days.items():
        made = make_planned(MET, S.VOTED, contract=contract, title=title)
        Operation.objects.filter(pk=made.pk).update(awaits_balance_since=SEALED_AT - timedelta(ago))
    tasks = plans_to_balance(make_actor(owner_of(contract), Role.PROJECT_LEAD), ON)
    assert [(one.about.split(",")[0], one.since) for one in tasks] == [
        ("Halle", "depuis 9 jours"), ("Piscine", "depuis 3 jours"),
    ]  # fmt: skip


def test_the_database_holds_that_nothing_awaits_its_balance_before_it_is_awarded():
    operation = make_operation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Operation.objects.filter(pk=operation.pk).update(awaits_balance_since=AT)


def test_one_query_whatever_the_number_along_its_index(django_assert_num_queries):
    contract = make_contract()
    actor = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    for _ in range(3):
        make_planned(MET, S.VOTED, contract=contract)
    add_others(make_operation(contract=contract), 500)
    with django_assert_num_queries(1) as captured:
        assert len(plans_to_balance(actor, ON)) == 3
    with connection.cursor() as cursor:
        # Among a handful of rows PostgreSQL chooses by guess: it is given a crowd, and its statistics.
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE operations_operation")
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {captured.captured_queries[0]['sql']}")
        assert "operation_to_balance" in str(cursor.fetchall())


@pytest.mark.parametrize("count", [0, 3])
def test_the_home_page_asks_one_question_more_whatever_the_number(client, count, django_assert_num_queries):
    contract = make_contract()
    actor = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    for _ in range(count):
        make_planned(MET, S.VOTED, contract=contract)
    client.force_login(actor.user, backend=BACKEND)
    client.get(reverse("organisations:home"))
    with django_assert_num_queries(9):
        page = client.get(reverse("organisations:home")).content.decode()
    assert page.count(f">{TITLE}<") == count


def test_what_was_awarded_before_this_was_kept_is_noted_by_the_migration():
    plans = {
        "lower": make_voted(LESS), "whole": make_voted(), "not borne": make_planned(MET, S.VOTED),
        "no plan": make_operation(state=S.VOTED), "not awarded": make_planned(facts(9, line(K.OWN, 1))),
        "granted": make_planned(MET, S.SCHEME_GRANTED), "granted less": lower_grant(),
    }  # fmt: skip
    Operation.objects.update(awaits_balance_since=None)
    import_module("beffroi.operations.migrations.0015_awaits_balance").note(apps, None)
    found = {name: Operation.objects.get(pk=one.pk) for name, one in plans.items()}
    noted = {name for name, one in found.items() if one.awaits_balance_since}
    assert noted == {name for name, one in found.items() if awaits_balance(one)}
    assert noted == {"lower", "not borne", "granted less"}
    assert isinstance(found["lower"].awaits_balance_since, datetime)


def lower_grant():
    operation = make_planned(state=S.SCHEME_ROAD)
    grant = SchemeGrant(Decimal(80_000), date(2024, 6, 10), "CP", line_of(operation))
    return grant_by_scheme(operation, grant, by=CLERK, at=AT)
