"""The pages around a vote: the sitting that lacks, those that may vote, and where the act is then read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assemblies.factories import CLERK, make_assembly, make_sitting, publication_facts
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import EventFacts, VoteFacts
from beffroi.assemblies.kinds import EventKind, Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.kinds import Side
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.law.french import french_date
from beffroi.operations.actions.plan import funder_cuts, resettle_plan, write_plan
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import FunderKind
from beffroi.operations.models import Operation, Report
from beffroi.operations.public import published, vote_of
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import make_contract
from operations.test_award import as_written, line_of
from operations.test_report_warnings import BACKEND, page_of, signed_in
from operations.test_routed_again import LESS, route
from operations.voting import (
    AT,
    HELD_ON,
    SEALED_AT,
    agree,
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
LATER = timedelta(30)


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


def make_public(act, at=SEALED_AT):
    """Have the act received by the State, then published, the day after the sitting."""
    day = local_day(at)
    record_event(act, EventKind.TRANSMISSION, EventFacts(day, day), by=CLERK, at=at)
    publish(act, publication_facts(), happened_on=day, by=CLERK, at=at)


def test_the_clerk_reads_the_sealed_fiche_and_is_led_to_no_text_that_is_not_theirs(client, report):
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    [item] = report.items.all()
    page = client.get(reverse("operations:sheet", args=[item.operation_id])).content.decode()
    assert "Fiche n° 1 (PDF)" in page
    assert reverse("drafting:text", args=[item.sheet.text_id]) not in page
    signed_in(client, report, Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT)
    page = client.get(reverse("operations:sheet", args=[item.operation_id])).content.decode()
    assert reverse("drafting:text", args=[item.sheet.text_id]) in page


def test_more_votes_than_seats_are_refused_beside_the_count_and_nothing_is_lost(client, report):
    sitting = sitting_of(report)
    # Before the roll is filled, only the seats are known.
    sitting.attendances.all().delete()
    seats = sitting.assembly.seats.count()
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    [item] = report.items.all()
    typed = {
        "sitting": sitting.pk, "number": "CP-9", "outcome": "adopted", "ballot": "ordinary",
        "votes_for": seats, "votes_against": 1, "abstentions": 0,
        f"amount_{item.pk}": "1 000,00", "urgency_reason": "",
    }  # fmt: skip
    address = reverse("operations:report_vote", args=[report.pk])
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{seats + 1}\xa0voix pour {seats}\xa0sièges" in page
    assert 'id="id_votes_for_error"' in page
    assert 'value="CP-9"' in page
    assert not Deliberation.objects.filter(sitting=sitting).exists()
    many = VoteFacts(Outcome.ADOPTED, votes_for=seats + 1, votes_against=0)
    with pytest.raises(RuleViolation, match="relisez le décompte"):
        record_vote(report, ReportVote(sitting, many, {item.pk: item.proposed_amount}), by=CLERK)
    assert client.post(address, typed | {"votes_for": seats - 1}).status_code == 302


def test_more_votes_than_members_on_the_roll_are_refused_by_the_page_and_by_the_action(client, report):
    sitting = sitting_of(report)
    voices = sitting.attendances.filter(presence__in=["present", "represented"]).count()
    assert 0 < voices < sitting.assembly.seats.count()
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    [item] = report.items.all()
    typed = {
        "sitting": sitting.pk, "number": "CP-9", "outcome": "adopted", "ballot": "ordinary",
        "votes_for": voices, "votes_against": 0, "abstentions": 1,
        f"amount_{item.pk}": "1 000,00", "urgency_reason": "",
    }  # fmt: skip
    address = reverse("operations:report_vote", args=[report.pk])
    answer = client.post(address, typed)
    assert answer.status_code == 422
    [(field, [sentence])] = answer.context["form"].errors.items()
    assert field == "votes_for"
    assert "1 voix de trop" in sentence.replace("\xa0", " ")
    many = VoteFacts(Outcome.ADOPTED, votes_for=voices, votes_against=0, abstentions=1)
    with pytest.raises(RuleViolation, match="de trop"):
        record_vote(report, ReportVote(sitting, many, {item.pk: item.proposed_amount}), by=CLERK)
    assert client.post(address, typed | {"abstentions": 0}).status_code == 302


def test_a_report_that_leaves_says_so_in_french(report):
    entry = JournalEntry.objects.get(verb="report.sent")
    assert entry.note == f"1\xa0opération, séance du {french_date(report.planned_on)}"


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


def typed(report, sitting):
    """A vote as its clerk types it."""
    [item] = report.items.all()
    return {
        "sitting": sitting.pk, "outcome": "adopted", "ballot": "ordinary", "votes_for": "3",
        "votes_against": "0", "abstentions": "0", f"amount_{item.pk}": "96 000",
    }  # fmt: skip


def test_a_second_click_leads_to_the_act_that_the_first_opened(client, report):
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    address, vote = reverse("operations:report_vote", args=[report.pk]), typed(report, sitting_of(report))
    act = client.post(address, vote).headers["Location"]
    again = client.post(address, vote)
    assert again.status_code == 422
    assert f'href="{act}"' in again.content.decode()
    page = page_of(client, report, "report_vote")
    assert f'href="{act}"' in page
    assert 'name="outcome"' not in page


def test_a_reason_of_urgency_that_is_emptied_is_taken_back(client):
    report = make_sent(make_agreed(), urgency_reason="Un gel imminent")
    signed_in(client, report, Side.DEPARTEMENT, Role.ASSEMBLY_CLERK)
    vote = {**typed(report, sitting_of(report)), "urgency_reason": ""}
    assert "Un gel imminent" in page_of(client, report, "report_vote")
    assert client.post(reverse("operations:report_vote", args=[report.pk]), vote).status_code == 302
    report.refresh_from_db()
    assert report.urgency_reason == ""


def test_the_vote_of_a_report_that_is_not_sent_says_so(client):
    page = at_the_vote(client, make_report(make_agreed()))
    assert "Le rapport n’est pas à l’ordre du jour." in page
    assert NONE_YET not in page


def vote_again(first):
    """Have a funder cut what was voted, and a second report voted at a later sitting."""
    operation = Operation.objects.get(pk=first.items.get().operation_id)
    funder_cuts(line_of(operation, FunderKind.STATE), LESS - 10_000, "Crédits réduits", by=CLERK, at=AT)
    write_plan(operation, as_written(operation, own=74_000), by=CLERK, at=AT)
    resettle_plan(operation, by=CLERK, at=AT)
    again = make_sent(agree(route(operation)), assembly=first.assembly)
    amounts = {again.items.get().pk: LESS}
    counts = VoteFacts(Outcome.ADOPTED, votes_for=3, votes_against=0, abstentions=0)
    facts = ReportVote(sitting_of(again, HELD_ON + LATER), counts, amounts, number="2026-9")
    act = record_vote(again, facts, by=CLERK)
    seal_deliberation(act, by=CLERK, at=SEALED_AT + LATER)
    return Operation.objects.get(pk=operation.pk)


def test_voted_again_it_is_public_once_the_second_act_is_published_not_before(client, report):
    make_public(vote(report))
    operation = vote_again(report)
    assert operation.voted_amount == LESS
    assert vote_of(operation) is None
    assert operation not in published()
    last = operation.report_items.latest("pk").report.deliberation
    make_public(last, SEALED_AT + LATER)
    assert vote_of(operation).deliberation_id == last.pk
    assert operation in published()


def to_the_report(client, operation):
    """Where the agent of the département is led from an operation that waits for a report."""
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.DEVELOPMENT_AGENT), backend=BACKEND)
    return client.get(reverse("operations:to_report", args=[operation.pk])).url


def opening(contract):
    """What one types to open a report."""
    return {
        "contract": contract.pk, "assembly": committee_of(contract).pk, "planned_on": "16/02/2026",
        "title": "Attributions", "delegation": "Délibération n° 12",
    }  # fmt: skip


def test_a_report_opened_from_an_operation_has_its_contract_and_offers_it(client):
    contract = make_contract()
    operation, _other = make_agreed(contract), make_agreed(contract)
    where = to_the_report(client, operation)
    assert f'<option value="{contract.pk}" selected>' in client.get(where).content.decode()
    page = client.post(where, opening(contract), follow=True).content.decode()
    assert f'<option value="{operation.pk}" selected>' in page


def test_who_prepares_no_report_is_led_to_those_that_are_read(client):
    operation = make_agreed()
    client.force_login(
        make_member(organisation_of(operation.contract, Side.EPCI), Role.PROJECT_LEAD), backend=BACKEND
    )
    answer = client.get(reverse("operations:to_report", args=[operation.pk]))
    assert answer.url == reverse("operations:reports")


def test_a_report_that_is_being_prepared_offers_the_operation_that_one_comes_from(client):
    contract = make_contract()
    make_report(make_agreed(contract))
    _other, operation = make_agreed(contract), make_agreed(contract)
    page = client.get(to_the_report(client, operation)).content.decode()
    assert f'<option value="{operation.pk}" selected>' in page


def test_an_operation_of_others_chooses_no_contract(client):
    here, elsewhere = make_agreed(), make_agreed()
    to_the_report(client, here)
    where = f"{reverse('operations:report_new')}?operation={elsewhere.pk}"
    page = client.get(where).content.decode()
    assert "selected>Choisir" in page
    assert f'<option value="{elsewhere.contract_id}"' not in page
    answer = client.post(where, opening(here.contract))
    # Whether it exists elsewhere is not told.
    assert answer.url == reverse("operations:report", args=[Report.objects.get().pk])
