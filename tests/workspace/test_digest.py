"""The digest: who gets it, on which day, what it says, and what a real server receives."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings as current
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.organisations.models import Membership, User
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.workspace.actions import choose_mails
from beffroi.workspace.kinds import Rhythm, SendingState
from beffroi.workspace.mails.digest import MOST_LINES
from beffroi.workspace.mails.periods import due_day
from beffroi.workspace.mails.sending import KEPT_DAYS, MOST_REFUSALS, Owed, claim, digests_owed, send_digests
from beffroi.workspace.mails.unsubscribe import unsubscribe_link
from beffroi.workspace.models import DigestSending, MailChoice
from contracts import factories as contracts
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_member, make_organisation
from workspace.mail_server import BUSY, REFUSED, html_of, mail_server, plain, subject_of, text_of

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 6, 10)
AT = datetime(2024, 6, 10, 6, 0, tzinfo=UTC)
BEFORE = date(2024, 6, 3)


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def lead(contract):
    """Somebody of the EPCI, whose account is older than the days of these tests."""
    return old(make_actor(owner_of(contract), Role.PROJECT_LEAD, email="claire@test.example"))


@pytest.fixture
def server(settings):
    settings.PUBLIC_ADDRESS = "https://beffroi.exemple.fr"
    with mail_server(settings) as received:
        yield received


def old(actor):
    User.objects.filter(pk=actor.user.pk).update(created_at=datetime(2024, 1, 2, tzinfo=UTC))
    return actor


def waiting(contract, title="Halle", due=date(2024, 6, 12)):
    operation = make_operation(contract, S.COMPLETION, title=title)
    Operation.objects.filter(pk=operation.pk).update(due_on=due)
    return operation


def send(on=MONDAY, at=AT):
    return send_digests(on, now=lambda: at)


def chosen(actor, rhythm, weekday=0, on=BEFORE):
    return choose_mails(actor.user, rhythm, weekday, by=actor, on=on)


@pytest.mark.parametrize(
    ("rhythm", "weekday", "on", "due"),
    [
        (Rhythm.NEVER, 0, "2024-06-10", None),
        (Rhythm.DAILY, 0, "2024-06-12", "2024-06-12"),
        (Rhythm.DAILY, 0, "2024-06-15", "2024-06-14"),
        (Rhythm.DAILY, 0, "2024-06-16", "2024-06-14"),
        (Rhythm.WEEKLY, 0, "2024-06-10", "2024-06-10"),
        (Rhythm.WEEKLY, 1, "2024-06-10", "2024-06-04"),
        (Rhythm.WEEKLY, 1, "2024-06-13", "2024-06-11"),
    ],
)
def test_a_digest_is_due_on_the_latest_of_its_days(rhythm, weekday, on, due):
    assert due_day(rhythm, weekday, date.fromisoformat(on)) == (date.fromisoformat(due) if due else None)


def test_a_real_server_receives_what_waits_in_text_and_html_with_whole_links(contract, lead, server):
    operation = waiting(contract)
    assert send().sent == 1
    (message,) = server.messages
    assert message["To"] == "claire@test.example"
    assert subject_of(message) == "Beffroi : 1 chose à faire"
    link = f"https://beffroi.exemple.fr{reverse('operations:operation', args=[operation.pk])}"
    for body in (text_of(message), html_of(message)):
        said = plain(body)
        assert "Compléter le dossier" in said
        assert "Halle, étape 3 sur 8" in said
        assert "dans 2 jours" in said
        assert "12 juin 2024" in said
        assert link in said
        assert "https://beffroi.exemple.fr/compte/courriels/" in said
    assert str(lead.organisation).upper() in text_of(message)


def test_the_headers_let_a_mail_program_stop_it_in_one_click(contract, lead, server):
    waiting(contract)
    send()
    (message,) = server.messages
    stop = message["List-Unsubscribe"].strip().strip("<>")
    assert stop == unsubscribe_link(lead.user)
    assert stop.startswith("https://beffroi.exemple.fr/courriels/arret/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"] == f"<recapitulatif-{lead.user_id}-20240610@beffroi.exemple.fr>"
    assert message["Auto-Submitted"] == "auto-generated"
    # As a mail program does: no cookie, no page read before, no token of ours.
    stopped = Client(enforce_csrf_checks=True).post(
        stop.removeprefix("https://beffroi.exemple.fr"), {"List-Unsubscribe": "One-Click"}
    )
    assert stopped.status_code == 200
    assert MailChoice.objects.get(user=lead.user).rhythm == Rhythm.NEVER
    send(MONDAY + timedelta(days=7))
    assert len(server.messages) == 1


def test_the_link_shows_a_page_and_changes_nothing_until_one_says_so(client, lead):
    address = unsubscribe_link(lead.user).removeprefix(current.PUBLIC_ADDRESS)
    assert "Ne plus le recevoir" in client.get(address).content.decode()
    assert not MailChoice.objects.exists()
    assert "C’est fait" in client.post(address).content.decode()
    assert MailChoice.objects.get().rhythm == Rhythm.NEVER
    assert client.post(address).status_code == 200


def test_a_link_made_up_or_of_a_closed_account_leads_nowhere(client, lead):
    address = unsubscribe_link(lead.user).removeprefix(current.PUBLIC_ADDRESS)
    other = make_actor().user_id
    forged = address.replace(f"/{lead.user_id}:", f"/{other}:")
    assert client.post(forged).status_code == 404
    assert client.post(reverse("workspace:unsubscribe", args=["rien"])).status_code == 404
    User.objects.filter(pk=lead.user_id).update(is_active=False)
    assert client.get(address).status_code == 404
    assert not MailChoice.objects.exists()


def test_nothing_to_say_sends_nothing(lead, server):
    report = send()
    assert (report.sent, report.empty, server.messages) == (0, 1, [])
    assert send().empty == 0


def test_who_chose_nothing_is_written_to_on_mondays(contract, lead, server):
    waiting(contract)
    send(MONDAY)
    send(MONDAY + timedelta(days=1))
    send(MONDAY + timedelta(days=6))
    assert len(server.messages) == 1
    send(MONDAY + timedelta(days=7))
    assert len(server.messages) == 2


def test_each_day_writes_on_working_days_only(contract, lead, server):
    waiting(contract, due=date(2024, 7, 1))
    chosen(lead, Rhythm.DAILY)
    for day in range(7):
        send(MONDAY + timedelta(days=day))
    assert len(server.messages) == 5


def test_a_missed_day_is_made_up_for_by_the_next_run(contract, lead, server):
    waiting(contract)
    send(MONDAY + timedelta(days=2))
    assert DigestSending.objects.get().due_on == MONDAY
    assert len(server.messages) == 1


def test_a_choice_owes_nothing_for_the_days_before_it(contract, lead, server):
    waiting(contract)
    chosen(lead, Rhythm.WEEKLY, 0, on=MONDAY + timedelta(days=1))
    send(MONDAY + timedelta(days=2))
    assert server.messages == []


def test_two_runs_in_a_row_write_once(contract, lead, server):
    waiting(contract)
    assert [send().sent, send().sent] == [1, 0]
    assert len(server.messages) == 1


def test_what_the_server_refuses_is_counted_and_tried_again(contract, lead, server):
    waiting(contract)
    server.refusing["claire@test.example"] = BUSY
    assert send().refused == 1
    kept = DigestSending.objects.get()
    assert (kept.state, kept.refusals) == (SendingState.REFUSED, 1)
    assert "revenez plus tard" in kept.refusal
    server.refusing.clear()
    assert send().sent == 1
    assert DigestSending.objects.get().state == SendingState.SENT
    assert len(server.messages) == 1


def test_a_refusal_does_not_keep_the_others_from_their_mail(contract, lead, server):
    other = old(make_actor(owner_of(contract), Role.PROJECT_LEAD, email="paul@test.example"))
    waiting(contract)
    server.refusing["claire@test.example"] = REFUSED
    report = send()
    assert (report.sent, report.refused) == (1, 1)
    assert server.recipients == [other.user.email]


def test_after_some_refusals_nothing_more_is_tried_until_the_next_digest(contract, lead, server):
    waiting(contract)
    server.refusing["claire@test.example"] = REFUSED
    tries = [send().refused for _ in range(MOST_REFUSALS + 1)]
    assert tries == [1] * MOST_REFUSALS + [0]
    assert send(MONDAY + timedelta(days=7)).refused == 1


def test_a_server_that_does_not_answer_leaves_everybody_for_later(contract, lead, settings):
    old(make_actor(owner_of(contract), Role.PROJECT_LEAD))
    waiting(contract)
    with mail_server(settings):
        pass
    report = send()
    assert (report.is_down, report.left, report.refused) == (True, 2, 0)
    with mail_server(settings) as received:
        assert send().sent == 2
        assert len(received.messages) == 2


def test_an_interrupted_sending_is_told_and_not_taken_up_again(contract, lead, server):
    waiting(contract)
    assert claim(Owed(lead.user, MONDAY), AT)
    assert send(at=AT + timedelta(minutes=5)).lost == 0
    report = send(at=AT + timedelta(hours=2))
    assert (report.sent, report.lost, server.messages) == (0, 1, [])


def test_each_is_told_only_what_they_may_see(contract, lead, server):
    waiting(contract, "Halle")
    make_operation(contract, S.FILE, title="Piscine secrète")
    stranger = make_contract()
    old(make_actor(owner_of(stranger), Role.PROJECT_LEAD, email="ailleurs@test.example"))
    departement = contracts.organisation_of(contract, Side.DEPARTEMENT)
    old(make_actor(departement, Role.DEVELOPMENT_AGENT, email="agent@test.example"))
    send()
    told = {str(one["To"]): text_of(one) for one in server.messages}
    assert set(told) == {"claire@test.example", "agent@test.example"}
    assert "Piscine secrète" in told["claire@test.example"]
    # What others must do within a week is told; a draft that its owner keeps is not.
    assert "Ailleurs" in told["agent@test.example"]
    assert "Halle" in told["agent@test.example"]
    assert "Piscine" not in told["agent@test.example"]


def test_each_organisation_that_one_acts_for_has_its_part(contract, lead, server):
    other = make_contract()
    make_member(owner_of(other), Role.PROJECT_LEAD, user=lead.user)
    waiting(contract, "Halle")
    waiting(other, "Piscine", due=date(2024, 6, 3))
    send()
    (message,) = server.messages
    said = text_of(message)
    assert subject_of(message) == "Beffroi : 2 choses à faire, dont 1 en retard"
    for organisation in (owner_of(contract), owner_of(other)):
        assert str(organisation).upper() in said
    assert "#agir-pour" in said


def test_who_left_closed_their_account_or_is_a_character_is_not_written_to(contract, lead, server):
    waiting(contract)
    Membership.objects.filter(user=lead.user).update(ends_on=MONDAY - timedelta(days=1))
    closed = old(make_actor(owner_of(contract), Role.PROJECT_LEAD))
    User.objects.filter(pk=closed.user_id).update(is_active=False)
    old(make_actor(owner_of(contract), Role.PROJECT_LEAD, is_persona=True))
    assert digests_owed(MONDAY) == []
    send()
    assert server.messages == []


def test_a_long_list_is_cut_and_says_so(contract, lead, server):
    for _ in range(MOST_LINES + 2):
        waiting(contract)
    send()
    assert "Et 2 de plus sur votre page d’accueil" in plain(text_of(server.messages[0]))


def test_only_the_due_dates_of_others_have_their_own_subject(contract, server):
    departement = contracts.organisation_of(contract, Side.DEPARTEMENT)
    old(make_actor(departement, Role.DEVELOPMENT_AGENT))
    waiting(contract)
    send()
    assert subject_of(server.messages[0]) == "Beffroi : 1 échéance proche"


def test_whom_a_digest_is_owed_to_is_asked_in_few_queries(contract, django_assert_num_queries):
    for _ in range(20):
        old(make_actor(owner_of(contract), Role.PROJECT_LEAD))
    with django_assert_num_queries(3):
        assert len(digests_owed(MONDAY)) == 20


def test_the_command_says_in_french_what_it_did(contract, lead, server):
    waiting(contract)
    told = StringIO()
    call_command("tick", "--on", "2024-06-10", stdout=told)
    call_command("tick", "--on", "10/06/2024", stdout=told)
    lines = [plain(line) for line in told.getvalue().splitlines()]
    assert lines[0] == "Récapitulatifs : 1 envoyé."
    assert lines[1] == "Pièces : aucun antivirus n’est réglé."
    assert lines[2].startswith("Effacés : 0 session terminée")
    assert lines[3] == "Récapitulatifs : 0 envoyé."
    assert len(server.messages) == 1


def test_the_command_fails_when_the_server_is_down_and_still_does_the_rest(contract, lead, settings):
    waiting(contract)
    with mail_server(settings):
        pass
    told, failed = StringIO(), StringIO()
    with pytest.raises(CommandError, match="prochain passage"):
        call_command("tick", "--on", "2024-06-10", stdout=told, stderr=failed)
    assert "ne répond pas : 1 récapitulatif en attente" in plain(failed.getvalue())
    assert "Effacés" in told.getvalue()


def test_the_command_refuses_a_day_that_does_not_exist():
    with pytest.raises(CommandError, match="32/13/2024"):
        call_command("tick", "--on", "32/13/2024")


def test_old_digests_are_forgotten(lead):
    DigestSending.objects.create(
        user=lead.user, due_on=MONDAY - timedelta(days=KEPT_DAYS + 1), state=SendingState.SENT, claimed_at=AT
    )
    kept = DigestSending.objects.create(
        user=lead.user, due_on=MONDAY - timedelta(days=KEPT_DAYS), state=SendingState.SENT, claimed_at=AT
    )
    told = StringIO()
    call_command("tick", "--on", "2024-06-10", stdout=told)
    assert "1 ancien récapitulatif" in plain(told.getvalue())
    assert kept in DigestSending.objects.all()


def test_a_partner_without_work_is_left_alone(server):
    old(make_actor(make_organisation(OrganisationKind.PARTNER), Role.ENGINEERING_PARTNER))
    assert send().empty == 1
    assert server.messages == []
