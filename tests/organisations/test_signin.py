"""Coming in: password, throttle, second factor, recovery codes, reset, sessions; and staying out."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from beffroi.core.errors import NotAllowed
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from beffroi.organisations.signin.passwords import NotGuessable
from beffroi.organisations.signin.urls import not_for_personas
from core.html_checks import check_page
from organisations.factories import PASSWORD, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def user():
    return make_member(make_organisation(), Role.ADMINISTRATOR, user=make_user(password=PASSWORD))


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def code_now(secret):
    counter = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, counter))


def activate_totp(client):
    """Activate as a person does: the password again, then the code of the secret shown."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


def recovery_codes(client):
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return re.findall(r"<code>(\w+)</code>", page)


def test_the_password_opens_the_home(client, user):
    answer = sign_in(client, user.email.upper())
    assert (answer.status_code, answer.url) == (302, reverse("organisations:home"))
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("email", ["personne@nulle.example", None])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(client, user, email):
    page = sign_in(client, email or user.email, "un autre mot de passe").content.decode()
    check_page(page)
    assert page.count("error-summary") == 2
    assert "électronique" in page


def test_the_sixth_try_waits_in_french(client, user):
    for _ in range(5):
        last = sign_in(client, user.email, "un autre mot de passe")
    assert last.status_code == 429
    refused = sign_in(client, user.email)
    assert refused.status_code == 429
    assert "attend 15" in refused.content.decode()
    check_page(refused.content.decode())


def test_another_address_of_the_network_still_comes_in(client, user):
    for _ in range(5):
        sign_in(client, user.email, "un autre mot de passe")
    assert sign_in(client, user.email, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_an_unknown_address_waits_as_a_known_one(client):
    for _ in range(5):
        last = sign_in(client, "personne@nulle.example", "un autre mot de passe")
    assert last.status_code == 429


def test_a_success_forgets_the_failures(client, user):
    for _ in range(4):
        sign_in(client, user.email, "un autre mot de passe")
    assert sign_in(client, user.email).status_code == 302
    client.logout()
    assert sign_in(client, user.email, "un autre mot de passe").status_code == 200


def test_the_throttle_costs_few_queries(client, user, django_assert_max_num_queries):
    sign_in(client, user.email)
    client.logout()
    with django_assert_max_num_queries(30):
        sign_in(client, user.email)


def test_leaving_is_a_post(client, user):
    sign_in(client, user.email)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("organisations:home")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("organisations:home")).status_code == 302


def test_a_closed_account_stays_out(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    answer = sign_in(client, user.email, follow=True)
    assert "organisations:home" not in answer.redirect_chain
    assert not answer.wsgi_request.user.is_authenticated


def test_a_code_is_asked_after_the_password(client, user):
    sign_in(client, user.email)
    secret = activate_totp(client)
    client.logout()
    asked = sign_in(client, user.email)
    assert asked.url == reverse("mfa_authenticate")
    check_page(client.get(asked.url).content.decode())
    assert client.post(asked.url, {"code": "000000"}).status_code == 200
    cache.clear()
    assert client.post(asked.url, {"code": code_now(secret)}).url == reverse("organisations:home")


def test_a_secret_is_not_readable_in_the_table(client, user):
    sign_in(client, user.email)
    secret = activate_totp(client)
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)


def test_the_keys_of_an_account_ask_for_the_password_again(client, user):
    sign_in(client, user.email)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    refused = client.post(reverse("account_reauthenticate"), {"password": "un autre mot de passe"})
    assert refused.status_code == 200


