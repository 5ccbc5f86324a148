"""The journal: written with the act, never changed, shown in French."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template

from beffroi.core.journal import verbs
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import SYSTEM, PlainAuthor
from beffroi.core.journal.history import lines_of, shown
from beffroi.core.journal.models import JournalEntry
from beffroi.core.journal.verbs import UnknownVerb, register_verbs
from beffroi.core.seals.models import Chain

MARC = PlainAuthor(4, "Marc Lenglet", 2, "agglomération")
OBJECT = Chain(pk=12, name="registre", label="Registre des délibérations")


@pytest.fixture(autouse=True)
def _verbs(monkeypatch):
    monkeypatch.setattr(verbs, "_VERBS", {})
    register_verbs({"chain.opened": "a ouvert le registre", "chain.named": "a renommé le registre"})


@pytest.mark.django_db
def test_an_entry_tells_who_for_whom_what_and_the_changes():
    entry = record("chain.named", OBJECT, by=MARC, changes={"label": ["A", "B"]}, note="Faute de frappe.")
    kept = JournalEntry.objects.get(pk=entry.pk)
    assert (kept.user_id, kept.user_label, kept.organisation_id) == (4, "Marc Lenglet", 2)
    assert (kept.organisation_label, kept.verb, kept.object_type) == (
        "agglomération",
        "chain.named",
        "seals.chain",
    )
    assert (kept.object_id, kept.object_label) == (12, "Registre des délibérations")
    assert (kept.changes, kept.note) == ({"label": ["A", "B"]}, "Faute de frappe.")
    assert str(kept) == "Marc Lenglet a renommé le registre Registre des délibérations"


@pytest.mark.django_db
def test_what_is_due_by_itself_is_told_as_the_programs():
    entry = record("chain.opened", OBJECT, by=SYSTEM)
    assert (entry.user_id, entry.user_label, entry.organisation_id) == (None, "Beffroi", None)


@pytest.mark.django_db
def test_refused_when_no_context_knows_the_verb():
    with pytest.raises(UnknownVerb):
        record("chain.eaten", OBJECT, by=MARC)


@pytest.mark.django_db(transaction=True)
def test_refused_outside_the_transaction_of_the_act():
    with pytest.raises(transaction.TransactionManagementError):
        record("chain.opened", OBJECT, by=MARC)
    with transaction.atomic():
        record("chain.opened", OBJECT, by=MARC)
        transaction.set_rollback(True)
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["UPDATE journal_journalentry SET note = 'x'", "DELETE FROM journal_journalentry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(sql):
    record("chain.opened", OBJECT, by=MARC)
    with pytest.raises(IntegrityError, match="rows are only ever added"), transaction.atomic():
        connection.cursor().execute(sql)
    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db
def test_entries_are_found_by_object_and_organisation_the_latest_first():
    other = Chain(pk=13, label="Autre")
    first = record("chain.opened", OBJECT, by=MARC)
    second = record("chain.opened", other, by=SYSTEM)
    third = record("chain.named", OBJECT, by=SYSTEM)
    assert list(JournalEntry.objects.about(OBJECT)) == [third, first]
    assert list(JournalEntry.objects.about_any("seals.chain", [12, 13])) == [third, second, first]
    assert list(JournalEntry.objects.about_any("seals.seal", [12])) == []
    assert list(JournalEntry.objects.of_organisation(2)) == [first]


def test_only_what_differs_counts_as_a_change():
    before = {"title": "A", "rank": 1, "gone": "x"}
    after = {"title": "B", "rank": 1, "new": Decimal(2)}
    assert changes_between(before, after) == {
        "title": ["A", "B"],
        "gone": ["x", None],
        "new": [None, Decimal(2)],
    }


def test_a_verb_has_one_sentence():
    register_verbs({"chain.opened": "a ouvert le registre"})
    with pytest.raises(ValueError, match="already says"):
        register_verbs({"chain.opened": "a fermé le registre"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "rien"), ("", "rien"), ([], "rien"), (True, "oui"), (False, "non"), (2024, "2024"),
        (27037941, "27\u202f037\u202f941"), ("250000.00", "250\u202f000,00"),
        ("2023-12-12", "12\u00a0décembre\u00a02023"),
        ("2023-12-12T18:05:00Z", "12\u00a0décembre\u00a02023, 19\u00a0h\u00a005"), (["a", 1], "a, 1"),
        ("2023-99-99", "2023-99-99"), ("Béthune", "Béthune"), (0, "0"),
    ],
)  # fmt: skip
def test_values_are_shown_in_french(value, text):
    assert shown(value) == text


@pytest.mark.django_db
def test_the_history_shows_the_hour_of_paris_the_old_and_the_new():
    changes = changes_between({"label": "<A>", "due": None}, {"label": "B", "due": date(2024, 1, 12)})
    entry = record("chain.named", OBJECT, by=MARC, changes=changes, note="Faute de frappe.")
    entry.refresh_from_db()
    entry.at = datetime(2024, 1, 12, 13, 5, tzinfo=UTC)
    html = Template("{% load journal %}{% journal_of entries %}").render(Context({"entries": [entry]}))
    for part in (
        '<time datetime="2024-01-12T14:05:00+01:00">12\u00a0janv.\u00a02024, 14\u00a0h\u00a005</time>',
        "<strong>Marc Lenglet</strong>, agglomération, a renommé le registre",
        "Registre des délibérations",
        "<del>&lt;A&gt;</del> devient <ins>B</ins>",
        "<del>rien</del> devient <ins>12\u00a0janvier\u00a02024</ins>",
        "Faute de frappe.",
    ):
        assert part in html, part
    # A field is called by its French name.
    assert "registre\u202f: <del>" in html


def test_an_empty_history_says_so(db):
    html = Template("{% load journal %}{% journal_of entries %}").render(Context({"entries": []}))
    assert "Rien n’a encore été fait" in html


@pytest.mark.django_db
def test_an_entry_whose_context_is_no_more_is_still_shown(monkeypatch):
    entry = record("chain.opened", OBJECT, by=MARC, changes={"gone": [1, 2]})
    entry.object_type = "gone.gone"
    monkeypatch.setattr(verbs, "_VERBS", {})
    html = Template("{% load journal %}{% journal_of entries %}").render(Context({"entries": [entry]}))
    assert "chain.opened" in html


@pytest.mark.django_db
def test_words_that_look_like_a_number_are_told_as_they_were_typed():
    entry = record("chain.named", OBJECT, by=MARC, changes={"label": ["7.4", "7.5"]})
    [change] = lines_of([entry])[0].changes
    assert (change.old, change.new) == ("7.4", "7.5")
