"""A server open to the world: HTTPS, hashed static files, every secret from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from beffroi.config.settings.base import *  # noqa: F403
from beffroi.config.settings.base import ALLOWED_HOSTS, DEMO_MODE, SEAL_KEY, SECRET_KEY, STORAGES

if not SECRET_KEY:
    raise ImproperlyConfigured("BEFFROI_SECRET_KEY manque : un long texte au hasard, gardé hors du dépôt.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("BEFFROI_HOSTS manque : les noms de ce serveur, séparés par des virgules.")
if not (SEAL_KEY or os.environ.get("BEFFROI_SEAL_KEY_FILE")):
    raise ImproperlyConfigured(
        "BEFFROI_SEAL_KEY ou BEFFROI_SEAL_KEY_FILE manque : la clé qui signe les registres, hors de la base."
    )
SEAL_KEY_IS_MADE = False
if DEMO_MODE and os.environ.get("BEFFROI_DEMO_FORCED") != "1":
    raise ImproperlyConfigured(
        "BEFFROI_DEMO ouvre des comptes à tous, sans mot de passe : jamais sur un serveur de production. "
        "Pour une démonstration publique assumée, ajoutez BEFFROI_DEMO_FORCED=1."
    )

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CSRF_COOKIE_SECURE = True
# « .exemple.fr » is how Django writes every name under a domain, and an origin writes it with a star.
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
MESSAGE_COOKIE_SECURE = True
SESSION_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
# Preloading binds a whole domain for years: for its owner to decide, not for a program's default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
