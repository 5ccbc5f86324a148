"""The rows of one archive: their numbers in temporary tables, so that memory stays flat."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from beffroi.core.archive.registry import Model, Table, rules_of, tables


class Selection:
    """Which rows of each table belong to the archive of one organisation."""

    def __init__(self, owner: models.Model) -> None:
        self.owner = owner
        self.tables = tables()

    def ids(self, model: Model) -> RawSQL:
        """The numbers of the rows of a table that are in the archive, for the `in` of a query."""
        return RawSQL(f"SELECT id FROM {_name(model)}", ())  # noqa: S608, S611  the name of a table

    def rows(self, table: Table) -> "QuerySet[models.Model]":
        """Give the rows of a table, in the order of the archive."""
        return table.model._base_manager.filter(pk__in=self.ids(table.model)).order_by(*table.order)

    def count(self) -> int:
        """Tell how many rows there are in all."""
        return sum(self.rows(table).count() for table in self.tables)

    def hidden(self, table: Table, column: str) -> set[int]:
        """Number the rows in which a column is emptied."""
        rule = table.shown.get(column)
        if rule is None:
            return set()
        seen = self.rows(table).filter(rule(self)).values("pk")
        return set(self.rows(table).exclude(pk__in=seen).values_list("pk", flat=True))

    def fill(self) -> None:
        """Gather the rows, then those that they point to, until nothing is added.

        Raises: LookupError when a row points to another that no context lets in.
        """
        held: set[Model] = set()
        while self._round(held):
            continue
        for table in self.tables:
            for key in table.keys:
                if table.model in held and (lost := self._pointed_to(table, key).count()):
                    raise LookupError(f"{table.label}.{key.name}: {lost} rows out of the archive")

    def _round(self, held: set[Model]) -> set[Model]:
        """Ask every rule again, then gather what the rows of the tables that just grew point to."""
        grown: set[Model] = set()
        for table in self.tables:
            rows = table.model._base_manager.all()
            if sum(self._insert(table, rows.filter(rule(self))) for rule in rules_of(table)):
                grown.add(table.model)
        references = {table.model: table for table in self.tables if table.is_reference}
        # Children first: what they point to is there when it is asked what it points to in its turn.
        for table in reversed(self.tables):
            for key in table.keys if table.model in grown else ():
                target = references.get(key.related_model)
                # Again as long as something comes: a key may lead to its own table, version after version.
                while target is not None and self._insert(target, self._pointed_to(table, key)):
                    grown.add(target.model)
        held |= grown
        return grown

    def _pointed_to(self, table: Table, key: "models.ForeignKey") -> "QuerySet[models.Model]":  # type: ignore[type-arg]
        """The rows that a key points to and that are not in the archive yet."""
        rows = self.rows(table).order_by().filter(**{f"{key.name}__isnull": False})
        if key.name in table.shown:
            rows = rows.filter(table.shown[key.name](self))
        target: Model = key.related_model
        found = target._base_manager.filter(pk__in=rows.values(key.attname))
        return found.exclude(pk__in=self.ids(target))

    def _insert(self, table: Table, rows: "QuerySet[models.Model]") -> int:
        new = rows.exclude(pk__in=self.ids(table.model)).order_by().values("pk").distinct()
        try:
            sql, params = new.query.sql_with_params()
        except EmptyResultSet:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {_name(table.model)} (id) {sql}", params)
            return int(cursor.rowcount)


@contextmanager
def selected(owner: models.Model) -> Iterator[Selection]:
    """Hold the rows of an organisation's archive, all as they were at one moment."""
    with _snapshot():
        selection = Selection(owner)
        with connection.cursor() as cursor:
            for table in selection.tables:
                cursor.execute(f"CREATE TEMPORARY TABLE {_name(table.model)} (id bigint PRIMARY KEY)")
        selection.fill()
        yield selection
        # When something fails, the tables go with the transaction.
        with connection.cursor() as cursor:
            for table in selection.tables:
                cursor.execute(f"DROP TABLE {_name(table.model)}")


@contextmanager
def _snapshot() -> Iterator[None]:
    """See one state of the database throughout, and keep nobody from writing meanwhile."""
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == "sqlite":
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                connection.transaction_mode = mode  # type: ignore[attr-defined]
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


def _name(model: Model) -> str:
    return connection.ops.quote_name(f"archive_{model._meta.db_table}")
