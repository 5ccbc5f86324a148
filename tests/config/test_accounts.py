"""What an installation says of accounts: the demonstration stays out of production, mail leaves encrypted."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from beffroi.config.settings.mail import mail_settings
from config.test_settings import GOOD


def test_the_demonstration_is_refused_in_production(beffroi):
    done = beffroi("check", BEFFROI_DEMO="1", **GOOD)
    assert done.returncode == 1
    assert "BEFFROI_DEMO ouvre des comptes à tous" in done.stderr


def test_the_demonstration_is_forced_in_so_many_words(beffroi):
    done = beffroi("check", BEFFROI_DEMO="1", BEFFROI_DEMO_FORCED="1", **GOOD)
    assert done.returncode == 0, done.stderr


def test_messages_go_to_the_console_unless_a_server_is_named():
    assert mail_settings("")["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_a_mail_server_is_read_from_its_address():
    told = mail_settings("smtp://nom%40ville:mot@mail.exemple.fr")
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.exemple.fr", 587)
    assert told["EMAIL_HOST_USER"] == "nom@ville"
    assert told["EMAIL_USE_TLS"]
    assert mail_settings("smtps://mail.exemple.fr")["EMAIL_USE_SSL"]


@pytest.mark.parametrize("url", ["mail.exemple.fr", "http://mail.exemple.fr", "smtp://"])
def test_an_address_that_is_not_one_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="BEFFROI_EMAIL_URL"):
        mail_settings(url)
