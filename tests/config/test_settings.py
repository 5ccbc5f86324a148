"""Settings: what production refuses, and what it promises."""

import json
import subprocess
import sys

import pytest
from django.core.checks import Warning as CheckWarning

SECRET = "x" * 25 + "0123456789" * 3 + "secret de test"
HOSTS = "beffroi.exemple.fr, .agglo.exemple.fr"
SEAL_KEY = "bm90aGluZyBidXQgYSB0ZXN0LCBub3Qgc2VjcmV0ISE="
GOOD = {"BEFFROI_SECRET_KEY": SECRET, "BEFFROI_HOSTS": HOSTS, "BEFFROI_SEAL_KEY": SEAL_KEY}
PRODUCTION = "beffroi.config.settings.production"


def test_refused_when_the_secret_is_missing(beffroi):
    done = beffroi("check", BEFFROI_HOSTS=HOSTS)
    assert done.returncode == 1
    assert "BEFFROI_SECRET_KEY manque" in done.stderr


@pytest.mark.parametrize("hosts", ["", " , "])
def test_refused_when_the_hosts_are_missing(beffroi, hosts):
    done = beffroi("check", BEFFROI_SECRET_KEY=SECRET, BEFFROI_HOSTS=hosts)
    assert done.returncode == 1
    assert "BEFFROI_HOSTS manque" in done.stderr


def test_refused_when_the_key_of_the_registers_is_missing(beffroi):
    done = beffroi("check", **{**GOOD, "BEFFROI_SEAL_KEY": ""})
    assert done.returncode == 1
    assert "BEFFROI_SEAL_KEY ou BEFFROI_SEAL_KEY_FILE manque" in done.stderr


def test_the_deployment_check_finds_nothing(beffroi):
    done = beffroi("check", "--deploy", "--fail-level", "INFO", **GOOD)
    assert done.returncode == 0, done.stderr
    assert CheckWarning.__name__ not in done.stdout


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    script = (
        f"import json, sys; import {PRODUCTION} as found; "
        "told = {name: value for name, value in vars(found).items() if name.isupper()}; "
        "json.dump(told, sys.stdout, default=str)"
    )
    data = tmp_path_factory.mktemp("data")
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        timeout=300,
        env={**GOOD, "BEFFROI_DATA_DIR": str(data)},
    )
    return json.loads(done.stdout)


def test_production_speaks_https_only(production):
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert production["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_production_keeps_its_cookies_to_itself(production):
    for kind in ("CSRF", "SESSION", "MESSAGE"):
        assert production[f"{kind}_COOKIE_SECURE"] is True
    assert production["CSRF_COOKIE_HTTPONLY"] is True


def test_production_shows_nothing_of_its_inside(production):
    assert production["DEBUG"] is False
    assert production["SHOW_COMPONENTS"] is False
    assert production["X_FRAME_OPTIONS"] == "DENY"
    assert production["SECURE_CONTENT_TYPE_NOSNIFF"] is True


def test_production_trusts_the_hosts_it_was_given(production):
    assert production["ALLOWED_HOSTS"] == ["beffroi.exemple.fr", ".agglo.exemple.fr"]
    assert production["CSRF_TRUSTED_ORIGINS"] == ["https://beffroi.exemple.fr", "https://*.agglo.exemple.fr"]


def test_production_serves_hashed_files(production):
    assert "Manifest" in production["STORAGES"]["staticfiles"]["BACKEND"]


def test_the_embedded_database_takes_its_turn(production):
    assert production["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_policy_of_contents_allows_nothing_unsafe(production):
    told = json.dumps(production["CONTENT_SECURITY_POLICY"])
    assert "unsafe" not in told
    assert "*" not in told
    assert "http" not in told


def test_a_dropped_file_never_touches_the_disk(production):
    assert production["FILE_UPLOAD_HANDLERS"] == ["beffroi.core.uploads.InMemoryOnly"]
