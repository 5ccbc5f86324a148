"""A GET never writes, on the database of the run (SQLite, or PostgreSQL with DATABASE_URL)."""

import pytest
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from beffroi.core.readonly import ForbiddenWriteError, ReadOnlyGet, is_read


@pytest.fixture
def _table(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE guarded (name varchar(20))")
        cursor.execute("INSERT INTO guarded VALUES ('before')")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE guarded")


def names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM guarded ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def answer(method, sql, params=None):
    """Answer a request by running one statement."""

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
        return HttpResponse("ok")

    return ReadOnlyGet(view)(RequestFactory().generic(method, "/"))


WRITES = [
    "INSERT INTO guarded VALUES ('after')",
    "UPDATE guarded SET name = 'after'",
    "DELETE FROM guarded",
    "  /* SELECT */ delete from guarded",
    "-- SELECT\nDELETE FROM guarded",
    "CREATE TABLE other (name varchar(20))",
    "WITH one AS (SELECT 'after' AS name) INSERT INTO guarded SELECT name FROM one",
]


@pytest.mark.usefixtures("_table")
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("sql", WRITES)
def test_a_safe_request_that_writes_raises_and_changes_nothing(method, sql):
    with pytest.raises(ForbiddenWriteError):
        answer(method, sql)
    assert names() == ["before"]


@pytest.mark.usefixtures("_table")
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_another_request_may_write(method):
    assert answer(method, "INSERT INTO guarded VALUES (%s)", ["after"]).status_code == 200
    assert names() == ["after", "before"]


@pytest.mark.usefixtures("_table")
def test_a_safe_request_reads_even_a_text_that_speaks_of_deleting():
    assert answer("GET", "SELECT name FROM guarded WHERE name <> 'DELETE FROM guarded'").content == b"ok"
    assert answer("GET", "SELECT name FROM guarded WHERE name <> %s", ["UPDATE"]).content == b"ok"


@pytest.mark.usefixtures("_table")
def test_a_safe_request_may_open_a_transaction_and_a_savepoint():
    def view(request):
        with transaction.atomic(), transaction.atomic():
            return HttpResponse(", ".join(names()))

    assert ReadOnlyGet(view)(RequestFactory().get("/")).content == b"before"


@pytest.mark.usefixtures("_table")
def test_many_writes_at_once_are_refused():
    def view(request):
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO guarded VALUES (%s)", [("after",), ("later",)])
        return HttpResponse()

    with pytest.raises(ForbiddenWriteError):
        ReadOnlyGet(view)(RequestFactory().get("/"))
    assert names() == ["before"]


@pytest.mark.usefixtures("_table")
def test_the_guard_is_gone_once_the_request_is_answered_even_badly():
    with pytest.raises(ForbiddenWriteError):
        answer("GET", "DELETE FROM guarded")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO guarded VALUES ('after')")
    assert names() == ["after", "before"]
    assert all(not one.execute_wrappers for one in connections.all())


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1", "(SELECT 1)", "\n  select 1;", "WITH a AS (SELECT 1) SELECT * FROM a", "VALUES (1)",
        "SELECT 1 FOR UPDATE", "SELECT 1 FOR NO KEY UPDATE OF a", "EXPLAIN SELECT 1", "PRAGMA foreign_keys",
        "PRAGMA table_info('a')", "BEGIN IMMEDIATE", "SAVEPOINT \"s1\"", "RELEASE SAVEPOINT s1",
        "ROLLBACK TO SAVEPOINT s1", "SHOW server_version", "SELECT replace(name, 'a', 'b') FROM a",
        "SELECT \"update\", deleted, created_on FROM a -- DROP",
    ],
)  # fmt: skip
def test_what_only_reads_is_seen_as_reading(sql):
    assert is_read(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "", ";", "INSERT INTO a VALUES (1)", "REPLACE INTO a VALUES (1)", "MERGE INTO a USING b ON x",
        "TRUNCATE a", "VACUUM", "DROP TABLE a", "ALTER TABLE a ADD b int", "SET TRANSACTION READ WRITE",
        "CALL act()", "DO $$ x $$", "COPY a FROM STDIN", "LOCK TABLE a", "PRAGMA foreign_keys = OFF",
        "SELECT 1; DELETE FROM a", "SELECT 1; VACUUM", "SELECT * INTO b FROM a", "SELECT nextval('s')",
        "EXPLAIN ANALYZE DELETE FROM a", "WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a",
        "WITH a AS (SELECT 1) UPDATE b SET c = 1", "GRANT ALL ON a TO b", "ATTACH 'x' AS y",
    ],
)  # fmt: skip
def test_what_may_write_is_refused(sql):
    assert not is_read(sql)
