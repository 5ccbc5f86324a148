"""Depositing, looking at, checking: what each action writes, refuses, and undoes."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from beffroi.core.errors import ExternalFailure, RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.files.actions import add_piece, add_version, check_files, scan_pending, scan_version, stray_files
from beffroi.files.actions import scans as scans_module
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.scanning import Verdict
from beffroi.files.states import ScanState
from files.clamd import fake_clamd
from files.factories import AT, PDF, make_piece, make_version, upload_of
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
OTHER = PDF + b"% another\n"
FOUND = b"stream: Eicar-Test-Signature FOUND\0"


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A folder of its own, with the rights that the settings give."""
    storage = FileSystemStorage(tmp_path, file_permissions_mode=0o600, directory_permissions_mode=0o700)
    monkeypatch.setattr(PieceVersion._meta.get_field("stored"), "storage", storage)
    return tmp_path


@pytest.fixture
def actor():
    return make_actor()


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def plain(told):
    return told.replace("\u00a0", " ").replace("\u202f", " ")


def deposit(actor, content=PDF, name="devis.pdf", label="Devis"):
    return add_piece(actor.organisation, label, "devis", upload_of(content, name), by=actor, at=AT)


def test_a_piece_is_deposited_with_its_first_version(actor, folder):
    piece = deposit(actor, name="C:\\x\\Devis toiture.pdf", label="  Devis de la toiture ")
    version = piece.latest
    assert (piece.organisation, piece.label, piece.kind) == (
        actor.organisation,
        "Devis de la toiture",
        "devis",
    )
    assert (version.number, version.name, version.content_type) == (1, "Devis toiture.pdf", "application/pdf")
    assert (version.size, version.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert (version.uploaded_at, version.uploaded_by_id) == (AT, actor.user_id)
    assert version.uploaded_by_label == actor.user_label
    assert version.scan == ScanState.UNSCANNED
    (path,) = files_in(folder)
    assert path.read_bytes() == PDF
    assert "Devis" not in str(path.relative_to(folder))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    entry = JournalEntry.objects.about(piece).get()
    assert (entry.verb, entry.organisation_id) == ("piece.added", actor.organisation_id)
    assert entry.changes == {"sha256": [None, version.sha256]}


def test_a_version_is_added_and_the_one_before_stays(actor):
    piece = deposit(actor)
    version = add_version(piece, upload_of(OTHER, "b.pdf"), by=actor, at=AT + timedelta(days=1))
    assert version.number == 2
    assert [one.number for one in piece.versions.all()] == [2, 1]
    entry = JournalEntry.objects.about(piece).first()
    assert (entry.verb, entry.note) == ("piece.version_added", "b.pdf (version 2)")
    assert entry.changes["sha256"] == [hashlib.sha256(PDF).hexdigest(), version.sha256]


def test_refused_when_the_content_is_that_of_the_latest_version(actor, folder):
    piece = deposit(actor)
    with pytest.raises(RuleViolation, match="déjà la version 1"):
        add_version(piece, upload_of(PDF, "autre-nom.pdf"), by=actor, at=AT)
    assert piece.versions.count() == 1
    assert len(files_in(folder)) == 1


def test_refused_by_the_action_itself_when_the_content_is_wrong(actor, folder):
    with pytest.raises(RuleViolation, match="n’est pas un PDF"):
        deposit(actor, b"bonjour")
    with pytest.raises(RuleViolation, match="est vide"):
        deposit(actor, b"")
    assert files_in(folder) == []
    assert not Piece.objects.exists()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("label", "kind"), [("", "devis"), ("Devis", ""), ("Devis", "pas un slug"), ("x" * 201, "d")]
)
def test_refused_when_the_piece_is_badly_named(actor, folder, label, kind):
    with pytest.raises(RuleViolation):
        add_piece(actor.organisation, label, kind, upload_of(), by=actor, at=AT)
    assert files_in(folder) == []


