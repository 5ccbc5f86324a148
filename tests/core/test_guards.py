"""The database itself refuses to change what must not change."""

import pytest
from django.db import IntegrityError, connection, transaction

from beffroi.core.guards import (
    Guard,
    LiftGuards,
    append_only,
    declared,
    frozen,
    missing,
    standing,
    undeletable,
)
from guards_off import lifted


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def put(operation):
    # Outside `schema_editor`, which on SQLite wants to be alone: only its SQL is needed here.
    for guard in operation.guards:
        for sql in guard.statements(connection.vendor):
            run(sql)


def count(table="pot"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def _tables(db):
    run("CREATE TABLE pot (id integer PRIMARY KEY, sealed integer)")
    run("CREATE TABLE leaf (id integer PRIMARY KEY, pot integer)")
    run("INSERT INTO pot VALUES (1, 0), (2, 1)")
    run("INSERT INTO leaf VALUES (10, 1), (20, 2)")


CHANGES = ["UPDATE pot SET sealed = 2", "DELETE FROM pot", "DELETE FROM pot WHERE id = 2"]
PARENT = "(SELECT sealed FROM pot WHERE id = {row}.pot) = 1"


@pytest.mark.usefixtures("_tables")
@pytest.mark.parametrize("sql", CHANGES)
def test_a_table_that_is_only_added_to_refuses_any_other_change(sql):
    put(append_only("pot"))
    run("INSERT INTO pot VALUES (3, 0)")
    with pytest.raises(IntegrityError, match="refused on pot: rows are only ever added"):
        run(sql)
    assert count() == 3


@pytest.mark.usefixtures("_tables")
def test_replacing_a_row_is_changing_it():
    put(append_only("pot"))
    sql = (
        "INSERT OR REPLACE INTO pot VALUES (1, 5)"
        if connection.vendor == "sqlite"
        else "INSERT INTO pot VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET sealed = 5"
    )
    with pytest.raises(IntegrityError, match="refused on pot"):
        run(sql)


@pytest.mark.usefixtures("_tables")
def test_a_table_is_not_emptied_at_a_stroke():
    put(append_only("pot"))
    sql = "DELETE FROM pot" if connection.vendor == "sqlite" else "TRUNCATE pot"
    with pytest.raises(IntegrityError, match="refused on pot"):
        run(sql)


@pytest.mark.usefixtures("_tables")
def test_an_undeletable_row_may_change():
    put(undeletable("pot"))
    run("UPDATE pot SET sealed = 3")
    with pytest.raises(IntegrityError, match="rows are never deleted"):
        run("DELETE FROM pot WHERE id = 1")


@pytest.mark.usefixtures("_tables")
def test_only_the_sealed_rows_are_frozen():
    put(frozen("pot", when="OLD.sealed = 1"))
    run("UPDATE pot SET sealed = 0 WHERE id = 1")
    for sql in ("UPDATE pot SET sealed = 0 WHERE id = 2", "DELETE FROM pot WHERE id = 2"):
        with pytest.raises(IntegrityError, match="refused on pot: the row is sealed"):
            run(sql)
    run("DELETE FROM pot WHERE id = 1")
    run("INSERT INTO pot VALUES (3, 0)")
    run("UPDATE pot SET sealed = 1 WHERE id = 3")
    assert count() == 2


@pytest.mark.usefixtures("_tables")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE leaf SET id = 21 WHERE id = 20",
        "UPDATE leaf SET pot = 1 WHERE id = 20",
        "UPDATE leaf SET pot = 2 WHERE id = 10",
        "DELETE FROM leaf WHERE id = 20",
        "INSERT INTO leaf VALUES (30, 2)",
    ],
)
def test_nothing_leaves_or_enters_what_is_sealed(sql):
    put(frozen("leaf", when=PARENT.format(row="OLD"), inserts_when=PARENT.format(row="NEW")))
    with pytest.raises(IntegrityError, match="refused on leaf"):
        run(sql)
    assert count("leaf") == 2


@pytest.mark.usefixtures("_tables")
def test_what_is_not_sealed_may_change_leave_and_enter():
    put(frozen("leaf", when=PARENT.format(row="OLD"), inserts_when=PARENT.format(row="NEW")))
    run("UPDATE leaf SET id = 11 WHERE id = 10")
    run("DELETE FROM leaf WHERE id = 11")
    run("INSERT INTO leaf VALUES (30, 1)")
    assert count("leaf") == 2


@pytest.mark.usefixtures("_tables")
def test_lifted_guards_come_back():
    put(append_only("pot"))
    with lifted(connection):
        run("UPDATE pot SET sealed = 5")
    with pytest.raises(IntegrityError):
        run("UPDATE pot SET sealed = 6")


@pytest.mark.usefixtures("_tables")
def test_a_guard_can_be_taken_off_by_undoing_its_migration():
    (guard, *_) = operation = append_only("pot").guards
    for each in operation:
        for sql in each.statements(connection.vendor):
            run(sql)
    assert guard.name in standing(connection)
    for each in operation:
        for sql in each.removal(connection.vendor):
            run(sql)
    assert guard.name not in standing(connection)
    run("DELETE FROM pot")


class Editor:
    """What a migration writes with, here on tables of the tests."""

    connection = connection

    @staticmethod
    def execute(sql, _params):
        run(sql)


@pytest.mark.usefixtures("_tables")
def test_a_migration_lifts_guards_and_puts_them_back_when_it_is_undone():
    operation = append_only("pot")
    put(operation)
    lifting = LiftGuards(*operation.guards)
    lifting.code(None, Editor)
    run("UPDATE pot SET sealed = 5")
    for _ in range(2):
        lifting.reverse_code(None, Editor)
        with pytest.raises(IntegrityError):
            run("UPDATE pot SET sealed = 6")


@pytest.mark.django_db
def test_every_guard_of_the_migrations_stands():
    assert {"journal_journalentry", "seals_seal", "seals_chain"} <= {guard.table for guard in declared()}
    assert missing(connection) == []


@pytest.mark.django_db
def test_a_guard_that_was_taken_off_is_missed():
    name = "guard_seals_seal_delete"
    sqlite = connection.vendor == "sqlite"
    run(f"DROP TRIGGER {name}" if sqlite else f"ALTER TABLE seals_seal DISABLE TRIGGER {name}")
    assert [guard.name for guard in missing(connection)] == [name]


def test_a_name_that_postgresql_would_cut_is_refused():
    with pytest.raises(ValueError, match="too long a name"):
        _ = Guard("x" * 60, "UPDATE", "1 = 1", "").name
