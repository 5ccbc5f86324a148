"""The orders of `beffroi archive`: what each refuses in one French line."""

import pytest
from django.core.management import CommandError, call_command

from archive.world import EPCI
from beffroi.core.seals.keys import public_key
from beffroi.organisations.models import Organisation
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("task", ["check", "import"])
def test_an_archive_signed_by_another_key_than_the_one_expected_is_refused(archives, task):
    with pytest.raises(CommandError, match="n’est pas signée par la clé attendue"):
        call_command("archive", task, str(archives[EPCI]), "--key", "autre")
    assert not Organisation.objects.exists()


def test_an_archive_signed_by_the_key_expected_is_taken(archives, capsys):
    call_command("archive", "check", str(archives[EPCI]), "--key", public_key())
    assert "Tout est entier" in capsys.readouterr().out


@pytest.mark.parametrize("named", ["personne", "200000000"])
def test_an_organisation_that_nobody_knows_is_not_exported(tmp_path, named):
    make_organisation(slug="val-clair", siren="200093201")
    with pytest.raises(CommandError, match=f"« {named} »"):
        call_command("archive", "export", named, str(tmp_path / "archive.zip"))
    assert list(tmp_path.iterdir()) == []


def test_a_moment_without_its_zone_is_refused(tmp_path):
    with pytest.raises(CommandError, match="--at"):
        call_command("archive", "export", "val-clair", str(tmp_path / "x.zip"), "--at", "2026-11-26T09:00")
