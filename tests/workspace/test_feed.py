"""The calendar: what a program reads at a private address, and who no longer reads anything."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings as current
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from beffroi.contracts.kinds import Side
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.organisations.actions import close_account
from beffroi.organisations.models import Membership
from beffroi.organisations.roles import Role
from beffroi.workspace.actions import close_calendar, open_calendar
from beffroi.workspace.feed.addresses import feed_link
from beffroi.workspace.feed.calendar import calendar_of
from beffroi.workspace.models import CalendarAddress
from contracts import factories as contracts
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_member

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 10)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def lead(contract):
    return make_actor(owner_of(contract), Role.PROJECT_LEAD)


def due(contract, title="Halle", on=date(2024, 6, 20), state=S.COMPLETION):
    operation = make_operation(contract, state, title=title)
    Operation.objects.filter(pk=operation.pk).update(due_on=on)
    return operation


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def opened(actor):
    address = open_calendar(actor.user, by=actor, at=timezone.now())
    return feed_link(address).removeprefix(current.PUBLIC_ADDRESS)


def test_each_due_date_is_a_whole_day_with_its_link(contract, lead, settings):
    settings.PUBLIC_ADDRESS = "https://beffroi.exemple.fr"
    operation = due(contract, "Halle, place ; « étage »")
    (event,) = events(calendar_of([lead], ON))
    assert event["dtstart"].dt == date(2024, 6, 20)
    assert event["summary"] == "Compléter le dossier : Halle, place ; « étage », étape 3 sur 8"
    link = f"https://beffroi.exemple.fr{reverse('operations:operation', args=[operation.pk])}"
    assert str(event["url"]).startswith(link)
    assert link in event["description"]
    assert event["transp"] == "TRANSPARENT"
    assert event["uid"].endswith("@beffroi.exemple.fr")


def test_what_waits_for_others_says_so(contract):
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    due(contract)
    (event,) = events(calendar_of([agent], ON))
    assert event["summary"].startswith(f"En attente de {owner_of(contract)} : Halle")


def test_an_event_keeps_its_name_when_its_date_or_the_day_changes(contract, lead):
    operation = due(contract)
    (before,) = events(calendar_of([lead], ON))
    Operation.objects.filter(pk=operation.pk).update(due_on=date(2024, 7, 1))
    (after,) = events(calendar_of([lead], ON + timedelta(days=3)))
    assert before["uid"] == after["uid"]
    assert after["dtstart"].dt == date(2024, 7, 1)


def test_two_organisations_have_two_names_for_one_operation(contract, lead):
    due(contract)
    departement = contracts.organisation_of(contract, Side.DEPARTEMENT)
    agent = make_actor(departement, Role.DEVELOPMENT_AGENT, user=lead.user)
    names = [event["uid"] for event in events(calendar_of([lead, agent], ON))]
    assert len(set(names)) == 2


def test_what_has_no_date_or_belongs_to_others_is_not_there(contract, lead):
    due(contract, on=None)
    due(make_contract(), "Piscine secrète")
    assert events(calendar_of([lead], ON)) == []


def test_a_program_reads_the_address_without_a_session(client, contract, lead):
    due(contract)
    answer = client.get(opened(lead))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies
    calendar = Calendar.from_ical(answer.content)
    assert calendar["x-wr-calname"] == "Beffroi, échéances"
    assert len(events(answer.content)) == 1


def test_what_did_not_change_is_not_sent_again(client, contract, lead):
    due(contract)
    address = opened(lead)
    with time_machine.travel("2024-06-10 09:00:00+00:00", tick=False):
        first = client.get(address)
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        due(contract, "Piscine")
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_wrong_a_renewed_and_a_closed_address_lead_nowhere(client, contract, lead):
    address = opened(lead)
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404
    number = CalendarAddress.objects.get().pk
    assert client.get(reverse("workspace:feed", args=[number + 1, "rien"])).status_code == 404
    renewed = opened(lead)
    assert client.get(address).status_code == 404
    assert client.get(renewed).status_code == 200
    close_calendar(lead.user, by=lead)
    assert client.get(renewed).status_code == 404


def test_what_the_database_holds_opens_nothing_without_the_key(client, lead):
    opened(lead)
    kept = CalendarAddress.objects.get()
    assert client.get(reverse("workspace:feed", args=[kept.pk, kept.nonce])).status_code == 404


def test_a_former_key_of_the_installation_still_opens(client, lead, settings):
    address = opened(lead)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert client.get(address).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(address).status_code == 404


def test_who_left_or_closed_their_account_is_no_longer_read(client, contract, lead):
    address = opened(lead)
    Membership.objects.filter(user=lead.user).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get(address).status_code == 404
    make_member(owner_of(contract), Role.PROJECT_LEAD, user=lead.user)
    assert client.get(address).status_code == 200
    close_account(lead.user)
    assert client.get(address).status_code == 404
    assert not CalendarAddress.objects.exists()


def test_the_page_shows_the_address_and_changes_it(client, lead):
    client.force_login(lead.user, backend=BACKEND)
    page = reverse("workspace:mails")
    assert "Ouvrir une adresse" in client.get(page).content.decode()
    assert not CalendarAddress.objects.exists()
    client.post(reverse("workspace:calendar_open"))
    link = feed_link(CalendarAddress.objects.get())
    assert link in client.get(page).content.decode()
    client.post(reverse("workspace:calendar_open"))
    assert link not in client.get(page).content.decode()
    client.post(reverse("workspace:calendar_close"))
    client.post(reverse("workspace:calendar_close"))
    assert "Ouvrir une adresse" in client.get(page).content.decode()
    verbs = [one.verb for one in JournalEntry.objects.filter(verb__startswith="user.").order_by("id")]
    assert verbs == ["user.calendar_opened", "user.calendar_renewed", "user.calendar_closed"]
