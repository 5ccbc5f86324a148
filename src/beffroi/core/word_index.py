"""The index of full text behind a search, as an operation of migrations (see `core.search`)."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

from beffroi.core.search import vector_of


class KeepWords(RunPython):
    """Keep the words of some columns of a table in an index, by the database itself; can be undone.

    Each column is searched apart: what one reader may look into, another may not.

    SQLite loses the triggers when it makes a table anew: a migration that does runs this one again.
    """

    def __init__(self, table: str, columns: Sequence[str] = ("search_text",)) -> None:
        self.table = table
        self.columns = tuple(columns)
        super().__init__(self._keep, self._forget)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Index the words of {self.table}"

    def _keep(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        self._forget(apps, editor)
        sqlite = editor.connection.vendor == "sqlite"
        for sql in self._on_sqlite() if sqlite else self._on_postgresql():
            editor.execute(sql, None)

    def _forget(self, _apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        table = self.table
        if editor.connection.vendor == "sqlite":
            for event in ("added", "removed", "changed"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_words_{event}", None)
            editor.execute(f"DROP TABLE IF EXISTS {table}_words", None)
        else:
            for column in self.columns:
                editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS {vector_of(column)}", None)

    def _on_sqlite(self) -> tuple[str, ...]:
        table, words = self.table, f"{self.table}_words"
        into, held = f"INSERT INTO {words}", ", ".join(self.columns)
        new, old = (", ".join(f"{row}.{column}" for column in self.columns) for row in ("new", "old"))
        enter = f"{into}(rowid, {held}) VALUES (new.id, {new});"
        leave = f"{into}({words}, rowid, {held}) VALUES ('delete', old.id, {old});"
        return (
            f"CREATE VIRTUAL TABLE {words} USING fts5({held}, content='{table}', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 0', prefix='1 2 3', columnsize=0)",
            f"CREATE TRIGGER {words}_added AFTER INSERT ON {table} BEGIN {enter} END",
            f"CREATE TRIGGER {words}_removed AFTER DELETE ON {table} BEGIN {leave} END",
            f"CREATE TRIGGER {words}_changed AFTER UPDATE OF id, {held} ON {table} BEGIN {leave} {enter} END",
            f"{into}({words}) VALUES ('rebuild')",
        )

    def _on_postgresql(self) -> tuple[str, ...]:
        # The words are cut before: the parser of PostgreSQL would make others of « 2022/CC136 ».
        return tuple(
            statement
            for column in self.columns
            for statement in (
                f"ALTER TABLE {self.table} ADD COLUMN {vector_of(column)} tsvector "
                f"GENERATED ALWAYS AS (array_to_tsvector(string_to_array({column}, ' '))) STORED",
                f"CREATE INDEX {self.table}_{column}_words ON {self.table} USING gin ({vector_of(column)})",
            )
        )
