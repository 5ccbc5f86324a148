"""The personas: played with one click where the demonstration is on, and nowhere else."""

import pytest
from django.urls import reverse

from beffroi.demo.people import facts, load_people, told_personas
from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.organisations.rules import faults_of_accents
from core.html_checks import check_page
from organisations.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db
PLAY = "/demonstration/jouer/"


@pytest.fixture
def demo(settings):
    settings.DEMO_MODE = True
    return {str(one): one for one in load_people()}


def test_every_role_and_every_kind_is_played(demo):
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(OrganisationKind)


def test_one_person_sits_on_both_sides(demo):
    held = Membership.objects.filter(user=demo["Jeanne Lefort"]).values_list("organisation__kind", flat=True)
    assert set(held) == {OrganisationKind.DEPARTEMENT, OrganisationKind.EPCI}


def test_roles_are_those_that_each_kind_gives(demo):
    for one in Membership.objects.select_related("organisation"):
        assert one.role in one.organisation.roles, one


def test_loading_twice_changes_nothing(demo):
    before = (User.objects.count(), Membership.objects.count(), Organisation.objects.count())
    load_people()
    assert before == (User.objects.count(), Membership.objects.count(), Organisation.objects.count())


def test_everything_is_marked_as_invented(demo):
    assert not Organisation.objects.filter(is_fictitious=False).exists()
    assert not User.objects.filter(is_persona=False).exists()
    assert not User.objects.exclude(email__endswith="@valclair.example").exists()


def test_the_colours_can_be_read():
    for one in facts()["organisations"]:
        assert faults_of_accents(one["accent"], one["relief"]) == {}, one["slug"]


def test_a_click_plays_a_persona_then_another_then_the_public(client, demo):
    client.post(PLAY, {"persona": demo["Claire Vasseur"].pk})
    home = client.get(reverse("organisations:home")).content.decode()
    check_page(home)
    assert "Développement territorial" in home
    client.post(PLAY, {"persona": demo["Samir Belkadi"].pk})
    assert "Pilotage de projet" in client.get(reverse("organisations:home")).content.decode()
    client.post(PLAY, {"persona": ""})
    assert client.get(reverse("organisations:home")).status_code == 302


def test_only_personas_are_played(client, demo):
    someone = make_member(make_organisation(), Role.MANAGER)
    for wanted in (str(someone.pk), "abc", "999999", "9" * 30):
        assert client.post(PLAY, {"persona": wanted}).status_code == 404


def test_a_persona_whose_account_is_closed_is_not_played(client, demo):
    closed = demo["Claire Vasseur"]
    User.objects.filter(pk=closed.pk).update(is_active=False)
    assert client.post(PLAY, {"persona": closed.pk}).status_code == 404


def test_off_it_does_not_exist(client, demo, settings):
    settings.DEMO_MODE = False
    assert client.post(PLAY, {"persona": demo["Claire Vasseur"].pk}).status_code == 404
    assert "Démonstration" not in client.get(reverse("portal:home")).content.decode()


def test_it_is_asked_with_a_post(client, demo):
    assert client.get(PLAY).status_code == 405


def test_the_banner_stands_on_every_page(client, demo):
    for name in ("portal:home", "account_login", "organisations:notice", "calculators:index"):
        page = client.get(reverse(name)).content.decode()
        assert 'class="demo"' in page
        check_page(page)


def test_a_persona_has_no_password(client, demo):
    assert not any(one.has_usable_password() for one in User.objects.all())


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_add_webauthn",
        "account_change_password",
        "organisations:close",
        "organisations:identity",
    ],
)
def test_the_keys_of_a_persona_are_not_changed(client, demo, name):
    client.post(PLAY, {"persona": demo["Claire Vasseur"].pk})
    refused = client.get(reverse(name))
    assert refused.status_code == 403
    assert "à tout le monde" in refused.content.decode()


def test_the_sessions_of_a_persona_are_not_shown(client, demo):
    other = type(client)()
    other.post(PLAY, {"persona": demo["Claire Vasseur"].pk}, HTTP_USER_AGENT="Chrome/141.0 Android")
    other.get(reverse("organisations:home"), REMOTE_ADDR="192.0.2.7")
    client.post(PLAY, {"persona": demo["Claire Vasseur"].pk})
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "ne sont pas montrées" in page
    assert "Android" not in page
    assert "192.0.2.7" not in page
    for which in ("others", "all"):
        client.post(PLAY, {"persona": demo["Claire Vasseur"].pk})
        client.post(reverse("usersessions_list"), {"which": which})
        assert other.get(reverse("organisations:home")).status_code == 200


def test_the_list_names_roles_and_places(demo):
    assert ("Jeanne Lefort", "Élu, Val-Clair, et Ambre") in {
        (name, told) for _, name, told in told_personas()
    }


def test_the_banner_says_of_no_territory_that_it_is_invented_and_the_workspace_does(client, demo):
    banner = client.get(reverse("account_login")).content.decode().split('class="demo"')[1].split("<form")[0]
    assert "territoire" not in banner
    client.post(PLAY, {"persona": demo["Claire Vasseur"].pk})
    assert "territoire fictif" in client.get(reverse("organisations:home")).content.decode()
