"""The table of rights.md, over every address of accounts and organisations."""

import pytest

from beffroi.organisations.models import Membership
from beffroi.organisations.roles import OrganisationKind, Role
from organisations.factories import make_invitation, make_member
from rights import OWN, PERSONAS, PUBLIC, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db

ADMINISTRATOR_ONLY = {Role.ADMINISTRATOR: 200}
# All that any role reads is in the archive: who decides for the organisation takes it.
MANAGER_ONLY = {Role.MANAGER: 200}


def at_home(persona: Persona):
    """The organisation that the objects are of: that of the persona's kind, in the first territory."""
    return organisation_of(persona.kind or OrganisationKind.EPCI, OWN)


def colleague(persona: Persona):
    return make_member(at_home(persona), Role.MANAGER)


def a_person(persona):
    return {"pk": colleague(persona).pk}


def a_role(persona):
    return {"pk": Membership.objects.get(user=colleague(persona)).pk}


def an_invitation(persona):
    return {"pk": make_invitation(at_home(persona))[0].pk}


def a_secret(persona):
    return {"secret": make_invitation(at_home(persona), email="inconnue@test.example")[1]}


def own(persona):
    return {"organisation": str(at_home(persona).pk)}


def oidc(persona):
    return {"provider_id": "oidc"}


def a_key(persona):
    return {"pk": 1}


def slug(persona):
    return {"slug": at_home(persona).slug}


SIGNED = Case(public=302, signed=200)
OPEN = Case(public=200, signed=200)
# Those of the matrix have no password: there is nothing to ask them again.
NOTHING_TO_ASK = Case(public=302, signed=403)
KEYS = Case(public=302, signed=200)
MISSING_KEY = Case(public=302, signed=404, kwargs=a_key)

CASES = {
    "organisations:home": SIGNED,
    "organisations:account": SIGNED,
    "organisations:identity": SIGNED,
    "organisations:switch": Case(302, 302, method="post", data=own),
    "organisations:data": SIGNED,
    "organisations:export": SIGNED,
    "organisations:close": SIGNED,
    "organisations:notice": OPEN,
    # Signed in under another address than the one invited: it is seen, and refused.
    "organisations:accept": Case(200, 403, kwargs=a_secret),
    "organisations:organisation": SIGNED,
    "organisations:archive": Case(302, 403, MANAGER_ONLY),
    "organisations:archive_download": Case(302, 403, MANAGER_ONLY, method="post"),
    "organisations:settings": Case(302, 403, ADMINISTRATOR_ONLY),
    "organisations:people": Case(302, 403, ADMINISTRATOR_ONLY),
    "organisations:person": Case(302, 403, ADMINISTRATOR_ONLY, 404, 404, kwargs=a_person),
    "organisations:leave": Case(302, 403, ADMINISTRATOR_ONLY, 404, 404, kwargs=a_person),
    "organisations:end_role": Case(302, 403, ADMINISTRATOR_ONLY, 404, 404, kwargs=a_role),
    "organisations:invite": Case(302, 403, ADMINISTRATOR_ONLY),
    "organisations:revoke": Case(
        302, 403, {Role.ADMINISTRATOR: 302}, 404, 404, method="post", kwargs=an_invitation
    ),
    "organisations:stylesheet": Case(200, 200, kwargs=slug),
    "organisations:logo": Case(404, 404, kwargs=slug),
    "demo:play": Case(404, 404, method="post"),
    "account_login": Case(200, 302),
    "account_logout": Case(302, 200),
    "account_inactive": OPEN,
    "account_reauthenticate": NOTHING_TO_ASK,
    # Those of the matrix have no password: they are sent to choose one.
    "account_change_password": Case(302, 302),
    "account_set_password": SIGNED,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "account_reset_password_from_key": Case(200, 200, kwargs=lambda persona: {"uidb36": "1", "key": "faux"}),
    "account_signup": Case(404, 404),
    "mfa_index": SIGNED,
    "mfa_authenticate": Case(302, 302),
    "mfa_reauthenticate": NOTHING_TO_ASK,
    "mfa_activate_totp": KEYS,
    "mfa_deactivate_totp": Case(302, 404),
    "mfa_view_recovery_codes": Case(302, 404),
    "mfa_generate_recovery_codes": KEYS,
    "mfa_download_recovery_codes": Case(302, 404),
    "mfa_list_webauthn": SIGNED,
    "mfa_add_webauthn": KEYS,
    "mfa_login_webauthn": Case(302, 302),
    "mfa_reauthenticate_webauthn": NOTHING_TO_ASK,
    "mfa_remove_webauthn": MISSING_KEY,
    "mfa_edit_webauthn": MISSING_KEY,
    "usersessions_list": SIGNED,
    # No other service is configured.
    "openid_connect_login": Case(404, 404, kwargs=oidc),
    "openid_connect_callback": Case(404, 404, kwargs=oidc),
    "socialaccount_login_cancelled": OPEN,
}


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)


def test_every_role_stands_in_the_matrix():
    assert {one.role for one in PERSONAS if one is not PUBLIC} == set(Role)
