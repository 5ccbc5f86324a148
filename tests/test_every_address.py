"""Every address stands in one table of rights, asks who is there, and takes the right methods."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import resolve, reverse

from assemblies import test_permissions as sittings
from assemblies.intake import test_rights as intakes
from assemblies.register import test_rights as register
from beffroi.organisations.signin.required import LoginRequired
from contracts import test_matrix as contracts
from contracts import test_matrix_amendments as amendments
from contracts.writing import test_matrix as writing
from drafting import test_matrix as drafting
from operations import test_matrix_file as operations_file
from operations import test_matrix_lists as operations_lists
from operations import test_matrix_money as operations_money
from operations import test_matrix_vote as operations_vote
from organisations import test_rights as organisations
from organisations.factories import make_member, make_organisation, make_user
from portal import test_rights as portal
from rights import parts_of_addresses, routes
from schemes import test_matrix as schemes
from workspace import test_matrix as workspace

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db

TABLES = {
    "sittings": {f"assemblies:{name}" for name in sittings.ADDRESSES},
    "intakes": set(intakes.CASES),
    "register": set(register.CASES),
    "contracts": set(contracts.CASES),
    "writing": set(writing.CASES),
    "amendments": set(amendments.CASES),
    "schemes": set(schemes.CASES),
    "drafting": set(drafting.CASES),
    "workspace": set(workspace.CASES),
    "operations, lists": set(operations_lists.CASES),
    "operations, file": set(operations_file.CASES),
    "operations, money": set(operations_money.CASES),
    "operations, vote": set(operations_vote.CASES),
    "organisations": set(organisations.CASES),
    "public pages": set(portal.CASES),
}
OURS = ("ui:", "portal:", "register:", "assemblies:", "calculators:", "territories:", "contracts:",
        "operations:", "organisations:", "drafting:", "schemes:", "workspace:", "demo:", "openid_connect_",
        "usersessions_", "mfa_view_", "mfa_download_")  # fmt: skip
# What the public opens without being sent to the sign-in page; every other address sends it there.
OPEN = {
    *portal.CASES, *(set(register.CASES) - {"register:certify"}),
    "contracts:index", "contracts:contract", "contracts:contract_json", "contracts:document",
    "contracts:amendments", "contracts:amendment", "contracts:amendment_document", "contracts:consolidated",
    "contracts:past", "contracts:past_operation",
    "organisations:notice", "organisations:accept", "organisations:stylesheet", "organisations:logo",
    "operations:public", "workspace:unsubscribe", "workspace:feed",
    "demo:play", "openid_connect_login", "openid_connect_callback",
    "account_login", "account_inactive", "account_signup",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "socialaccount_login_cancelled",
}  # fmt: skip
POSTED = {
    "workspace:calendar_open", "workspace:calendar_close",
    "organisations:switch", "organisations:revoke", "organisations:archive_download",
    "demo:play", "register:certify",
    "assemblies:annex_remove", "assemblies:intake_start", "assemblies:intake_confirm",
    "assemblies:intake_drop", "assemblies:intake_dates",
    "drafting:resolve", "drafting:sign",
    "contracts:approve", "contracts:show", "contracts:open_signature",
    *(f"contracts:{name}" for name in (
        "draft_row_move", "draft_row_remove", "draft_cell_confirm", "draft_cell_remove",
        "draft_commune_remove", "draft_communes_official", "draft_text", "draft_opinions", "draft_votes",
        "draft_return",
    )),
    "contracts:amendment_undo", "contracts:amendment_approve", "contracts:amendment_move",
    "operations:keep", "operations:drop", "operations:import_confirm", "operations:bulk_confirm",
    "operations:export_ask",
    "operations:move", "operations:sheet_restore", "operations:report_add", "operations:report_remove",
    "operations:report_send", "operations:settle",
}  # fmt: skip
FORMS = {
    "workspace:mails", "workspace:unsubscribe",
    "operations:import", "operations:bulk",
    "operations:propose", "operations:section", "operations:piece_join", "operations:piece_join_asked",
    "operations:piece_renew", "operations:early_start", "operations:early_decide", "operations:support_ask",
    "operations:support_assign", "operations:support_release", "operations:support_opinion",
    "operations:message",
    "operations:report_new", "operations:report_edit", "operations:report_vote",
    "operations:report_take_off", "operations:report_interest",
    "operations:plan", "operations:cut", "operations:means", "operations:scenarios", "operations:scenario",
    "operations:coherence", "operations:schemes", "operations:routing", "operations:scheme_road",
    "operations:scheme_refusal",
    "portal:read", "register:verify", "usersessions_list", "openid_connect_login", "openid_connect_callback",
    "organisations:identity", "organisations:close", "organisations:accept", "organisations:settings",
    "organisations:person", "organisations:leave", "organisations:end_role", "organisations:invite",
    "assemblies:act_edit", "assemblies:act_seal", "assemblies:act_drop", "assemblies:act_publish",
    "assemblies:act_event", "assemblies:sitting_edit", "assemblies:sitting_roll", "assemblies:act_add",
    "assemblies:assembly_add", "assemblies:assembly_edit",
    "assemblies:sitting_add", "assemblies:member_add", "assemblies:member_rename", "assemblies:mandate_end",
    "assemblies:intake_sitting", "assemblies:intake_presence", "assemblies:intake_members",
    "assemblies:intake_act", "contracts:sign", "contracts:template",
    "contracts:signed_copy_add", "contracts:amendment_copy_add",
    *(f"contracts:{name}" for name in (
        "draft_new", "frame_new", "frame", "frame_version", "model_make", "draft_identity", "draft_party",
        "draft_settings", "draft_delays", "draft_communes", "draft_frames", "draft_cell", "draft_add",
        "draft_row",
    )),
    "contracts:amendment_add", "contracts:amendment_change", "contracts:amendment_sign",
    "drafting:edit", "drafting:arrange", "drafting:comment", "drafting:add", "drafting:thread",
    "drafting:presence",
    "schemes:add", "schemes:edit", "schemes:rules_add", "schemes:rules_edit",
}  # fmt: skip


def test_every_address_is_in_one_table_and_no_more():
    listed = [name for table in TABLES.values() for name in table]
    assert sorted(listed) == sorted(routes())


def address_of(name):
    """An address of guessed parts: what is asked here is answered before anything is looked for."""
    guesses = {part: "1" for part in parts_of_addresses()[name]}
    return reverse(name, kwargs=guesses)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_public_is_sent_to_sign_in_save_where_it_says_otherwise(client, method):
    sent = set()
    for name in routes() - OPEN:
        answer = getattr(client, method)(address_of(name))
        if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login") + "?next="):
            sent.add(name)
    # Signing out when nobody is there leads to the front door; the others are a second step, after a first.
    assert routes() - OPEN - sent == {"account_logout", "mfa_authenticate", "mfa_login_webauthn"}


def test_our_lock_answers_before_the_page_does(rf):
    # The pages of allauth keep a lock of their own behind it: organisations/test_locked_twice.py.
    lock, let_in = LoginRequired(lambda request: HttpResponse()), set()
    for name in routes() - OPEN:
        request = rf.get(address_of(name))
        request.user = AnonymousUser()
        page = resolve(request.path)
        if lock.process_view(request, page.func, page.args, page.kwargs) is None:
            let_in.add(name)
    assert let_in == {"account_logout", "mfa_authenticate", "mfa_login_webauthn"}


def refused(client, method, names):
    return {name for name in names if getattr(client, method)(address_of(name)).status_code == 405}


def test_each_address_takes_the_methods_that_it_should(client):
    client.force_login(make_member(make_organisation()), backend=BACKEND)
    ours = {name for name in routes() if name.startswith(OURS)} - {"account_signup"}
    assert refused(client, "delete", ours) == ours
    assert refused(client, "get", POSTED) == POSTED
    reading = ours - POSTED - FORMS
    assert refused(client, "post", reading) == reading


# What protects an account, or ends it.
ASKED_AGAIN = ("mfa_view_recovery_codes", "mfa_download_recovery_codes", "organisations:close")


@pytest.mark.parametrize("name", ASKED_AGAIN)
def test_what_protects_an_account_asks_who_is_there_again(client, name):
    # Signed in, and not by typing the password a few minutes ago.
    client.force_login(make_user(password="la table danse sous la pluie"), backend=BACKEND)
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


# A persona is everybody's: who plays it changes neither its name nor its locks, nor closes its account.
KEPT_FROM_PERSONAS = {
    "organisations:identity", "organisations:close",
    "account_reauthenticate", "account_change_password", "account_set_password",
    "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_edit_webauthn",
}  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("is_persona", [True, False])
def test_a_persona_keeps_its_name_and_its_locks(client, method, is_persona):
    user = make_member(make_organisation(), is_persona=is_persona)
    client.force_login(user, backend=BACKEND)
    told = {name: getattr(client, method)(address_of(name)).content.decode() for name in KEPT_FROM_PERSONAS}
    kept = {name for name, page in told.items() if "ses clés ne se changent pas" in page}
    assert kept == (KEPT_FROM_PERSONAS if is_persona else set())
