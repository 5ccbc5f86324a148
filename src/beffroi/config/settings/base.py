"""Settings shared by every installation; what differs comes from the environment."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from beffroi.config.settings.accounts import *  # noqa: F403
from beffroi.config.settings.accounts import OIDC_ORIGIN
from beffroi.config.settings.pieces import pieces_storage

ROOT = Path(__file__).resolve().parents[4]
DATA_DIR = Path(os.environ.get("BEFFROI_DATA_DIR", ROOT / "var"))

DEBUG = False
# The page of components, for those who build pages.
SHOW_COMPONENTS = False
SECRET_KEY = os.environ.get("BEFFROI_SECRET_KEY", "")
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("BEFFROI_HOSTS", "").split(",") if host.strip()]

ROOT_URLCONF = "beffroi.config.urls"
WSGI_APPLICATION = "beffroi.config.wsgi.application"
INSTALLED_APPS = [
    "beffroi.core.ui",
    "beffroi.core.journal",
    "beffroi.core.seals",
    "beffroi.territories",
    "beffroi.organisations",
    "beffroi.files",
    "beffroi.drafting",
    "beffroi.assemblies",
    "beffroi.schemes",
    "beffroi.contracts",
    "beffroi.operations",
    "beffroi.workspace",
    "beffroi.portal",
    "beffroi.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks who is there, save those that say otherwise (login_not_required).
    "beffroi.organisations.signin.required.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "beffroi.organisations.signin.sessions.SlidingSession",
    "beffroi.organisations.actor.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "beffroi.core.readonly.ReadOnlyGet",
    # Last: it turns a refused attempt to sign in into the page that says how long to wait.
    "axes.middleware.AxesMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # The apps' templates, with the spaces of French typography.
            "loaders": [("django.template.loaders.cached.Loader", ["beffroi.core.ui.loaders.FrenchLoader"])],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
# The sections of the public pages' menu: name of the address, what one does there.
PUBLIC_MENU = (
    ("contracts:index", "Contrats"),
    ("register:list", "Registre"),
    ("portal:act", "Un acte réel"),
    ("portal:read", "Lire un acte"),
    ("calculators:index", "Calculer un délai"),
    ("portal:about", "À propos"),
)
# All but who administers accounts alone. Source: rights.md.
BUSINESS_ROLES = (
    *("development_agent", "finance_agent", "communication_agent", "assembly_clerk", "project_lead"),
    *("commune_agent", "engineering_partner", "manager", "elected_member", "auditor"),
)
# The sections of the signed-in pages: address, label, roles and kinds of organisation (none named: all).
WORKSPACE_MENU: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("organisations:home", "Mon espace", (), ()),
    ("contracts:workspace_index", "Contrats", (), ()),
    ("drafting:index", "Textes", (), ()),
    ("operations:index", "Opérations", (), ()),
    ("operations:reports", "Rapports", ("development_agent", "manager", "assembly_clerk"), ()),
    ("assemblies:sittings", "Séances et actes", BUSINESS_ROLES, ()),
    ("schemes:eligibility", "Suis-je éligible ?", (), ()),
    ("schemes:index", "Aides", ("administrator", "development_agent"), ("departement",)),
    ("organisations:organisation", "Mon organisation", (), ()),
    ("organisations:people", "Personnes et rôles", ("administrator",), ()),
    ("organisations:settings", "Réglages", ("administrator",), ()),
)
# Where the search field of every signed-in page leads.
WORKSPACE_SEARCH = "workspace:search"
# What contexts add to the page of one's account: address, label.
ACCOUNT_LINKS = (("workspace:mails", "Courriels et calendrier"),)
# On public pages: where one signs in, and where one goes once signed in.
SIGN_IN = ("account_login", "Se connecter")
SIGNED_IN = ("organisations:home", "Mon espace")
# A template shown above every page; the demonstration says that it is one.
PAGE_BANNER = "demo/banner.html"
DEMO_MODE = os.environ.get("BEFFROI_DEMO", "") == "1"
PUBLIC_FOOTER = (
    ("portal:about", "Ce que Beffroi calcule"),
    ("portal:accessibility", "Déclaration d’accessibilité"),
    ("organisations:notice", "Données personnelles"),
)
AUTH_USER_MODEL = "organisations.User"
FORM_RENDERER = "beffroi.core.ui.forms.Renderer"
# Flash messages travel in a signed cookie: a public page opens no session.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

DEFAULT_DATABASE = f"sqlite:///{DATA_DIR / 'beffroi.sqlite3'}"
DATABASES = {"default": dj_database_url.config(default=DEFAULT_DATABASE)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A deferred transaction fails under concurrent writers; an immediate one waits its turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        # Replacing a row deletes one: its guard must hear of it.
        "PRAGMA recursive_triggers=ON; "
        # KiB of pages kept by a connection, eight times as many as by default: counts jump between them.
        "PRAGMA cache_size=-16384;",
    }
else:
    # A page asks much of few rows: compiling the statement first takes longer than running it.
    DATABASES["default"]["OPTIONS"] = {"pool": True, "options": "-c jit=off"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"

# The whole of what a page may load comes from this server; nothing inline, nothing evaluated.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Signing in through another service ends a form there: browsers follow the policy through redirects.
        "form-action": [SELF, OIDC_ORIGIN] if OIDC_ORIGIN else [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "beffroi.core.ui.errors.csrf_refused"

# A dropped file stays in memory and is never written to the disk.
FILE_UPLOAD_HANDLERS = ["beffroi.core.uploads.InMemoryOnly"]
READER_MAX_BYTES = 20 * 1024 * 1024
# A body that announces more is cut off; below, it is read to its end and thrown away, so that the page can
# say why.
READER_DRAIN_BYTES = 128 * 1024 * 1024
# How many files one process reads at a time; the next one is asked to come back.
READER_MOST_AT_ONCE = 2
# How long the text of one file may take to be read; beyond, it is refused.
READER_SECONDS = 15

# The pieces that organisations keep. On the pages that take them, a request may carry this much.
FILES_MAX_BYTES = 25 * 1024 * 1024
# A spreadsheet of ideas, on the page that imports it.
IMPORT_MAX_BYTES = 5 * 1024 * 1024
FILES_DIR = Path(os.environ.get("BEFFROI_FILES_DIR") or DATA_DIR / "pieces")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Files of large lists, for some days; with several machines, a storage that all of them reach.
    "exports": pieces_storage(os.environ.get("BEFFROI_EXPORTS_STORAGE", ""), DATA_DIR / "exports"),
    "pieces": pieces_storage(os.environ.get("BEFFROI_FILES_STORAGE", ""), FILES_DIR),
}
# A list of more operations than this is exported by a worker (`beffroi db_worker`), with its progress.
EXPORT_AT_ONCE = 10_000
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# The antivirus: tcp://host:3310 or unix:/run/clamav/clamd.ctl; nothing: pieces are not looked at, and the
# pages say so.
CLAMAV_ADDRESS = os.environ.get("BEFFROI_CLAMAV_ADDRESS", "").strip()
# How long the antivirus may take over one file before the file is left for later. Unit: seconds.
CLAMAV_SECONDS = 20

# What signs the heads of the sealed chains: 32 random bytes in base 64, else a file that holds them.
SEAL_KEY = os.environ.get("BEFFROI_SEAL_KEY", "")
SEAL_KEY_FILE = Path(os.environ.get("BEFFROI_SEAL_KEY_FILE") or DATA_DIR / "seal.key")
# The file is made on first use; a server in production is given its key.
SEAL_KEY_IS_MADE = True
# Public keys, in base 64, of the keys that signed before.
SEAL_FORMER_KEYS = os.environ.get("BEFFROI_SEAL_FORMER_KEYS", "").replace(",", " ").split()
# Every signed head, one line each: copy it where the owner of the database cannot write.
SEAL_HEADS_FILE = Path(os.environ.get("BEFFROI_SEAL_HEADS_FILE") or DATA_DIR / "heads.jsonl")

# Where the public reaches this installation: the QR codes of the documents bear it.
PUBLIC_ADDRESS = os.environ.get("BEFFROI_PUBLIC_ADDRESS", "http://localhost:8000").rstrip("/")

# The text of the real act; without it the page tells the facts checked by hand.
SEED_DIR = Path(os.environ.get("BEFFROI_SEED_DIR") or ROOT.parent / "shared" / "seed")
# The numbered texts that contracts cite by line: for each, the function that tells where it can be read.
SOURCE_TEXTS = {"bethune-bruay-2023-12-12": "beffroi.portal.act.text_href"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("BEFFROI_LOG_LEVEL", "WARNING")},
}
