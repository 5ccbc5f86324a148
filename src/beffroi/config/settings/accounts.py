"""Who signs in, and how: allauth for the roads in, axes for those who guess, sessions of twelve hours."""

import os
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from beffroi.config.settings.mail import mail_settings

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "organisations:home"
LOGOUT_REDIRECT_URL = "/"

# Twelve hours after the last page, not after the first.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Length rather than composition. Source: CNIL, délibération n° 2022-100 du 21 juillet 2022; ANSSI guide.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "beffroi.organisations.signin.passwords.NotGuessable"},
]

# No account is opened without an invitation.
ACCOUNT_ADAPTER = "beffroi.organisations.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Beffroi] "
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Axes counts the failures in the database, for all workers; these are the second lock, and the one of codes.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("BEFFROI_PROXIES", "0"))

MFA_ADAPTER = "beffroi.organisations.signin.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Beffroi"
MFA_TOTP_TOLERANCE = 1

# Another service may sign in someone whose account exists; it opens none.
SOCIALACCOUNT_ADAPTER = "beffroi.organisations.signin.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
OIDC_ID = "oidc"
OIDC_ISSUER = os.environ.get("BEFFROI_OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("BEFFROI_OIDC_NAME", "") or urlsplit(OIDC_ISSUER).hostname or ""
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER)) if OIDC_ISSUER else ""
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAME,
                "client_id": os.environ.get("BEFFROI_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("BEFFROI_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "beffroi.organisations.signin.throttle.typed_email"
AXES_CLIENT_IP_CALLABLE = "beffroi.organisations.signin.throttle.client_ip"
AXES_LOCKOUT_CALLABLE = "beffroi.organisations.signin.throttle.locked_out"
# The list of open sessions already tells where one signed in from: nothing more is kept.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# What the notice on personal data says of the installation.
DATA_CONTROLLER = os.environ.get("BEFFROI_DATA_CONTROLLER", "")
DATA_PROTECTION_CONTACT = os.environ.get("BEFFROI_DATA_CONTACT", "")

DEFAULT_FROM_EMAIL = os.environ.get("BEFFROI_EMAIL_FROM", "Beffroi <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
globals().update(mail_settings(os.environ.get("BEFFROI_EMAIL_URL", "")))
