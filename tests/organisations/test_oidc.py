"""Another service: it links an account that exists, and opens none."""

from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpResponse
from django.urls import reverse

from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from beffroi.organisations.signin import oidc
from beffroi.organisations.signin.adapters import SocialAdapter
from organisations.factories import SINCE, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
HERE = {"provider_id": "oidc"}


@pytest.fixture
def service(settings):
    settings.OIDC_ISSUER = "https://identite.exemple.fr"
    settings.OIDC_NAME = "Identité de l’Ambre"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": settings.OIDC_NAME,
                    "client_id": "beffroi",
                    "secret": "secret",
                    "settings": {"server_url": settings.OIDC_ISSUER},
                }
            ]
        }
    }


def vouched(email, *, verified=True):
    login = SocialLogin(
        user=User(email=email),
        account=SocialAccount(provider="oidc", uid="42"),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )
    login.provider = SimpleNamespace(app=None, get_settings=dict)
    return login


@pytest.fixture
def found():
    return SocialAdapter().authenticate_by_email


def test_a_verified_address_with_a_role_comes_in(found):
    user = make_member(make_organisation(), Role.MANAGER)
    assert found(vouched(user.email)) == (user, user.email)


def test_an_address_that_is_not_verified_stays_out(found):
    user = make_member(make_organisation(), Role.MANAGER)
    assert found(vouched(user.email, verified=False)) is None


def test_who_has_no_role_today_stays_out(found):
    assert found(vouched(make_user().email)) is None
    gone = make_member(make_organisation(), Role.MANAGER, until=SINCE)
    assert found(vouched(gone.email)) is None


def test_an_unknown_address_opens_no_account(found):
    assert found(vouched("inconnue@test.example")) is None
    assert not SocialAdapter().is_open_for_signup(None, None)
    assert not User.objects.exists()


def test_the_sign_in_page_names_the_service(client, service):
    page = client.get(reverse("account_login")).content.decode()
    assert "Se connecter avec Identité de l’Ambre" in page
    assert reverse("openid_connect_login", kwargs=HERE) in page


def test_coming_back_asks_to_continue_and_writes_nothing(client, service):
    page = client.get(reverse("openid_connect_callback", kwargs=HERE) + "?code=a&state=b&autre=c")
    assert page.status_code == 200
    told = page.content.decode()
    assert 'name="code" value="a"' in told
    assert "autre" not in told


def test_an_answer_nobody_asked_for_is_refused(client, service):
    page = client.post(reverse("openid_connect_callback", kwargs=HERE), {"code": "a", "state": "b"})
    assert "n’a pas confirmé" in page.content.decode()
    assert not page.wsgi_request.user.is_authenticated


def test_an_account_is_not_linked_by_hand(client, service):
    address = reverse("openid_connect_login", kwargs=HERE)
    assert client.get(f"{address}?process=connect").status_code == 404
    assert client.post(address, {"process": "connect"}).status_code == 404


def test_nobody_is_sent_to_a_service_that_is_not_configured(client, monkeypatch, settings):
    settings.OIDC_ISSUER = ""
    monkeypatch.setattr(oidc.views, "login", lambda *_: HttpResponse("gone there"))
    assert client.post(reverse("openid_connect_login", kwargs=HERE)).status_code == 404
