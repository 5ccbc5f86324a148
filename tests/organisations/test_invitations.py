"""An account begins with an invitation: sent, accepted once, taken back, expired."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.actions import accept_invitation, invite, open_account, revoke_invitation
from beffroi.organisations.models import Invitation, Membership, User
from beffroi.organisations.roles import OrganisationKind, Role
from core.html_checks import check_page
from organisations.factories import (
    PASSWORD,
    make_actor,
    make_invitation,
    make_member,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANSWER = {
    "first_name": "Inès",
    "last_name": "Delorme",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "notice": "oui",
}


@pytest.fixture
def admin():
    return make_actor(make_organisation())


@pytest.fixture
def signed(client, admin):
    client.force_login(admin.user, backend=BACKEND)
    return client


def link(secret):
    return reverse("organisations:accept", args=[secret])


def verbs():
    return list(JournalEntry.objects.order_by("id").values_list("verb", flat=True))


def test_the_whole_road_from_the_invitation_to_the_home(signed, admin, django_user_model):
    sent = {"email": "Ines.Delorme@test.example", "role": Role.PROJECT_LEAD}
    assert signed.post(reverse("organisations:invite"), sent).status_code == 302
    (message,) = mail.outbox
    assert message.to == ["ines.delorme@test.example"]
    address = re.search(r"http://testserver(\S+)", message.body)[1]
    guest = type(signed)()
    check_page(guest.get(address).content.decode())
    assert guest.post(address, ANSWER).url == reverse("organisations:home")
    home = guest.get(reverse("organisations:home")).content.decode()
    check_page(home)
    assert "Pilotage de projet" in home
    user = User.objects.get(email="ines.delorme@test.example")
    assert user.notice_read_at
    assert user.full_name == "Inès Delorme"
    assert verbs() == ["invitation.sent", "invitation.accepted", "membership.started"]


def test_only_a_hash_of_the_secret_is_kept(admin):
    invitation, secret = invite("quelquun@test.example", Role.MANAGER, by=admin)
    assert secret not in str(Invitation.objects.filter(pk=invitation.pk).values())
    assert len(secret) >= 40


def test_an_invitation_is_valid_seven_days(admin):
    invitation, _ = invite("quelquun@test.example", Role.MANAGER, by=admin)
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)


def test_refused_when_the_kind_does_not_give_the_role(admin):
    with pytest.raises(RuleViolation, match="ne donne pas le rôle"):
        invite("quelquun@test.example", Role.COMMUNE_AGENT, by=admin)


def test_the_form_offers_only_the_roles_of_the_kind(signed):
    page = signed.get(reverse("organisations:invite")).content.decode()
    assert 'value="project_lead"' in page
    assert 'value="commune_agent"' not in page
    refused = signed.post(
        reverse("organisations:invite"), {"email": "a@test.example", "role": Role.COMMUNE_AGENT}
    )
    assert refused.status_code == 200
    assert not Invitation.objects.exists()


def test_refused_when_one_already_waits_or_is_held(admin):
    invite("quelquun@test.example", Role.MANAGER, by=admin)
    with pytest.raises(RuleViolation, match="attend déjà"):
        invite(" Quelquun@test.example ", Role.MANAGER, by=admin)
    with pytest.raises(RuleViolation, match="tient déjà"):
        invite(admin.user.email, Role.ADMINISTRATOR, by=admin)


def test_a_link_serves_once(client, admin):
    _, secret = make_invitation(admin.organisation)
    assert client.post(link(secret), ANSWER).status_code == 302
    client.logout()
    again = client.post(link(secret), ANSWER)
    assert again.status_code == 410
    assert "a déjà servi" in again.content.decode()
    assert Membership.objects.filter(role=Role.MANAGER).count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"revoked_at": timezone.now()}, "annulée"),
        ({"accepted_at": timezone.now()}, "déjà servi"),
        (
            {
                "created_at": timezone.now() - timedelta(days=8),
                "expires_at": timezone.now() - timedelta(days=1),
            },
            "expiré",
        ),
    ],
)
def test_each_dead_link_says_why(client, admin, changes, told):
    _, secret = make_invitation(admin.organisation, **changes)
    page = client.get(link(secret))
    assert page.status_code == 410
    assert told in page.content.decode()
    check_page(page.content.decode())


def test_a_wrong_link_says_so(client):
    page = client.get(link("nimporte-quoi"))
    assert page.status_code == 404
    assert "mal recopié" in page.content.decode()


@pytest.mark.parametrize("missing", ["first_name", "last_name", "password1", "notice"])
def test_nothing_typed_is_lost_when_something_is_missing(client, admin, missing):
    _, secret = make_invitation(admin.organisation)
    page = client.post(link(secret), {**ANSWER, missing: ""})
    assert page.status_code == 200
    assert "Un point à corriger" in page.content.decode()
    assert not User.objects.filter(last_name="Delorme").exists()


def test_a_weak_password_is_refused(client, admin):
    _, secret = make_invitation(admin.organisation)
    page = client.post(link(secret), {**ANSWER, "password1": "motdepasse2024", "password2": "autre"})
    assert "se devine vite" in page.content.decode()
    assert "Les deux mots de passe diffèrent" in page.content.decode()


def test_who_has_an_account_signs_in_then_accepts(client, admin):
    user = make_user("elle@test.example", password=PASSWORD)
    _, secret = make_invitation(admin.organisation, email=user.email)
    asked = client.get(link(secret))
    assert asked.url.startswith(reverse("account_login"))
    client.force_login(user, backend=BACKEND)
    page = client.get(link(secret)).content.decode()
    check_page(page)
    assert "Accepter l’invitation" in page
    client.post(link(secret))
    assert Membership.objects.get(user=user).role == Role.MANAGER


def test_an_invitation_is_for_one_address(client, admin):
    _, secret = make_invitation(admin.organisation, email="elle@test.example")
    client.force_login(make_user("lui@test.example"), backend=BACKEND)
    assert client.post(link(secret)).status_code == 403
    assert not Membership.objects.filter(role=Role.MANAGER).exists()


def test_the_action_refuses_another_address_too(admin):
    invitation, _ = make_invitation(admin.organisation, email="elle@test.example")
    with pytest.raises(RuleViolation, match="est pour elle@test"):
        accept_invitation(invitation, by=make_user("lui@test.example"))


def test_an_account_is_not_opened_twice_for_one_address(admin):
    make_user("elle@test.example")
    invitation, _ = make_invitation(admin.organisation, email="elle@test.example")
    with pytest.raises(RuleViolation, match="porte déjà cette adresse"):
        open_account(invitation, first_name="Elle", last_name="Même", password=PASSWORD)


def test_an_invitation_is_taken_back(signed, admin):
    invitation, secret = make_invitation(admin.organisation)
    signed.post(reverse("organisations:revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.revoked_at
    assert type(signed)().get(link(secret)).status_code == 410
    with pytest.raises(RuleViolation, match="annulée"):
        revoke_invitation(invitation, by=admin)


def test_the_role_accepted_while_already_held_is_not_doubled(admin):
    user = make_member(admin.organisation, Role.MANAGER)
    invitation, _ = make_invitation(admin.organisation, email=user.email)
    accept_invitation(invitation, by=user)
    assert Membership.objects.filter(user=user).count() == 1


def test_a_message_that_cannot_leave_is_told(signed, monkeypatch):
    def broken(*_, **__):
        raise OSError("no server")

    monkeypatch.setattr("beffroi.organisations.mail.send_mail", broken)
    page = signed.post(
        reverse("organisations:invite"), {"email": "a@test.example", "role": Role.MANAGER}, follow=True
    )
    assert "n’est pas parti" in page.content.decode()


def test_an_organisation_of_each_kind_invites(db):
    for kind in OrganisationKind:
        actor = make_actor(make_organisation(kind))
        assert invite("quelquun@test.example", Role.AUDITOR, by=actor)[0].organisation == actor.organisation
