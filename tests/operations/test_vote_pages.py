"""The pages around a vote: the sitting that lacks, those that may vote, and where the act is then read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assemblies.factories import CLERK, make_assembly, make_sitting, publication_facts
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.kinds import EventKind
from beffroi.contracts.kinds import Side
from beffroi.core.dates import local_day
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import make_contract
from operations.test_report_warnings import BACKEND, page_of, signed_in
from operations.voting import (
    AT,
    HELD_ON,
    SEALED_AT,
    committee_of,
    make_agreed,
    make_report,
    make_sent,
    sitting_of,
    vote_on,
)
from organisations.factories import make_member

pytestmark = pytest.mark.django_db
NONE_YET = "Aucune séance de cette assemblée n’est enregistrée depuis l’envoi du rapport."
SENT_ON = local_day(AT)


@pytest.fixture
def report():
    """A report that its assembly has received."""
    return make_sent(make_agreed())


def at_the_vote(client, report):
    """The page of the vote, as the clerk opens it."""
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    return page_of(client, report, "report_vote")


def vote(report):
    """The sealed act of the vote."""
    act = vote_on(report)
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    return act


def make_public(act):
    """Have the act received by the State, then published, the day after the sitting."""
    day = local_day(SEALED_AT)
    record_event(act, EventKind.TRANSMISSION, EventFacts(day, day), by=CLERK, at=SEALED_AT)
    publish(act, publication_facts(), happened_on=day, by=CLERK, at=SEALED_AT)


def test_without_a_sitting_the_page_leads_to_the_one_that_is_recorded_first(client, report):
    page = at_the_vote(client, report)
    assert NONE_YET in page
    assert reverse("assemblies:sitting_add", args=[report.assembly.slug]) in page
    assert "Ouvrir la délibération" not in page


def test_a_sitting_held_before_the_report_was_sent_is_not_offered(client, report):
    sitting_of(report, SENT_ON - timedelta(1))
    assert NONE_YET in at_the_vote(client, report)


def test_a_sitting_of_another_assembly_is_not_offered(client, report):
    other = make_assembly(members=3, organisation=report.assembly.organisation)
    make_sitting(other, held_on=HELD_ON)
    assert NONE_YET in at_the_vote(client, report)


def test_the_only_sitting_is_chosen_from_the_day_of_the_sending_on(client, report):
    sitting = sitting_of(report, SENT_ON)
    page = at_the_vote(client, report)
    assert NONE_YET not in page
    assert f'<option value="{sitting.pk}" selected>' in page


def test_between_two_sittings_the_clerk_chooses(client, report):
    sittings = [sitting_of(report, HELD_ON), sitting_of(report, HELD_ON + timedelta(30))]
    page = at_the_vote(client, report)
    for one in sittings:
        assert f'<option value="{one.pk}">' in page


def test_the_clerk_goes_from_a_voted_report_to_its_act_the_other_party_once_it_is_published(client, report):
    act = vote(report)
    here, there = reverse("assemblies:act", args=[act.pk]), reverse("register:act", args=[act.pk])
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    assert f'href="{here}"' in page_of(client, report)
    signed_in(client, report, Side.EPCI, Role.PROJECT_LEAD)
    assert f'href="{there}"' not in page_of(client, report)
    make_public(act)
    assert f'href="{there}"' in page_of(client, report)


@pytest.mark.parametrize("role", [Role.PROJECT_LEAD, Role.ELECTED_MEMBER])
def test_the_page_of_an_operation_leads_to_its_act_once_it_is_published(client, report, role):
    operation = report.items.get().operation
    act = vote(report)
    make_public(act)
    signed_in(client, report, Side.EPCI, role)
    page = client.get(reverse("operations:operation", args=[operation.pk])).content.decode()
    assert f'href="{reverse("register:act", args=[act.pk])}"' in page


def test_the_page_of_an_operation_says_nothing_of_an_act_that_is_not_published(client, report):
    operation = report.items.get().operation
    act = vote(report)
    signed_in(client, report, Side.EPCI, Role.PROJECT_LEAD)
    page = client.get(reverse("operations:operation", args=[operation.pk])).content.decode()
    assert "au registre public" not in page.lower()
    assert reverse("register:act", args=[act.pk]) not in page


def to_the_report(client, operation):
    """Where the agent of the département is led from an operation that waits for a report."""
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.DEVELOPMENT_AGENT), backend=BACKEND)
    return client.get(reverse("operations:to_report", args=[operation.pk])).url


def test_a_report_opened_from_an_operation_has_its_contract_and_offers_it(client):
    contract = make_contract()
    operation, _other = make_agreed(contract), make_agreed(contract)
    where = to_the_report(client, operation)
    assert f'<option value="{contract.pk}" selected>' in client.get(where).content.decode()
    typed = {
        "contract": contract.pk, "assembly": committee_of(contract).pk, "planned_on": "16/02/2026",
        "title": "Attributions", "delegation": "Délibération n° 12",
    }  # fmt: skip
    page = client.post(where, typed, follow=True).content.decode()
    assert f'<option value="{operation.pk}" selected>' in page


def test_a_report_that_is_being_prepared_offers_the_operation_that_one_comes_from(client):
    contract = make_contract()
    make_report(make_agreed(contract))
    _other, operation = make_agreed(contract), make_agreed(contract)
    page = client.get(to_the_report(client, operation)).content.decode()
    assert f'<option value="{operation.pk}" selected>' in page


def test_an_operation_of_others_chooses_no_contract(client):
    here, elsewhere = make_agreed(), make_agreed()
    to_the_report(client, here)
    page = client.get(f"{reverse('operations:report_new')}?operation={elsewhere.pk}").content.decode()
    assert "selected>Choisir" in page
    assert f'<option value="{elsewhere.contract_id}"' not in page
