"""The page where one chooses how often one is written to, and what is kept of it."""

import json
from datetime import date

import pytest
from django.urls import reverse

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.saved import keep_filter
from beffroi.operations.models import SavedFilter
from beffroi.organisations.actions import close_account
from beffroi.organisations.export import personal_data
from beffroi.organisations.roles import Role
from beffroi.workspace.actions import choose_mails, open_calendar
from beffroi.workspace.kinds import Rhythm, SendingState
from beffroi.workspace.models import DigestSending, MailChoice
from core.html_checks import check_page
from operations.factories import AT
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 10)
PAGE = "workspace:mails"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def lead():
    return make_actor(None, Role.PROJECT_LEAD)


@pytest.fixture
def signed(client, lead):
    client.force_login(lead.user, backend=BACKEND)
    return client


def test_the_page_shows_what_holds_before_any_choice(signed):
    page = signed.get(reverse(PAGE)).content.decode()
    check_page(page)
    assert '<option value="weekly" selected>' in page
    assert '<option value="0" selected>' in page


def test_a_choice_is_kept_told_in_the_journal_and_shown_again(signed, lead):
    assert signed.post(reverse(PAGE), {"rhythm": "weekly", "weekday": "3"}).status_code == 302
    assert str(MailChoice.objects.get(user=lead.user)) == "chaque jeudi"
    assert '<option value="3" selected>' in signed.get(reverse(PAGE)).content.decode()
    signed.post(reverse(PAGE), {"rhythm": "never", "weekday": "3"})
    told = [one.changes for one in JournalEntry.objects.order_by("id")]
    assert told == [{"rhythm": ["chaque lundi", "chaque jeudi"]}, {"rhythm": ["chaque jeudi", "jamais"]}]


def test_the_same_choice_again_writes_nothing(lead):
    first = choose_mails(lead.user, Rhythm.DAILY, 0, by=lead, on=ON)
    choose_mails(lead.user, Rhythm.DAILY, 0, by=lead, on=date(2024, 6, 20))
    assert MailChoice.objects.get().chosen_on == first.chosen_on == ON
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize(("rhythm", "weekday"), [("hourly", "0"), ("weekly", "6"), ("", "")])
def test_what_is_not_of_the_list_is_refused_beside_the_field(signed, rhythm, weekday):
    page = signed.post(reverse(PAGE), {"rhythm": rhythm, "weekday": weekday})
    assert page.status_code == 200
    assert 'id="erreurs"' in page.content.decode()
    assert not MailChoice.objects.exists()


def test_the_database_refuses_a_weekend_in_french(lead):
    with pytest.raises(RuleViolation, match="n’est pas un choix valide"):
        choose_mails(lead.user, Rhythm.WEEKLY, 6, by=lead, on=ON)


def test_the_page_of_the_account_leads_to_it(signed):
    assert reverse(PAGE) in signed.get(reverse("organisations:account")).content.decode()


def test_ones_data_tell_choices_digests_calendar_and_lists(signed, lead):
    choose_mails(lead.user, Rhythm.DAILY, 0, by=lead, on=ON)
    keep_filter("En retard", "delai=retard", by=lead)
    address = open_calendar(lead.user, by=lead, at=AT)
    DigestSending.objects.create(user=lead.user, due_on=ON, state=SendingState.SENT, claimed_at=AT)
    answer = signed.get(reverse("organisations:export")).content.decode()
    told = json.loads(answer)
    assert told["courriels_et_calendrier"] == {
        "recapitulatif": "chaque jour, du lundi au vendredi",
        "choisi_le": "2024-06-10",
        "recapitulatifs": [{"du": "2024-06-10", "etat": "envoyé"}],
        "calendrier_ouvert_le": "2024-06-03T09:30:00Z",
    }
    assert told["listes_d_operations"] == [
        {"organisation": str(lead.organisation), "nom": "En retard", "filtres": "delai=retard"}
    ]
    assert address.nonce not in answer


def test_who_chose_nothing_is_told_what_holds(lead):
    told = personal_data(lead.user)["courriels_et_calendrier"]
    assert (told["recapitulatif"], told["choisi_le"]) == ("chaque lundi", None)


def test_a_closed_account_keeps_none_of_it(lead):
    choose_mails(lead.user, Rhythm.DAILY, 0, by=lead, on=ON)
    keep_filter("En retard", "delai=retard", by=lead)
    DigestSending.objects.create(user=lead.user, due_on=ON, state=SendingState.SENT, claimed_at=AT)
    close_account(lead.user)
    for kept in (MailChoice, SavedFilter, DigestSending):
        assert not kept.objects.exists()
