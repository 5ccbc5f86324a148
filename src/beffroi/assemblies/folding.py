"""Words folded by the database, so that a search in SQL ignores case and accents as everywhere else."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func
from django.db.models.sql.compiler import SQLCompiler

from beffroi.core.text import fold

_FROM = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’‘‐‑–—-"
_TO = "aaaaaaceeeeiiiinooooouuuuyy''     "


class Folded(Func):
    """A column as `fold` writes it; on PostgreSQL, for the letters of French."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """Call Python's own fold."""
        return self.as_sql(compiler, connection, function="BEFFROI_FOLD", **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """Translate letter by letter."""
        assert len(_FROM) == len(_TO)
        template = (
            "translate(replace(replace(lower(%(expressions)s), 'œ', 'oe'), 'æ', 'ae'), "
            f"'{_FROM}', '{_TO.replace(chr(39), chr(39) * 2)}')"
        )
        return self.as_sql(compiler, connection, template=template, **context)


def add_fold(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Teach SQLite to fold, as a connection opens."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("BEFFROI_FOLD", 1, _fold, deterministic=True)


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)
