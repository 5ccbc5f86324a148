"""An archive comes back identical and verified, on the same database or another, as often as one likes."""

import gc
import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction

from archive.world import AT, DEPARTEMENT, EPCI, LOGO, PIECE, SCAN
from beffroi.assemblies.models import Assembly, RegisterEntry
from beffroi.contracts.models import SignedCopy
from beffroi.core.archive.importing import IMPORTED, import_archive
from beffroi.core.archive.manifest import DamagedArchive
from beffroi.core.archive.registry import tables
from beffroi.core.errors import RuleViolation
from beffroi.core.guards import missing
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals import kinds as kinds_module
from beffroi.core.seals.actions import seal
from beffroi.core.seals.heads import read_heads
from beffroi.core.seals.kinds import Kind, kinds
from beffroi.core.seals.models import Chain, Excerpt
from beffroi.core.seals.verification import verify_all
from beffroi.core.search import WordsMatch, asked_words
from beffroi.files.actions import check_files
from beffroi.files.models import PieceVersion
from beffroi.files.reading import read_whole
from beffroi.operations.models import Operation
from beffroi.organisations.models import Organisation, User
from embedded_template import template

WHO = (EPCI, DEPARTEMENT, "caue-de-l-ambre", "roncevent", "bethune-bruay", "pas-de-calais")


def differing(one, other):
    """The files by which two archives differ."""
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        assert first.namelist() == second.namelist()
        return [name for name in first.namelist() if first.read(name) != second.read(name)]


def bring(path):
    return import_archive(path, Organisation)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", WHO)
def test_imported_it_verifies_and_exports_the_same_bytes_again(archives, export, slug):
    bring(archives[slug])
    assert verify_all() == []
    assert check_files() == []
    # The same key signs here, at the same moment: the whole file is the same.
    assert export(slug).read_bytes() == archives[slug].read_bytes()


@pytest.mark.django_db
def test_every_guard_stands_and_refuses_after_the_import(archives):
    bring(archives[DEPARTEMENT])
    assert missing(connection) == []
    with pytest.raises(Exception, match="refused on seals_seal"), transaction.atomic():
        Chain.objects.first().seals.update(label="autre")


@pytest.mark.django_db
def test_documents_come_back_with_their_bytes(archives):
    bring(archives[EPCI])
    assert bytes(Organisation.objects.get(slug=EPCI).logo) == LOGO
    assert read_whole(PieceVersion.objects.get(piece__kind="devis")) == PIECE
    # The scan of the contract: a file of its own, and a seal without a document.
    assert read_whole(SignedCopy.objects.get().version) == SCAN
    sealed = list(Chain.objects.get(name__startswith="contracts-").seals.defer(None))
    assert [one.kind for one in sealed if not one.pdf] == ["signed_copy"]
    assert all(bool(one.pdf) is bool(one.pdf_sha256) for one in sealed)


@pytest.mark.django_db
def test_what_is_derived_is_there(archives):
    bring(archives[DEPARTEMENT])
    assert RegisterEntry.objects.exists()
    one = Operation.objects.exclude(title="").first()
    assert one in Operation.objects.filter(WordsMatch(asked_words(one.title)))


@pytest.mark.django_db
def test_accounts_come_without_password_and_may_ask_for_one(archives):
    bring(archives[EPCI])
    assert User.objects.exists()
    for user in User.objects.all():
        assert not user.has_usable_password()
        assert user.emailaddress_set.filter(email=user.email, verified=True, primary=True).count() == 1


@pytest.mark.django_db
def test_what_is_made_next_is_numbered_after_what_was_imported(archives):
    bring(archives[EPCI])
    highest = Organisation.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert Organisation.objects.create(kind="epci", slug="autre", name="Autre", short_name="A").pk > highest


@pytest.mark.django_db
def test_the_journal_says_that_it_was_imported(archives):
    bring(archives[EPCI])
    told = JournalEntry.objects.filter(verb=IMPORTED)
    assert [one.object_label for one in told] == [str(Organisation.objects.get(slug=EPCI))]
    assert "26/11/2026" in told[0].note


@pytest.mark.django_db
def test_a_register_of_ones_own_goes_whole_and_of_another_the_entries_that_are_read(archives):
    bring(archives[DEPARTEMENT])
    mine = {one.register_name for one in Assembly.objects.filter(organisation__slug=DEPARTEMENT)}
    assert mine
    assert not Excerpt.objects.filter(chain__name__in=mine).exists()


