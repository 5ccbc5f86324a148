"""Refusals of the lowest floor, each asked alone, without the pages and actions that stand before it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import SkipFile, StopUpload
from django.db import transaction
from django.utils.datastructures import MultiValueDict

from assemblies.factories import CLERK
from beffroi.core import gate
from beffroi.core.dates import parse_date
from beffroi.core.errors import NotReadable, RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.models import JournalEntry
from beffroi.core.readonly import ForbiddenWriteError, refuse_writes
from beffroi.core.saving import save_checked
from beffroi.core.seals import archive
from beffroi.core.ui.files import OneFileForm
from beffroi.core.uploads import InMemoryOnly
from operations.factories import AT, make_operation

HELD = SimpleUploadedFile("un.txt", b"un")


@pytest.mark.parametrize("typed", ["demain", "le 12 du mois", "12 brumaire 2023"])
def test_words_that_are_no_day_are_refused(typed):
    with pytest.raises(NotReadable, match="n’est pas une date"):
        parse_date(typed)


def test_one_file_too_many_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.01)
    taken = 0
    try:
        while gate._PLACES.acquire(blocking=False):
            taken += 1
        with pytest.raises(gate.Busy), gate.one_place():
            pytest.fail("no place was free")
    finally:
        for _ in range(taken):
            gate._PLACES.release()
    assert taken


@pytest.mark.django_db
def test_the_journal_is_written_in_a_transaction_only(monkeypatch):
    operation = make_operation()
    written = JournalEntry.objects.count()
    bare = SimpleNamespace(in_atomic_block=False)
    with monkeypatch.context() as patch:
        patch.setattr(transaction, "get_connection", lambda: bare)
        with pytest.raises(transaction.TransactionManagementError, match="the transaction of the act"):
            record("operation.proposed", operation, by=CLERK)
    assert JournalEntry.objects.count() == written


def test_a_safe_request_runs_what_reads_and_nothing_else():
    ran = []

    def execute(sql, *_more):
        ran.append(sql)

    refuse_writes(execute, "SELECT 1", None, False, {})
    with pytest.raises(ForbiddenWriteError):
        refuse_writes(execute, "DELETE FROM guarded", None, False, {})
    assert ran == ["SELECT 1"]


@pytest.mark.django_db
def test_a_row_is_checked_before_it_is_written():
    operation = make_operation()
    operation.starts_on, operation.ends_on = AT.date(), AT.date() - timedelta(days=1)
    with pytest.raises(RuleViolation, match="La fin ne peut pas précéder le début"):
        save_checked(operation)


@pytest.mark.parametrize(
    ("files", "too_large", "code"),
    [
        ([HELD, HELD], False, "several"),
        ([HELD], True, "too-large"),
        ([SimpleUploadedFile("vide.txt", b"")], False, "empty"),
        ([HELD], False, None),
    ],
)
def test_one_whole_file_is_taken_and_no_other(files, too_large, code):
    form = OneFileForm({}, MultiValueDict({"file": files}), too_large=too_large)
    found = form.errors.as_data().get("file", [SimpleNamespace(code=None)])
    assert [one.code for one in found] == [code]


@pytest.mark.parametrize(("announced", "raised"), [(60, SkipFile), (61, StopUpload)])
def test_far_too_much_is_not_read_to_its_end(settings, announced, raised):
    settings.READER_MAX_BYTES, settings.READER_DRAIN_BYTES = 10, 60
    handler = InMemoryOnly()
    handler.handle_raw_input(None, {}, announced, "")
    handler.new_file("file", "un.txt", "text/plain", announced)
    with pytest.raises(raised):
        handler.receive_data_chunk(b"x" * 11, 0)


def test_registers_are_checked_when_an_archive_comes_in(monkeypatch):
    told = []
    for name in ("own", "leave_out", "after_rows"):
        monkeypatch.setattr(archive, name, lambda *_, **__: None)
    monkeypatch.setattr(archive, "check_with", told.append)
    archive.wire()
    assert told == [archive.RegisterChecker]
