"""The addresses of accounts and organisations, each seen by somebody."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from beffroi.core.journal.authors import PlainAuthor
from beffroi.organisations.actions.archive import note_export
from beffroi.organisations.models import Invitation, Membership, User
from browser.personas import BOTH_SIDES, EPCI_ADMINISTRATOR, EPCI_MANAGER, LEAD
from browser.sample import ERRORS, Sample, sends
from files.factories import make_piece
from organisations.factories import make_invitation

# Not a persona of the demonstration: someone with keys of their own.
SOMEONE = "cle@valclair.example"

NEVER = "32/13/2024"
LEAVE = "Passer le travail et enregistrer le départ"


def _user(email: str) -> User:
    return User.objects.get(email=email)


def _val_clair():
    return Membership.objects.get(user=_user(LEAD)).organisation


def _person() -> dict[str, object]:
    return {"pk": _user(LEAD).pk}


def _role() -> dict[str, object]:
    return {"pk": Membership.objects.get(user=_user(LEAD)).pk}


def _invite(email: str, **changes: object) -> str:
    """Invite somebody, once."""
    Invitation.objects.all().delete()
    return make_invitation(_val_clair(), email, **changes)[1]


def _invited(**changes: object) -> Callable[[], dict[str, object]]:
    def ready() -> dict[str, object]:
        return {"secret": _invite("nouvelle@valclair.example", **changes)}

    return ready


def _expired() -> dict[str, object]:
    past = timezone.now() - timedelta(days=8)
    return _invited(created_at=past, expires_at=past + timedelta(days=7))()


def _join() -> dict[str, object]:
    return {"secret": _invite(BOTH_SIDES)}


def _waiting() -> dict[str, object]:
    _invite("nouvelle@valclair.example")
    return {}


def _without_keys() -> dict[str, object]:
    Authenticator.objects.all().delete()
    return {}


def _with_totp() -> dict[str, object]:
    _without_keys()
    TOTP.activate(_user(SOMEONE), generate_totp_secret())
    RecoveryCodes.activate(_user(SOMEONE))
    return {}


def _with_key() -> dict[str, object]:
    _without_keys()
    key = Authenticator.objects.create(
        user=_user(SOMEONE), type=Authenticator.Type.WEBAUTHN, data={"name": "Clé bleue", "credential": {}}
    )
    return {"pk": key.pk}


def _taken() -> dict[str, object]:
    user = _user(EPCI_MANAGER)
    note_export(_val_clair(), by=PlainAuthor(user.pk, str(user), _val_clair().pk, str(_val_clair())))
    return {}


def _lost() -> dict[str, object]:
    """A piece whose file is no longer there."""
    version = make_piece(_val_clair()).versions.get()
    version.stored.storage.delete(version.stored.name)
    return {}


def _own(label: str, **more: object) -> list[Sample]:
    return [Sample(label, **{"persona": SOMEONE, "ready": _without_keys, **more})]


def _of_others(label: str, ready: Callable[[], dict[str, object]], **more: object) -> list[Sample]:
    return [Sample(label, persona=EPCI_ADMINISTRATOR, ready=ready, **more)]


ACCOUNT_PAGES: dict[str, list[Sample]] = {
    "organisations:home": [
        Sample("home of an administrator", persona=EPCI_ADMINISTRATOR),
        Sample("home of an agent", persona=LEAD),
    ],
    "organisations:account": [Sample("account on both sides", persona=BOTH_SIDES)],
    "organisations:identity": [
        *_own("names"),
        *_own("no name", then=sends("Enregistrer", first_name="", last_name=""), shows=ERRORS),
    ],
    "organisations:data": [Sample("one's data", persona=LEAD), *_own("one's own data")],
    "organisations:close": _own("closing"),
    "organisations:notice": [Sample("notice")],
    "organisations:accept": [
        Sample("invitation", ready=_invited()),
        Sample("invitation in error", ready=_invited(), then=sends("Ouvrir mon compte"), shows=ERRORS),
        Sample("invitation expired", ready=_expired, statuses=(410,)),
        Sample("invitation unknown", kwargs={"secret": "rien"}, statuses=(404,)),
        Sample("invitation to join", persona=BOTH_SIDES, ready=_join),
    ],
    "organisations:organisation": [
        Sample("organisation with its journal", persona=EPCI_ADMINISTRATOR),
        Sample("organisation", persona=LEAD),
    ],
    "organisations:archive": [
        Sample("export of everything, never taken", persona=EPCI_MANAGER),
        Sample("export of everything, taken before", persona=EPCI_MANAGER, ready=_taken),
        Sample(
            "export of everything, a file missing",
            persona=EPCI_MANAGER,
            ready=_lost,
            then=sends("Télécharger l’archive"),
            shows=ERRORS,
        ),
        Sample("export of everything refused", persona=LEAD, statuses=(403,)),
    ],
    "organisations:settings": [
        Sample("settings", persona=EPCI_ADMINISTRATOR),
        Sample(
            "settings in error",
            persona=EPCI_ADMINISTRATOR,
            then=sends("Enregistrer les réglages", short_name=""),
            shows=ERRORS,
        ),
        Sample("settings refused", persona=LEAD, statuses=(403,)),
    ],
    "organisations:people": [
        Sample("people", persona=EPCI_ADMINISTRATOR),
        Sample("people, nobody found", "?q=zzzz", persona=EPCI_ADMINISTRATOR),
    ],
    "organisations:person": [
        *_of_others("person", _person),
        *_of_others("person, no date", _person, then=sends("Donner ce rôle", starts_on=NEVER), shows=ERRORS),
    ],
    "organisations:leave": [
        *_of_others("leaving", _person),
        *_of_others("leaving, no date", _person, then=sends(LEAVE, ends_on=NEVER), shows=ERRORS),
    ],
    "organisations:end_role": [
        *_of_others("end of a role", _role),
        *_of_others(
            "end of a role, no date", _role, then=sends("Enregistrer la fin", ends_on=NEVER), shows=ERRORS
        ),
    ],
    "organisations:invite": [
        *_of_others("inviting", _waiting),
        *_of_others("inviting nobody", _waiting, then=sends("Envoyer l’invitation"), shows=ERRORS),
    ],
}
SIGN_IN_PAGES: dict[str, list[Sample]] = {
    "account_login": [
        Sample("sign in"),
        Sample("sign in, nothing typed", then=sends("Se connecter"), shows=ERRORS),
    ],
    "account_logout": [Sample("leave", persona=LEAD)],
    "account_inactive": [Sample("closed account")],
    "account_reauthenticate": _own("password again"),
    "account_change_password": [
        *_own("new password"),
        *_own("new password, nothing typed", then=sends("Changer le mot de passe"), shows=ERRORS),
    ],
    "account_set_password": [Sample("password of a persona", persona=LEAD, statuses=(403,))],
    "account_reset_password": [
        Sample("forgotten password"),
        Sample("forgotten password of nobody", then=sends("Recevoir le lien"), shows=ERRORS),
    ],
    "account_reset_password_done": [Sample("forgotten password sent")],
    "account_reset_password_from_key": [
        Sample("forgotten password, dead link", kwargs={"uidb36": "1", "key": "abc-def"})
    ],
    "account_reset_password_from_key_done": [Sample("forgotten password changed")],
    "account_signup": [Sample("sign up, closed", statuses=(404,))],
    "mfa_index": [*_own("keys"), *_own("keys with an application", ready=_with_totp)],
    # Nobody is between the password and the code: the page sends to the first.
    "mfa_authenticate": [Sample("second factor without the first", sent_to=lambda: "/compte/connexion/")],
    "mfa_reauthenticate": _own("code again", ready=_with_totp),
    "mfa_activate_totp": [
        *_own("application"),
        *_own("application, no code", then=sends("Activer"), shows=ERRORS),
    ],
    "mfa_deactivate_totp": _own("application taken off", ready=_with_totp),
    "mfa_view_recovery_codes": _own("recovery codes", ready=_with_totp),
    "mfa_generate_recovery_codes": _own("new recovery codes", ready=_with_totp),
    "mfa_list_webauthn": _own("no passkey"),
    "mfa_add_webauthn": _own("new passkey"),
    "mfa_reauthenticate_webauthn": _own("passkey again, without one", sent_to=lambda: "/compte/confirmer/"),
    "mfa_edit_webauthn": _own("name of a passkey", ready=_with_key),
    "mfa_remove_webauthn": _own("passkey taken off", ready=_with_key),
    "usersessions_list": [Sample("sessions of a persona", persona=LEAD), *_own("sessions")],
    "socialaccount_login_cancelled": [Sample("other service given up")],
    "openid_connect_login": [Sample("no other service", kwargs={"provider_id": "oidc"}, statuses=(404,))],
    "openid_connect_callback": [
        Sample("back from no other service", kwargs={"provider_id": "oidc"}, statuses=(404,))
    ],
}
ACCOUNT_POSTS = frozenset(
    {
        *("organisations:switch", "organisations:revoke", "demo:play", "mfa_login_webauthn"),
        # Files: read by their own tests.
        *("organisations:export", "organisations:stylesheet", "organisations:logo"),
        "organisations:archive_download",
        "mfa_download_recovery_codes",
    }
)
