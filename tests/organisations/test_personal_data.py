"""What is kept on a person: told, taken away, erased; and what is not."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.actions import close_account, rename_person
from beffroi.organisations.handover import WorkItem, WorkSource, forget_work, register_work
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from core.html_checks import check_page
from organisations.factories import PASSWORD, make_actor, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_member(
        make_organisation(name="Val-Clair"), Role.MANAGER,
        user=make_user("claire@test.example", password=PASSWORD, first_name="Claire", last_name="Vasseur"),
    )  # fmt: skip


@pytest.fixture
def signed(client, user):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def test_the_notice_is_public(client):
    page = client.get(reverse("organisations:notice")).content.decode()
    check_page(page)
    for told in ("RGPD, art. 6, 1, e", "CNIL", "12 heures", "archives publiques"):
        assert told.replace(" ", "") in page.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")


def test_the_notice_names_who_answers(client, settings):
    settings.DATA_CONTROLLER, settings.DATA_PROTECTION_CONTACT = (
        "Agglomération de Val-Clair",
        "dpd@val.example",
    )
    page = client.get(reverse("organisations:notice")).content.decode()
    assert "Agglomération de Val-Clair" in page
    assert "dpd@val.example" in page


def test_ones_data_are_taken_away(signed, user):
    rename_person(user, first_name="Claire", last_name="Vasseur-Noël", by=make_actor())
    answer = signed.get(reverse("organisations:export"))
    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(answer.content)
    assert told["compte"]["adresse_electronique"] == "claire@test.example"
    assert told["appartenances"][0]["organisation"] == "Val-Clair"
    assert len(told["sessions_ouvertes"]) == 1
    assert PASSWORD not in answer.content.decode()
    assert user.password not in answer.content.decode()


def test_closing_asks_for_the_password_again(signed):
    asked = signed.get(reverse("organisations:close"))
    # Signing in just now is a proof of the same kind; ten minutes later it is asked again.
    assert asked.status_code in (200, 302)
    assert signed.post(reverse("organisations:close"), {"sure": "oui"}).url.startswith(
        reverse("account_reauthenticate")
    )


def test_an_account_is_closed_and_its_owner_erased(signed, user):
    signed.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = signed.get(reverse("organisations:close")).content.decode()
    check_page(page)
    assert "un registre ne peut pas changer" in page
    assert signed.post(reverse("organisations:close"), {}).status_code == 200
    assert signed.post(reverse("organisations:close"), {"sure": "oui"}).status_code == 302
    user.refresh_from_db()
    assert str(user) == f"compte fermé n° {user.pk}"
    assert "claire" not in user.email
    assert not user.is_active
    assert not user.has_usable_password()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Session.objects.exists()
    assert signed.get(reverse("organisations:home")).status_code == 302
    again = signed.post(reverse("account_login"), {"login": "claire@test.example", "password": PASSWORD})
    assert again.status_code == 200


def test_the_journal_outlives_the_account(user):
    rename_person(
        user, first_name="Claire", last_name="Vasseur-Noël", by=make_actor(None, Role.MANAGER, user=user)
    )
    close_account(user)
    told = JournalEntry.objects.order_by("id")
    assert [one.verb for one in told] == ["user.renamed", "user.closed"]
    assert told[1].user_label == f"compte fermé n° {user.pk}"


def test_the_last_administrator_does_not_close(db):
    admin = make_actor(make_organisation())
    with pytest.raises(RuleViolation, match="seule personne"):
        close_account(admin.user)
    assert User.objects.get(pk=admin.user.pk).is_active


def test_an_account_with_work_in_hand_does_not_close(user):
    source = WorkSource("Dossiers", lambda *_: [WorkItem("Un dossier", "/", 1)], lambda *_: None)
    register_work(source)
    try:
        with pytest.raises(RuleViolation, match="travail est en cours"):
            close_account(user)
    finally:
        forget_work([source])


def test_an_account_closes_once(user):
    close_account(user)
    with pytest.raises(RuleViolation, match="déjà fermé"):
        close_account(user)


def test_names_are_changed_and_told(signed, user):
    page = signed.get(reverse("organisations:identity")).content.decode()
    check_page(page)
    signed.post(reverse("organisations:identity"), {"first_name": "Claire", "last_name": "Noël"})
    user.refresh_from_db()
    assert str(user) == "Claire Noël"
    assert JournalEntry.objects.get().changes == {"last_name": ["Vasseur", "Noël"]}
