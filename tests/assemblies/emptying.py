"""Emptying guarded tables after a test with real transactions."""

import pytest
from django.db import connection

from guards_off import lifted


@pytest.fixture
def emptied(transactional_db):
    """Let the tables be emptied after a test with real transactions."""
    yield
    with lifted(connection), connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names()
            if table.startswith(("assemblies_", "seals_", "journal_", "organisations_"))
        ]
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
            for table in tables:
                if not table.startswith("assemblies_registerentry_"):
                    cursor.execute(f'DELETE FROM "{table}"')
            cursor.execute("PRAGMA foreign_keys=ON")
        else:
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
