"""The key: outside the database, made once, never guessed."""

import base64
import stat
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from beffroi.core.seals import keys
from beffroi.core.seals.checks import check_key

OTHER = base64.b64encode(b"another key of the tests, 32 byt").decode()


@pytest.fixture
def file(settings, tmp_path):
    settings.SEAL_KEY = ""
    settings.SEAL_KEY_FILE = tmp_path / "data" / "seal.key"
    return settings.SEAL_KEY_FILE


def test_a_file_is_made_on_first_use_for_its_owner_alone(file):
    assert check_key() == []
    assert not file.exists()
    signature, key = keys.sign("texte")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.is_signed("texte", signature, key)
    assert keys.sign("texte") == (signature, key)
    assert list(file.parent.iterdir()) == [file]
    assert check_key() == []


def test_processes_that_start_together_use_one_key(file):
    threads = [threading.Thread(target=keys.make_key, args=(file,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    first = None
    for thread in threads:
        thread.join()
        first = first or file.read_bytes()
    assert file.read_bytes() == first


def test_production_makes_no_key(file, settings):
    settings.SEAL_KEY_IS_MADE = False
    with pytest.raises(ImproperlyConfigured, match="n’existe pas"):
        keys.sign("texte")
    assert [error.id for error in check_key()] == ["seals.E001"]


@pytest.mark.parametrize("seed", ["not base 64 !", "AAAA", "é" * 44])
def test_a_key_that_is_none_is_refused_by_name(settings, seed):
    settings.SEAL_KEY = seed
    with pytest.raises(ImproperlyConfigured, match="BEFFROI_SEAL_KEY"):
        keys.sign("texte")
    assert [error.id for error in check_key()] == ["seals.E001"]


def test_a_former_key_is_trusted_when_its_public_half_is_kept(settings):
    signature, key = keys.sign("texte")
    former = keys.public_key()
    settings.SEAL_KEY = OTHER
    assert not keys.is_signed("texte", signature, key)
    settings.SEAL_FORMER_KEYS = [former]
    assert keys.is_signed("texte", signature, key)


@pytest.mark.parametrize("signature", ["", "AAAA", "not base 64 !", "é"])
def test_what_is_no_signature_is_false(signature):
    _, key = keys.sign("texte")
    assert not keys.is_signed("texte", signature, key)


def test_another_text_is_not_signed():
    signature, key = keys.sign("texte")
    assert not keys.is_signed("texte ", signature, key)
