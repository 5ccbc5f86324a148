"""A draft is written by both parties: rows added, changed, reordered, removed; nobody's words are lost."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.editing import add_row, edit_row, move_row, remove_row
from beffroi.contracts.kinds import CommitmentKind, ContractState, Side
from beffroi.contracts.models import Axis, Contract, MutualCommitment, TargetPublic
from beffroi.contracts.tokens import EditConflict
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from contracts.factories import ON, fill, make_draft
from contracts.writing.factories import add_axis, base_of

pytestmark = pytest.mark.django_db


def titles(contract: Contract) -> list[str]:
    return [one.title for one in contract.axes.all()]


def add_public(contract: Contract, title: str) -> TargetPublic:
    return add_row(contract, TargetPublic(contract=contract), {"title": title, "line": None}, by=CLERK)


def test_a_row_is_added_at_the_end_and_told_in_the_journal():
    contract = make_draft()
    add_public(contract, "collégiens")
    assert add_public(contract, "aînés").rank == 2
    entry = JournalEntry.objects.filter(verb="contract.row_added").latest("pk")
    assert (entry.user_label, entry.note) == (CLERK.user_label, "public cible : aînés")


def test_a_row_that_breaks_its_own_rule_is_refused():
    contract = make_draft()
    values = {"side": Side.EPCI, "kind": "unknown", "title": "aide", "line": None}
    with pytest.raises(RuleViolation, match="unknown"):
        add_row(contract, MutualCommitment(contract=contract), values, by=CLERK)


def test_a_change_keeps_the_old_and_the_new_words():
    contract = make_draft()
    row = add_public(contract, "jeunes")
    edit_row(contract, row, {"title": "collégiens"}, base_of(row, "title"), by=CLERK)
    row.refresh_from_db()
    assert row.title == "collégiens"
    entry = JournalEntry.objects.filter(verb="contract.edited").latest("pk")
    assert entry.changes == {"title": ["jeunes", "collégiens"]}


def test_the_second_of_two_writers_is_told_what_the_first_one_wrote_and_writes_nothing():
    contract = make_draft()
    row = add_public(contract, "jeunes")
    opened = base_of(row, "title")
    edit_row(contract, row, {"title": "collégiens"}, opened, by=CLERK)
    with pytest.raises(EditConflict) as conflict:
        edit_row(contract, row, {"title": "lycéens"}, opened, by=CLERK)
    assert conflict.value.theirs == {"title": "collégiens"}
    row.refresh_from_db()
    assert row.title == "collégiens"


def test_the_identity_of_the_contract_is_changed_under_the_same_check():
    contract = make_draft()
    values = {"title": "Contrat de territoire", "ends_year": 2030}
    edit_row(contract, contract, values, base_of(contract, *values), by=CLERK)
    contract.refresh_from_db()
    assert (contract.title, contract.ends_year) == ("Contrat de territoire", 2030)


def test_themes_are_renamed_reordered_and_removed_and_keep_their_lines():
    contract = fill(make_draft())
    axis = contract.axes.get()
    values = {"themes": ("Mobilités", "Guichets")}
    edit_row(contract, axis, values, base_of(axis, "themes"), by=CLERK)
    assert [(one.title, one.line) for one in axis.themes.all()] == [("Mobilités", None), ("Guichets", 12)]


def test_rows_change_places_and_the_ends_do_not_move():
    contract = make_draft()
    first, _, last = (add_axis(contract, title) for title in ("A", "B", "C"))
    move_row(contract, last, up=True, by=CLERK)
    assert titles(contract) == ["A", "C", "B"]
    move_row(contract, first, up=True, by=CLERK)
    assert titles(contract) == ["A", "C", "B"]
    move_row(contract, first, up=False, by=CLERK)
    assert titles(contract) == ["C", "A", "B"]
    assert [one.rank for one in contract.axes.all()] == [1, 2, 3]


def test_an_axis_leaves_with_its_themes():
    contract = make_draft()
    remove_row(contract, add_axis(contract, "A", "un thème"), by=CLERK)
    assert not contract.axes.exists()


def test_an_axis_that_is_crossed_stays_with_its_themes():
    contract = fill(make_draft())
    axis = contract.axes.get()
    with pytest.raises(RuleViolation, match="sert ailleurs"):
        remove_row(contract, axis, by=CLERK)
    assert axis.themes.count() == 1


@pytest.mark.parametrize("act", ["add", "edit", "move", "remove"])
def test_nothing_is_written_once_the_contract_has_left_drafting(act):
    contract = make_draft()
    row: Any = add_public(contract, "jeunes")
    move_contract(contract, ContractState.OPINIONS, ON, by=CLERK)
    tried = {
        "add": lambda: add_public(contract, "aînés"),
        "edit": lambda: edit_row(contract, row, {"title": "x"}, base_of(row, "title"), by=CLERK),
        "move": lambda: move_row(contract, row, up=True, by=CLERK),
        "remove": lambda: remove_row(contract, row, by=CLERK),
    }
    with pytest.raises(RuleViolation, match="plus en rédaction"):
        tried[act]()
    assert [one.title for one in contract.target_publics.all()] == ["jeunes"]


def test_a_row_that_somebody_removed_is_said_to_be_gone():
    contract = make_draft()
    row = add_public(contract, "jeunes")
    remove_row(contract, TargetPublic.objects.get(pk=row.pk), by=CLERK)
    with pytest.raises(RuleViolation, match="retirée par quelqu’un"):
        edit_row(contract, row, {"title": "x"}, base_of(row, "title"), by=CLERK)


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_one_is_kept_the_other_sees_it():
    contract = make_draft()
    row = add_axis(contract, "Ensemble")
    opened, gate, told = base_of(row, "title"), Barrier(2), {}

    def write(name: str) -> None:
        gate.wait()
        try:
            edit_row(contract, Axis.objects.get(pk=row.pk), {"title": name}, opened, by=CLERK)
            told[name] = "kept"
        except EditConflict as conflict:
            told[name] = conflict.theirs["title"]
        finally:
            connection.close()

    writers = [Thread(target=write, args=(name,)) for name in ("Un", "Deux")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    kept = next(name for name, answer in told.items() if answer == "kept")
    other = next(name for name in told if name != kept)
    row.refresh_from_db()
    assert (row.title, told[other]) == (kept, kept)


def test_a_commitment_is_made_of_plain_words():
    contract = make_draft()
    values = {"side": Side.BOTH, "kind": CommitmentKind.GOVERNANCE, "title": "se réunissent", "line": 3}
    row = add_row(contract, MutualCommitment(contract=contract), values, by=CLERK)
    assert str(row) == "se réunissent"