def test_a_recovery_code_serves_once(client, user):
    sign_in(client, user.email)
    activate_totp(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    assert codes[0] in client.get(reverse("mfa_download_recovery_codes")).content.decode()
    for place, expected in ((0, 302), (0, 200), (1, 302)):
        client.logout()
        cache.clear()
        asked = sign_in(client, user.email)
        assert client.post(asked.url, {"code": codes[place]}).status_code == expected


def test_new_codes_replace_the_old_ones(client, user):
    sign_in(client, user.email)
    activate_totp(client)
    before = recovery_codes(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(before) & set(recovery_codes(client))


def test_the_second_factor_is_taken_off(client, user):
    sign_in(client, user.email)
    activate_totp(client)
    check_page(client.get(reverse("mfa_deactivate_totp")).content.decode())
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_a_passkey_is_offered_its_options(client, user):
    sign_in(client, user.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert '"rp": {"name": "' in page
    assert '"challenge"' in page
    check_page(page.replace('<script id="js_data"', '<script data-id="js_data"'))


def test_the_options_of_a_passkey_are_given_to_the_public(client):
    told = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert told.json()["request_options"]["publicKey"]["challenge"]


def test_a_forgotten_password_is_chosen_anew(client, user):
    answer = client.post(reverse("account_reset_password"), {"email": user.email})
    assert answer.url == reverse("account_reset_password_done")
    (message,) = mail.outbox
    assert message.subject == "[Beffroi] Choisir un nouveau mot de passe"
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    form = client.get(link, follow=True)
    check_page(form.content.decode())
    new = "quatre mots sans rapport"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert done.url == reverse("account_reset_password_from_key_done")
    assert sign_in(client, user.email, new).status_code == 302
    again = client.get(link, follow=True)
    assert again.redirect_chain or "Ce lien ne sert plus" in again.content.decode()


def test_a_reset_tells_nobody_who_has_an_account(client, user):
    known = client.post(reverse("account_reset_password"), {"email": user.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "personne@nulle.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [one.to for one in mail.outbox] == [[user.email], ["personne@nulle.example"]]
    assert "Aucun compte ne porte cette adresse" in mail.outbox[1].body
    assert "http" not in mail.outbox[1].body


def test_a_forged_link_is_told_in_french(client):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"])).content.decode()
    assert "Ce lien ne sert plus" in page


@pytest.mark.parametrize(
    "password",
    [
        "court",
        "motdepasse2024",
        "azertyuiop123",
        "aaaaaaaaaaaaaa",
        "password1234",
        "bonjourbonjour",
        "departement62",
    ],
)
def test_a_guessable_password_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", ["Dragon 24681012", "xkxkxkyyxkxk"], ids=["dressed", "few letters"])
def test_each_rule_of_what_is_guessed_refuses_alone(password):
    with pytest.raises(ValidationError, match="se devine vite"):
        NotGuessable().validate(password)


@pytest.mark.parametrize("password", [PASSWORD, "la table danse sous la pluie", "Xk2!pQ9z#Lm4"])
def test_a_long_password_is_accepted_whatever_it_is_made_of(password):
    assert validate_password(password) is None


def test_a_password_like_its_owner_is_refused():
    user = User(email="josephine.grandcoeur@test.example", first_name="Joséphine", last_name="Grandcoeur")
    with pytest.raises(ValidationError):
        validate_password("josephine.grandcoeur", user)


def test_messages_about_passwords_are_french():
    with pytest.raises(ValidationError) as refused:
        validate_password("court")
    assert "Ce mot de passe est trop court" in refused.value.messages[0]


def test_nobody_signs_up(client):
    assert client.get(reverse("account_signup")).status_code == 404
    assert client.post(reverse("account_signup"), {"email": "a@b.example"}).status_code == 404


def test_open_sessions_are_listed_and_closed(client, user):
    sign_in(client, user.email, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    other = type(client)()
    sign_in(other, user.email, HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 16) Chrome/141.0")
    page = client.get(reverse("usersessions_list")).content.decode()
    check_page(page)
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    client.post(reverse("usersessions_list"), {"which": "others"})
    assert other.get(reverse("organisations:home")).status_code == 302
    assert client.get(reverse("organisations:home")).status_code == 200


def test_one_leaves_everywhere(client, user):
    sign_in(client, user.email)
    other = type(client)()
    sign_in(other, user.email)
    client.post(reverse("usersessions_list"), {"which": "all"})
    for one in (client, other):
        assert one.get(reverse("organisations:home")).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()


def test_a_new_password_closes_the_other_sessions(client, user):
    sign_in(client, user.email)
    other = type(client)()
    sign_in(other, user.email)
    new = "quatre mots sans rapport"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert client.get(reverse("organisations:home")).status_code == 200
    assert other.get(reverse("organisations:home")).status_code == 302
    assert mail.outbox[-1].subject == "[Beffroi] Mot de passe changé"


def test_a_session_lasts_twelve_hours_after_its_last_page(client, user, time_machine):
    time_machine.move_to("2024-01-17 08:00:00+00:00", tick=False)
    sign_in(client, user.email)
    for hour in ("16:00", "23:30"):
        time_machine.move_to(f"2024-01-17 {hour}:00+00:00", tick=False)
        assert client.get(reverse("organisations:home")).status_code == 200
    time_machine.move_to("2024-01-18 11:31:00+00:00", tick=False)
    assert client.get(reverse("organisations:home")).status_code == 302


def test_a_page_read_twice_writes_no_session(client, user, django_assert_max_num_queries):
    sign_in(client, user.email)
    client.get(reverse("organisations:home"))
    with django_assert_max_num_queries(4) as seen:
        client.get(reverse("organisations:home"))
    assert not [one for one in seen.captured_queries if "UPDATE" in one["sql"]]


def test_a_public_page_reads_no_session(client):
    answer = client.get(reverse("organisations:notice"))
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_lock_of_personas_holds_on_whatever_page_it_is_put(rf):
    guarded = not_for_personas(lambda _request: HttpResponse("changed"))
    request = rf.get("/")
    request.user = User(is_persona=True)
    with pytest.raises(NotAllowed, match="à tout le monde"):
        guarded(request)
    request.user = User()
    assert guarded(request).content == b"changed"
