"""What the pages of a report and of its vote tell before the vote, without forbidding it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.models import FinancialBasis, FundingPlan, Operation
from beffroi.operations.report_warnings import warnings_of
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.voting import AT, make_agreed, make_report, make_sent
from organisations.factories import make_member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def means_of(operation, population, revenue):
    return FinancialBasis.objects.create(
        operation=operation, population=population, operating_revenue_amount=Decimal(revenue),
        source="CFU 2025", written_at=AT, written_by_label="Samir",
    )  # fmt: skip


def signed_in(client, report, side, role):
    client.force_login(make_member(organisation_of(report.contract, side), role), backend=BACKEND)
    return client


def page_of(client, report, name="report"):
    return client.get(reverse(f"operations:{name}", args=[report.pk])).content.decode()


def begin_works(operation):
    Operation.objects.filter(pk=operation.pk).update(works_started_on=date(2025, 12, 1))


def test_works_begun_before_the_award_are_told_on_the_report_and_on_the_vote(client):
    operation = make_agreed()
    means_of(operation, 8_000, 9_000_000)
    begin_works(operation)
    report = make_sent(operation)
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    for name in ("report", "report_vote"):
        page = page_of(client, report, name)
        assert "les travaux ont commencé le 1" in page
        assert "sans autorisation de démarrage anticipé" in page


def test_means_that_are_not_stated_are_a_warning_and_forbid_nothing(client):
    report = make_report(make_agreed())
    signed_in(client, report, Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT)
    page = page_of(client, report)
    assert "son seuil ne se calcule donc pas" in page
    assert "L1611-9" in page
    assert client.post(reverse("operations:report_send", args=[report.pk])).status_code in (302, 422)
    assert [one.sentence[:15] for one in warnings_of(report)] == ["Étude d’impact "]


def test_a_field_that_an_authority_leads_is_weighed_before_the_vote(client):
    operation = make_agreed()
    means_of(operation, 8_000, 900_000_000)
    FundingPlan.objects.filter(operation=operation).update(lead_field="solidarite-territoires")
    report = make_sent(operation)
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    for name in ("report", "report_vote"):
        page = page_of(client, report, name)
        assert "solidarité des territoires" in page
        assert "L1111-9" in page


def test_nothing_is_told_when_the_cost_stays_under_the_threshold():
    operation = make_agreed()
    means_of(operation, 8_000, 9_000_000)
    assert warnings_of(make_report(operation)) == []


def test_between_two_thresholds_the_doubt_is_told():
    operation = make_agreed()
    # Above 400,000 inhabitants: 25 % of the revenue « ou » 100 M€.
    means_of(operation, 450_000, 800_000)
    [found] = warnings_of(make_report(operation))
    assert "à confirmer par un juriste" in found.sentence


def test_an_event_asks_for_no_impact_study():
    operation = make_agreed()
    Operation.objects.filter(pk=operation.pk).update(kind="event")
    assert warnings_of(make_report(operation)) == []


def test_the_queries_of_the_warnings_do_not_grow_with_the_operations(django_assert_num_queries):
    contract = make_agreed().contract
    operations = [make_agreed(contract) for _ in range(3)]
    for one in operations:
        means_of(one, 8_000, 9_000_000)
        begin_works(one)
    report = make_report(*operations)
    with django_assert_num_queries(4):
        assert len(warnings_of(report)) == 3


def test_what_left_a_report_is_told_to_those_who_prepare_it_alone(client):
    operation = make_agreed()
    report = make_report(operation, make_agreed(operation.contract))
    move_operation(operation, "back_to_routing", by=CLERK, at=AT, reason="Le fonds est moins doté")
    signed_in(client, report, Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT)
    assert "Le fonds est moins doté" in page_of(client, report)
    other = make_sent(make_agreed(operation.contract), assembly=report.assembly)
    assert JournalEntry.objects.about(other).exists()
    signed_in(client, other, Side.EPCI, Role.PROJECT_LEAD)
    assert "Historique" not in page_of(client, other)
