"""Search by words: the same words, folded and whole or begun, on both databases.

A table that is searched holds its words in `search_text`, or in several columns that not everyone may look
into; a migration keeps each of them in an index of full text: on SQLite an FTS5 table named after the table,
`<table>_words`; on PostgreSQL one column of words each.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from beffroi.core.text import fold

# Far more than anybody types; what comes after is left aside.
MOST_ASKED = 16
LONGEST_WORD = 60
# An index of PostgreSQL holds a megabyte for each row.
MOST_INDEXED = 20_000

# Letters and figures, as both databases see them; what stands between two words is never one.
_WORD = re.compile(r"[^\W_]+")


def vector_of(column: str) -> str:
    """Name the column where PostgreSQL keeps the words of another."""
    return column.replace("_text", "_vector")


def words_of(text: str) -> list[str]:
    """Give the words of a text, folded, each once, in their order.

    Example: « L’ŒUVRE de Béthune–Bruay, l’œuvre » → l, oeuvre, de, bethune, bruay.
    """
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(fold(text))))


def search_text(parts: Iterable[str]) -> str:
    """Give what a search looks into: the words of these texts, each once."""
    found: dict[str, None] = {}
    for part in parts:
        found.update(dict.fromkeys(words_of(part)))
    return " ".join(list(found)[:MOST_INDEXED])


def asked_words(typed: str) -> list[str]:
    """Give the words that a search asks for, the first ones when there are too many."""
    return words_of(typed[: MOST_ASKED * (LONGEST_WORD + 1) * 4])[:MOST_ASKED]


class WordsHeld(Func):
    """The same as `WordsMatch`, read in each row instead of the index: for words that most rows hold.

    The rows are then walked in their order until a page is full, and the matches are never gathered.
    """

    output_field = BooleanField()

    def __init__(self, words: Iterable[str], *, column: str = "search_text") -> None:
        super().__init__(F(column))
        self.words = tuple(words)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[str, ...]]:
        """Look for each word after a space."""
        return self._held(compiler, "instr")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[str, ...]]:
        """Look for each word after a space."""
        return self._held(compiler, "strpos")

    def _held(self, compiler: SQLCompiler, function: str) -> tuple[str, tuple[str, ...]]:
        (text,) = self.get_source_expressions()
        column, _ = compiler.compile(text)
        asked = [f"{function}(' ' || {column}, %s) > 0" for _ in self.words]
        return f"({' AND '.join(asked)})", tuple(f" {word}" for word in self.words)


class WordsMatch(Func):
    """True for the rows that hold every word in one column, whole or begun.

    Words are letters and figures only (`asked_words`): nothing of what is typed is an operator. When `many`
    rows are known to match, their order is walked until the page is full, rather than all of them sorted.
    `first` keeps so many matches at least: enough to count up to there, when nothing else narrows.
    """

    output_field = BooleanField()

    def __init__(
        self, words: Iterable[str], *, column: str = "search_text", many: bool = False, first: int = 0
    ) -> None:
        super().__init__(F("pk"))
        self.words = tuple(words)
        self.column = column
        self.many = many
        self.first = first

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[str, ...]]:
        """Ask the FTS5 table."""
        (key,) = self.get_source_expressions()
        column, _ = compiler.compile(key)
        words = connection.ops.quote_name(f"{key.target.model._meta.db_table}_words")
        words_asked = " AND ".join(f'"{word}"*' for word in self.words)
        asked = f"{self.column} : ({words_asked})"
        matching = f"SELECT rowid FROM {words} WHERE {words} MATCH %s"  # noqa: S608  the name of a table
        if self.first:
            matching += f" LIMIT {self.first}"
        # The sign keeps SQLite from starting with the matches: it then follows the index of the order.
        return f"{'+' if self.many else ''}{column} IN ({matching})", (asked,)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[str, ...]]:
        """Ask the column of words."""
        (key,) = self.get_source_expressions()
        # In a subquery Django renames the table, and writes that name without quotes.
        table = compiler.quote_name_unless_alias(key.alias)
        column = f"{table}.{connection.ops.quote_name(vector_of(self.column))}"
        asked = " & ".join(f"'{word}':*" for word in self.words)
        return f"{column} @@ %s::tsquery", (asked,)