def test_no_file_stays_when_the_transaction_around_is_undone(actor, folder):

    @transaction.atomic
    def undone():
        deposit(actor)
        assert len(files_in(folder)) == 1
        raise ValueError("later")

    with pytest.raises(ValueError, match="later"):
        undone()
    assert files_in(folder) == []
    assert not Piece.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_file_stays_once_committed_even_when_what_follows_the_commit_fails(folder):
    actor = make_actor()

    def fail():
        raise ValueError("after the commit")

    @transaction.atomic
    def done():
        transaction.on_commit(fail)
        deposit(actor)

    with pytest.raises(ValueError, match="after the commit"):
        done()
    assert Piece.objects.get().latest.size == len(PDF)
    assert len(files_in(folder)) == 1
    assert check_files() == []


@pytest.mark.django_db(transaction=True)
def test_no_file_stays_when_the_database_refuses_the_commit(folder):
    actor = make_actor()

    @transaction.atomic
    def refused():
        deposit(actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM nowhere")

    with pytest.raises(DatabaseError):
        refused()
    assert files_in(folder) == []


@pytest.mark.django_db(transaction=True)
def test_the_antivirus_is_asked_after_the_commit_and_never_before(settings, monkeypatch):
    settings.CLAMAV_ADDRESS = "tcp://nowhere"
    asked = []

    def scan(content):
        asked.append((content, connection.in_atomic_block))
        return Verdict()

    monkeypatch.setattr(scans_module.scanning, "scan", scan)
    with transaction.atomic():
        piece = deposit(make_actor())
        assert piece.latest.scan == ScanState.PENDING
        assert asked == []
    assert asked == [(PDF, False)]
    version = Piece.objects.get().latest
    assert (version.scan, version.scan_finding) == (ScanState.CLEAN, "")
    assert version.scanned_at is not None


@pytest.mark.django_db(transaction=True)
def test_an_infected_version_is_kept_and_written_in_the_journal(settings):
    with fake_clamd(FOUND) as server:
        settings.CLAMAV_ADDRESS = server.address
        actor = make_actor()
        piece = deposit(actor)
    version = Piece.objects.get().latest
    assert (version.scan, version.scan_finding) == (ScanState.INFECTED, "Eicar-Test-Signature")
    entry = JournalEntry.objects.about(piece).first()
    assert (entry.verb, entry.user_label) == ("piece.infected", "Beffroi")
    assert entry.organisation_id == actor.organisation_id
    assert entry.changes == {"scan": ["en attente d’analyse", "infecté"]}
    assert "Eicar-Test-Signature" in entry.note


@pytest.mark.django_db(transaction=True)
def test_a_deposit_holds_when_the_antivirus_does_not_answer_and_is_looked_at_later(settings, tmp_path):
    settings.CLAMAV_ADDRESS = f"unix:{tmp_path}/c.sock"
    deposit(make_actor())
    assert Piece.objects.get().latest.scan == ScanState.PENDING
    report = scan_pending()
    assert (report.clean, report.left) == (0, 1)
    assert "ne répond pas" in report.reason
    with fake_clamd(path=f"{tmp_path}/c.sock"):
        assert scan_pending().clean == 1
    assert Piece.objects.get().latest.scan == ScanState.CLEAN


def test_the_next_files_are_not_asked_about_when_nobody_answers(settings, monkeypatch, tmp_path):
    settings.CLAMAV_ADDRESS = f"unix:{tmp_path}/c.sock"
    make_piece(versions=3, scan=ScanState.PENDING)
    asked = []
    scan = scans_module.scanning.scan
    monkeypatch.setattr(scans_module.scanning, "scan", lambda content: asked.append(1) or scan(content))
    assert scan_pending().left == 3
    assert len(asked) == 1


def test_one_file_that_fails_does_not_hold_the_others_back(settings, monkeypatch):
    settings.CLAMAV_ADDRESS = "tcp://nowhere"
    piece = make_piece(scan=ScanState.PENDING)
    make_version(piece, 2, content=OTHER, scan=ScanState.PENDING)

    def scan(content):
        if content == PDF:
            raise ExternalFailure("L’antivirus n’a pas répondu à temps.")
        return Verdict()

    monkeypatch.setattr(scans_module.scanning, "scan", scan)
    report = scan_pending()
    assert (report.clean, report.infected, report.left) == (1, 0, 1)
    assert "à temps" in report.reason


def test_an_installation_that_gets_an_antivirus_has_what_it_holds_looked_at(settings):
    piece = make_piece(scan=ScanState.UNSCANNED)
    with fake_clamd(FOUND) as server:
        settings.CLAMAV_ADDRESS = server.address
        assert scan_pending().infected == 1
    assert Piece.objects.get(pk=piece.pk).latest.scan == ScanState.INFECTED


def test_what_was_looked_at_is_not_asked_about_again(settings):
    version = make_piece(scan=ScanState.CLEAN, scanned_at=AT).latest
    settings.CLAMAV_ADDRESS = "tcp://nowhere"
    assert scan_version(version.pk) == ScanState.CLEAN
    assert scan_pending() == scans_module.ScanReport()


def test_a_second_answer_changes_nothing():
    version = make_piece(scan=ScanState.INFECTED, scanned_at=AT, scan_finding="Eicar").latest
    assert scans_module._note_verdict(version.pk, Verdict()) == ScanState.INFECTED
    assert not JournalEntry.objects.exists()


def test_an_altered_file_is_never_found_clean(settings, folder):
    version = make_piece(scan=ScanState.PENDING).latest
    (path,) = files_in(folder)
    path.write_bytes(b"something else")
    with fake_clamd() as server:
        settings.CLAMAV_ADDRESS = server.address
        report = scan_pending()
    version.refresh_from_db()
    assert (report.left, version.scan) == (1, ScanState.PENDING)
    assert "n’est plus celui" in report.reason
    assert server.asked == []


def test_refused_when_there_is_no_antivirus_to_ask():
    with pytest.raises(RuleViolation, match="BEFFROI_CLAMAV_ADDRESS"):
        scan_pending()
    with pytest.raises(CommandError, match="BEFFROI_CLAMAV_ADDRESS"):
        call_command("files", "scan")


def test_missing_and_altered_files_are_all_named(folder):
    organisation = make_organisation(name="Val-Clair")
    whole, missing, altered = (make_piece(organisation, label=label) for label in ("Bon", "Perdu", "Changé"))
    (folder / missing.latest.stored.name).unlink()
    path = folder / altered.latest.stored.name
    path.write_bytes(path.read_bytes().replace(b"Catalog", b"Katalog"))
    told = {one.version_id: one.sentence for one in check_files()}
    assert set(told) == {missing.latest.pk, altered.latest.pk}
    assert "Val-Clair, pièce « Perdu »" in told[missing.latest.pk]
    assert "manque" in told[missing.latest.pk]
    assert "n’est plus celui qui a été déposé" in told[altered.latest.pk]
    assert whole.latest.pk not in told


def test_a_file_of_no_version_is_named_once_it_is_old_enough(folder):
    assert stray_files(timezone.now()) == []
    make_piece()
    stray = folder / "zz" / "zz00"
    stray.parent.mkdir()
    stray.write_bytes(b"left behind")
    assert stray_files(timezone.now()) == []
    assert stray_files(timezone.now() + timedelta(hours=2)) == ["zz/zz00"]


def test_the_command_says_what_it_scanned(settings, capsys):
    make_piece(scan=ScanState.PENDING)
    with fake_clamd() as server:
        settings.CLAMAV_ADDRESS = server.address
        call_command("files", "scan")
    assert plain(capsys.readouterr().out) == "1 fichier sain, 0 infecté, 0 en attente.\n"
    make_piece(scan=ScanState.PENDING)
    with pytest.raises(CommandError, match="ne répond pas"):
        call_command("files", "scan")


def test_the_command_checks_and_exits_with_one_when_a_file_is_missing(folder, capsys):
    piece = make_piece()
    call_command("files", "check")
    assert plain(capsys.readouterr().out) == "Tout est entier : 1 version.\n"
    (folder / piece.latest.stored.name).unlink()
    with pytest.raises(SystemExit) as caught:
        call_command("files", "check")
    assert caught.value.code == 1
    told = capsys.readouterr()
    assert "manque" in told.out
    assert "1 version abîmée sur 1" in plain(told.err)
