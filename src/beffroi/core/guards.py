"""Database triggers that refuse to change what must not change, on SQLite and PostgreSQL.

They stop slips and shortcuts, on every road to the table. Whoever owns the database can take them off:
`beffroi verify` says when one is missing, and the chained seals say what was changed meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

PREFIX = "guard_"
LONGEST_NAME = 63
ALWAYS = "1 = 1"


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: what it refuses on a table, and when."""

    table: str
    event: str
    condition: str
    reason: str

    @property
    def name(self) -> str:
        """Name the trigger, and on PostgreSQL its function."""
        name = f"{PREFIX}{self.table}_{self.event.lower()}"
        if len(name) > LONGEST_NAME:
            raise ValueError(f"{name} is too long a name")
        return name

    @property
    def message(self) -> str:
        """Say what was refused."""
        return f"{self.event} refused on {self.table}: {self.reason}"

    def statements(self, vendor: str) -> list[str]:
        """Give the SQL that puts the guard."""
        return self._on_sqlite() if vendor == "sqlite" else self._on_postgresql()

    def removal(self, vendor: str) -> list[str]:
        """Give the SQL that takes the guard off."""
        if vendor == "sqlite":
            return [f'DROP TRIGGER IF EXISTS "{self.name}"']
        return [
            f'DROP TRIGGER IF EXISTS "{self.name}" ON "{self.table}"',
            f'DROP FUNCTION IF EXISTS "{self.name}"()',
        ]

    def _on_sqlite(self) -> list[str]:
        if self.event == "TRUNCATE":
            return []
        return [
            f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" '
            f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        ]

    def _on_postgresql(self) -> list[str]:
        # A function of its own: the WHEN of a PostgreSQL trigger may not look into another table.
        each, answer = ("STATEMENT", "NULL") if self.event == "TRUNCATE" else ("ROW", "NEW")
        answer = "OLD" if self.event == "DELETE" else answer
        return [
            f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
            f"IF {self.condition} THEN RAISE EXCEPTION '{self.message}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {answer}; END $guard$",
            f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" '
            f'FOR EACH {each} EXECUTE FUNCTION "{self.name}"()',
        ]


class PutGuards(RunPython):
    """A migration's operation that guards a table, and can be undone."""

    def __init__(self, *guards: Guard) -> None:
        self.guards = guards
        super().__init__(self._put, self._remove)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Guard {self.guards[0].table}"

    def _put(self, _apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for guard in self.guards:
            for sql in guard.statements(editor.connection.vendor):
                editor.execute(sql, None)

    def _remove(self, _apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for guard in self.guards:
            for sql in guard.removal(editor.connection.vendor):
                editor.execute(sql, None)


class LiftGuards(RunPython):
    """A migration's operation that takes guards off before SQLite makes a table anew, on which others look.

    A later operation of the same migration puts them again.
    """

    def __init__(self, *guards: Guard) -> None:
        self.guards = guards
        super().__init__(self._lift, self._put_back)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Lift {len(self.guards)} guards"

    def _lift(self, _apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for guard in self.guards:
            for sql in guard.removal(editor.connection.vendor):
                editor.execute(sql, None)

    def _put_back(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        self._lift(apps, editor)
        for guard in self.guards:
            for sql in guard.statements(editor.connection.vendor):
                editor.execute(sql, None)


class SwapGuard(PutGuards):
    """A migration's operation that puts a guard in the place of one that bears the same name."""

    def __init__(self, before: Guard, after: Guard) -> None:
        super().__init__(after)
        self.before = before

    def _put(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        self._remove_all(editor)
        super()._put(apps, editor)

    def _remove(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        super()._remove(apps, editor)
        for sql in self.before.statements(editor.connection.vendor):
            editor.execute(sql, None)

    def _remove_all(self, editor: BaseDatabaseSchemaEditor) -> None:
        for sql in self.before.removal(editor.connection.vendor):
            editor.execute(sql, None)


def append_only(table: str) -> PutGuards:
    """Let rows in, and never change or delete one."""
    reason = "rows are only ever added"
    events = ("UPDATE", "DELETE", "TRUNCATE")
    return PutGuards(*(Guard(table, event, ALWAYS, reason) for event in events))


def undeletable(table: str) -> PutGuards:
    """Let rows in and change them, and never delete one."""
    reason = "rows are never deleted"
    return PutGuards(*(Guard(table, event, ALWAYS, reason) for event in ("DELETE", "TRUNCATE")))


def frozen(table: str, when: str, *, inserts_when: str = "") -> PutGuards:
    """Refuse to change or delete the rows that meet an SQL condition on OLD.

    `inserts_when`, a condition on NEW, refuses rows from entering, by an INSERT or by an UPDATE that would
    move them: the children of a sealed parent. Both are plain SQL for SQLite and PostgreSQL, subqueries
    allowed. A condition that is NULL refuses nothing.
    Example: frozen("assemblies_ballot", when="(SELECT sealed_at FROM … WHERE id = OLD.act_id) IS NOT NULL").
    """
    reason = "the row is sealed"
    changed = f"({when}) OR ({inserts_when})" if inserts_when else when
    guards = [Guard(table, "UPDATE", changed, reason), Guard(table, "DELETE", when, reason)]
    if inserts_when:
        guards.append(Guard(table, "INSERT", inserts_when, "what it belongs to is sealed"))
    return PutGuards(*guards, Guard(table, "TRUNCATE", ALWAYS, "some rows may be sealed"))


def declared() -> Iterator[Guard]:
    """Give the guards that the migrations of the installed apps put."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for migration in loader.disk_migrations.values():
        for operation in migration.operations:
            if isinstance(operation, PutGuards):
                yield from operation.guards


def standing(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the guards that stand in the database and are on."""
    if connection.vendor == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def missing(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Give the declared guards that do not stand: taken off, or lost when SQLite made a table anew."""
    found = standing(connection)
    vendor = connection.vendor
    return [guard for guard in declared() if guard.statements(vendor) and guard.name not in found]
