"""The page where the manager takes all that the organisation owns."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.core.archive.checking import check_archive
from beffroi.core.archive.reading import Archive
from beffroi.core.archive.writing import write_archive
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.files.archive import StoredFiles
from beffroi.organisations.actions.archive import EXPORTED
from beffroi.organisations.exporting import about
from beffroi.organisations.roles import Role
from files.factories import make_piece
from organisations.factories import make_member, make_organisation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_organisation(slug="val-clair")


@pytest.fixture
def manager(client, place):
    user = make_member(place, Role.MANAGER)
    client.force_login(user, backend=BACKEND)
    return user


def take(client):
    return client.post(reverse("organisations:archive_download"))


def test_the_archive_that_is_downloaded_passes_its_check(client, manager, place, tmp_path):
    make_piece(place)
    answer = take(client)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert 'filename="archive-val-clair-' in answer["Content-Disposition"]
    path = tmp_path / "archive.zip"
    path.write_bytes(answer.getvalue())
    with Archive(path) as archive:
        check_archive(archive)
        assert archive.manifest.organisation["slug"] == "val-clair"


def test_the_journal_says_who_took_it_on_the_page_and_in_the_archive(client, manager, place):
    answer = take(client)
    entry = JournalEntry.objects.get(verb=EXPORTED)
    assert (entry.user_id, entry.organisation_id) == (manager.pk, place.pk)
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert EXPORTED.encode() in archive.read("tables/journal.journalentry.jsonl")
    page = client.get(reverse("organisations:archive")).content.decode()
    assert "a exporté tout ce que possède" in page
    assert "Personne n’a encore" not in page


def test_a_file_that_is_missing_refuses_the_export_and_is_named(client, manager, place):
    version = make_piece(place).versions.get()
    version.stored.storage.delete(version.stored.name)
    answer = take(client)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "devis.pdf (version 1)" in page
    assert "<title>Erreur" in page


def test_a_file_that_is_missing_is_seen_before_a_row_is_written(place):
    version = make_piece(place).versions.get()
    version.stored.storage.delete(version.stored.name)
    seen = []
    pieces = write_archive(
        place, about(place), at=timezone.now(), progress=lambda done, _total: seen.append(done)
    )
    with pytest.raises(RuleViolation, match="ne serait pas entière"):
        next(pieces)
    assert seen == []


def test_a_file_that_changes_while_it_is_written_refuses_it(client, manager, place, monkeypatch):
    make_piece(place)
    monkeypatch.setattr(StoredFiles, "read", lambda _self, _row: iter((b"other",)))
    answer = take(client)
    assert answer.status_code == 422
    assert "a changé pendant l’export" in answer.content.decode()


def test_a_file_that_was_altered_refuses_it_as_well(client, manager, place):
    version = make_piece(place).versions.get()
    storage, name = version.stored.storage, version.stored.name
    data = bytearray(storage.open(name).read())
    data[0] ^= 1
    with storage.open(name, "wb") as file:
        file.write(bytes(data))
    answer = take(client)
    assert answer.status_code == 422
    assert "n’est plus celui qui a été déposé" in answer.content.decode()


def test_the_page_says_what_stays_out_and_which_key_signs(client, manager):
    page = client.get(reverse("organisations:archive")).content.decode()
    assert "ots de passe, clés et codes" in page
    assert "Personne n’a encore" in page
    assert "<pre" in page


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.PROJECT_LEAD])
def test_the_others_are_told_who_may(client, place, role):
    client.force_login(make_member(place, role), backend=BACKEND)
    for answer in (client.get(reverse("organisations:archive")), take(client)):
        assert answer.status_code == 403
        assert "Seule la direction" in answer.content.decode()
    assert not JournalEntry.objects.filter(verb=EXPORTED).exists()
    assert "Tout exporter" not in client.get(reverse("organisations:organisation")).content.decode()
