"""A GET never writes: a middleware that stops any statement that could change the database."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from functools import lru_cache
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponseBase

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# What may open a statement that only reads, transactions and savepoints included; a list of what is
# allowed, so that a verb nobody thought of is refused.
_READS = frozenset(
    (
        *("SELECT", "WITH", "VALUES", "EXPLAIN", "SHOW", "PRAGMA"),
        *("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"),
    )
)
# A common table expression may write, an EXPLAIN ANALYZE runs what it explains, SELECT INTO makes a table,
# a PRAGMA may set.
_WRITES_INSIDE = re.compile(
    r"\b(?:INSERT|UPDATE|DELETE|MERGE|REPLACE\s+INTO|INTO|NEXTVAL|SETVAL|CREATE|DROP|ALTER|TRUNCATE)\b",
    re.IGNORECASE,
)
_FOR_UPDATE = re.compile(r"\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b", re.IGNORECASE)
_LITERALS = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/", re.DOTALL)
_OPENING = re.compile(r"[\s(;]*([A-Za-z]+)")


class ForbiddenWriteError(RuntimeError):
    """A GET, HEAD or OPTIONS request tried to change the database: a fault in the program."""


@lru_cache(maxsize=1024)
def is_read(sql: str) -> bool:
    """Tell whether a statement can only read.

    Words inside quotes and comments do not count; two statements in one are refused; a function that writes
    cannot be seen from its name, except the two that move a sequence.
    """
    bare = _LITERALS.sub(" '' ", sql)
    opening = _OPENING.match(bare)
    if opening is None or opening[1].upper() not in _READS or ";" in bare.rstrip("; \n\t"):
        return False
    if opening[1].upper() == "PRAGMA":
        return "=" not in bare
    return not _WRITES_INSIDE.search(_FOR_UPDATE.sub(" ", bare))


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement that only reads; refuse any other.

    Raises: ForbiddenWriteError.
    """
    if not is_read(str(sql)):
        raise ForbiddenWriteError(f"a safe request tried to run: {str(sql)[:200]}")
    return execute(sql, params, many, context)


class ReadOnlyGet:
    """Guard every database during a request whose method promises to change nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with ExitStack() as guards:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)