@pytest.mark.django_db
def test_nothing_is_added_to_a_register_that_is_kept_elsewhere(archives):
    bring(archives[EPCI])
    kept = Excerpt.objects.select_related("chain").get()
    assert kept.chain.seals.count() < kept.chain.count
    with pytest.raises(RuleViolation, match="tenu ailleurs"), transaction.atomic():
        seal(
            kept.chain, kind="sitting", obj=kept, label="x", content={}, code="23456789",
            by=JournalEntry(user_label="x", organisation_label=""), at=AT,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_heads_are_exported_for_whole_registers_alone(archives):
    bring(archives[EPCI])
    heads = {head.chain for _, head in read_heads(settings.SEAL_HEADS_FILE)}
    assert heads == set(Chain.objects.filter(excerpt__isnull=True).values_list("name", flat=True))
    assert verify_all() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "label", ["organisations.organisation", "journal.journalentry", "organisations.user"]
)
def test_an_instance_that_is_not_empty_is_refused_with_what_it_holds(archives, label):
    if label == "journal.journalentry":
        JournalEntry.objects.create(at=AT, user_label="x", verb="x", object_type="x", object_id=1)
    elif label == "organisations.user":
        User.objects.create_user("x@test.example")
    else:
        Organisation.objects.create(kind="epci", slug="x", name="X", short_name="X")
    with pytest.raises(RuleViolation, match=rf"vide.*\({label}\) compte 1 ligne\."):
        bring(archives[EPCI])


@pytest.mark.django_db
def test_an_instance_that_is_not_empty_is_refused_before_the_archive_is_opened(tmp_path):
    Organisation.objects.create(kind="epci", slug="x", name="X", short_name="X")
    with pytest.raises(RuleViolation, match="vide"):
        bring(tmp_path / "rien.zip")


@pytest.mark.django_db
def test_an_instance_in_which_somebody_writes_while_the_archive_is_read_is_refused(archives):
    def write(done, _total):
        if done == 1:
            User.objects.create_user("x@test.example")

    with pytest.raises(RuleViolation, match=r"vide.*\(organisations.user\) compte 1 ligne\."):
        import_archive(archives[EPCI], Organisation, progress=write)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_a_storage_that_is_not_empty_is_refused_and_keeps_what_it_holds(archives):
    with zipfile.ZipFile(archives[EPCI]) as archive:
        row = json.loads(archive.read("tables/files.pieceversion.jsonl").splitlines()[0])
    storage = PieceVersion._meta.get_field("stored").storage
    storage.save(row["stored"], ContentFile(b"other"))
    before = stored_names()
    with pytest.raises(DamagedArchive, match="y est déjà"):
        bring(archives[EPCI])
    with storage.open(row["stored"]) as file:
        assert file.read() == b"other"
    assert stored_names() == before
    storage.delete(row["stored"])


@pytest.mark.django_db
def test_an_instance_whose_file_of_heads_knows_registers_is_refused(archives):
    settings.SEAL_HEADS_FILE.write_text("{}\n", encoding="utf-8")
    with pytest.raises(RuleViolation, match="instance vide : le fichier des têtes"):
        bring(archives[EPCI])


def command(folder, *words):
    """Run the command as an operator does, on an embedded database of its own."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"BEFFROI_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "beffroi.config.settings.dev"}
    done = subprocess.run(
        [sys.executable, "-m", "beffroi", *words], env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def elsewhere(tmp_path):
    """The folder of another installation: migrated, empty, with a key of its own."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if template().exists():
        shutil.copy(template(), folder / "beffroi.sqlite3")
    else:
        code, told = command(folder, "migrate", "--verbosity", "0")
        assert code == 0, told
    return folder


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [EPCI, DEPARTEMENT])
def test_by_the_command_in_another_installation_and_back(archives, export, elsewhere, tmp_path, slug):
    """From the database of the tests to an embedded one under another key, and from there back here."""
    again = tmp_path / "elsewhere.zip"
    code, told = command(elsewhere, "archive", "import", str(archives[slug]))
    assert code == 0, told
    assert "sans mot de passe" in told
    code, told = command(elsewhere, "verify")
    assert code == 0, told
    code, told = command(elsewhere, "archive", "export", slug, str(again), "--at", AT.isoformat())
    assert code == 0, told
    assert differing(archives[slug], again) == ["signature.json"]
    bring(again)
    assert verify_all() == []
    assert export(slug).read_bytes() == archives[slug].read_bytes()
    code, told = command(elsewhere, "archive", "import", str(again))
    assert code == 1
    assert "instance vide" in told


@pytest.mark.django_db
def test_nothing_stays_of_an_import_whose_registers_do_not_say_what_was_sealed(archives, monkeypatch):
    # A content rebuilt otherwise than it was sealed: what a row altered before the export would give.
    kind = kinds()["sitting"]
    altered = Kind("sitting", lambda ids: {one: {"sitting": "x"} for one in ids}, kind.expected_ids)
    monkeypatch.setitem(kinds_module._KINDS, "sitting", altered)
    before = stored_names()
    with pytest.raises(DamagedArchive, match="ne sont pas ce qui fut scellé"):
        bring(archives[EPCI])
    assert all(not table.model._base_manager.exists() for table in tables())
    gc.collect()
    assert stored_names() <= before


def stored_names():
    storage = PieceVersion._meta.get_field("stored").storage
    return {f"{folder}/{name}" for folder in storage.listdir("")[0] for name in storage.listdir(folder)[1]}
