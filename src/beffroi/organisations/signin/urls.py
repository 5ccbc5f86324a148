"""The pages of allauth that are kept, by their names: whatever is not here does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path, re_path

from beffroi.core.errors import NotAllowed
from beffroi.organisations.signin import oidc, recovery, sessions

View = Callable[..., HttpResponseBase]


def not_for_personas(view: View) -> View:
    """Refuse to change the locks of a persona: it is everybody's."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request.user, "is_persona", False):
            raise NotAllowed(
                "Ce personnage de démonstration est à tout le monde : ses clés ne se changent pas."
            )
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
def closed(request: HttpRequest) -> HttpResponseBase:
    """Answer that there is nothing here."""
    raise Http404("accounts begin with an invitation")


urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("ferme/", account.account_inactive, name="account_inactive"),
    path("confirmer/", not_for_personas(account.reauthenticate), name="account_reauthenticate"),
    path("mot-de-passe/", not_for_personas(account.password_change), name="account_change_password"),
    path("mot-de-passe/choisir/", not_for_personas(account.password_set), name="account_set_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "mot-de-passe/nouveau/fait/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("cles/", not_for_personas(mfa.index), name="mfa_index"),
    path("cles/verifier/", mfa.authenticate, name="mfa_authenticate"),
    path("cles/confirmer/", not_for_personas(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("cles/application/", not_for_personas(totp.activate_totp), name="mfa_activate_totp"),
    path("cles/application/retirer/", not_for_personas(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("cles/secours/", not_for_personas(recovery.codes_page), name="mfa_view_recovery_codes"),
    path(
        "cles/secours/nouveaux/",
        not_for_personas(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("cles/secours/fichier/", not_for_personas(recovery.codes_file), name="mfa_download_recovery_codes"),
    path("cles/passe/", not_for_personas(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("cles/passe/ajouter/", not_for_personas(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("cles/passe/connexion/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "cles/passe/confirmer/",
        not_for_personas(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "cles/passe/<int:pk>/retirer/", not_for_personas(webauthn.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path("cles/passe/<int:pk>/nom/", not_for_personas(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("sessions/", sessions.sessions_page, name="usersessions_list"),
    path("ailleurs/abandon/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("ailleurs/<slug:provider_id>/", oidc.leave, name="openid_connect_login"),
    path("ailleurs/<slug:provider_id>/retour/", oidc.come_back, name="openid_connect_callback"),
    # Named by allauth's messages to unknown addresses; nobody signs up.
    path("inscription/", closed, name="account_signup"),
]
