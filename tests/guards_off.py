"""Taking the guards off, as the owner of the database could: for tests only."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from beffroi.core.guards import PREFIX

# Written by the migrations, changed by nothing: emptied, they would be written again after each test.
AS_MIGRATED = ("django_content_type", "auth_permission")
ON_SQLITE = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
ON_POSTGRESQL = """
    SELECT trigger.tgname, trigger.tgrelid::regclass::text, '' FROM pg_trigger AS trigger
    WHERE NOT trigger.tgisinternal AND trigger.tgenabled <> 'D'"""


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let anything be done to any row, then put every guard back."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if sqlite else ON_POSTGRESQL)
        guards = [row for row in cursor.fetchall() if row[0].startswith(PREFIX)]
        _settle(connection)
        for name, table, _ in guards:
            cursor.execute(
                f"DROP TRIGGER {name}" if sqlite else f"ALTER TABLE {table} DISABLE TRIGGER {name}"
            )
    try:
        yield
    finally:
        # After an error in a transaction PostgreSQL takes no order, and rolls the lifting back by itself.
        if sqlite or not connection.in_atomic_block or not _failed(connection):
            _settle(connection)
            with connection.cursor() as cursor:
                for name, table, sql in guards:
                    cursor.execute(sql if sqlite else f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def emptied_row_by_row(connection: BaseDatabaseWrapper) -> bool:
    """Empty every table of a PostgreSQL that one owns, keys and guards asleep; False where one may not.

    TRUNCATE makes a new file for each table and each index: seconds, for tables that hold a few rows.
    """
    if connection.vendor != "postgresql":
        return False
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return False
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        emptied = (connection.ops.quote_name(one) for one in tables if one not in AS_MIGRATED)
        emptying = "; ".join(f"DELETE FROM {one}" for one in emptied)
        cursor.execute(f"SET LOCAL session_replication_role = replica; {emptying}")
    return True


def _settle(connection: BaseDatabaseWrapper) -> None:
    """Have PostgreSQL check the keys now: it alters no table while it still has some to check."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _failed(connection: BaseDatabaseWrapper) -> bool:
    return connection.needs_rollback or connection.connection.info.transaction_status.name == "INERROR"
