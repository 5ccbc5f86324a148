"""What enters an archive: each context says, of each of its tables, which rows belong or why none does."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from beffroi.core.archive.selection import Selection

Model = type[models.Model]
Rule = Callable[["Selection"], Q]
Row = dict[str, Any]


class Contents(Protocol):
    """The contents of an archive that is read, by fingerprint."""

    def content(self, sha256: str) -> bytes: ...


class Files(Protocol):
    """Contents that a table keeps outside the database."""

    def check(self, row: Row) -> None:
        """Make sure, without reading them, that the bytes of a row are there.

        Raises: RuleViolation.
        """
        ...

    def read(self, row: Row) -> Iterator[bytes]:
        """Give the bytes that a row stands for, by pieces.

        Raises: RuleViolation when they are no longer those that were deposited.
        """
        ...

    def sha256(self, row: Row) -> str:
        """Name the fingerprint that the row bears."""
        ...

    def put(self, row: Row, data: bytes) -> None:
        """Put the bytes back, for as long as the transaction stands."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is reached from an organisation.

    `omitted` columns stay out and take the given value at the import; `shown` columns are emptied in the rows
    that do not meet their condition; a `is_reference` table also gives the rows that others point to.
    """

    model: Model
    rules: list[Rule]
    is_reference: bool = False
    omitted: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    shown: Mapping[str, Rule] = field(default_factory=dict)
    finish: Callable[[Any], None] | None = None
    files: Files | None = None
    order: tuple[str, ...] = ("pk",)

    @property
    def label(self) -> str:
        """Its name in the archive. Example: assemblies.sitting."""
        return str(self.model._meta.label_lower)

    @property
    def columns(self) -> list[str]:
        """The columns that an archive holds, in the order of the table."""
        names = [one.attname for one in self.model._meta.concrete_fields]
        return [name for name in names if name not in self.omitted]

    @property
    def keys(self) -> list["models.ForeignKey[Any, Any]"]:
        """Its keys to other tables."""
        found = self.model._meta.concrete_fields
        return [one for one in found if isinstance(one, models.ForeignKey) and one.attname in self.columns]

    @property
    def documents(self) -> list[str]:
        """The columns that hold bytes."""
        found = self.model._meta.concrete_fields
        return [one.attname for one in found if isinstance(one, models.BinaryField)]


class Checker(Protocol):
    """Looks at the rows of an archive as they are read, before anything is written."""

    def see(self, model: Model, row: Row, contents: Contents) -> None: ...

    def problems(self) -> Iterable[str]: ...


_TABLES: dict[Model, Table] = {}
_WIDENED: list[tuple[Model, Rule]] = []
_LEFT_OUT: dict[str, str] = {}
_CHECKERS: list[Callable[[], Checker]] = []
_AFTER: list[Callable[[models.Model], None]] = []


def register(table: Table) -> None:
    """Say that a table enters archives; said twice, the last one holds."""
    _TABLES[table.model] = table


def own(model: Model, rule: Rule, **options: Any) -> None:
    """Register a table by the rows that belong to the organisation."""
    register(Table(model, [rule], **options))


def under(model: Model, options: Mapping[str, Any] | None = None, /, **parents: Model) -> None:
    """Register a table by its parents: a row is in the archive when all of them are.

    Example: under(Seat, assembly=Assembly).
    """
    register(Table(model, [belongs(**parents)], **(options or {})))


def belongs(**parents: Model) -> Rule:
    """The rule of the rows whose parents are all in the archive."""

    def rule(selection: "Selection") -> Q:
        found = Q()
        for name, parent in parents.items():
            found &= Q(**{f"{name}_id__in": selection.ids(parent)})
        return found

    return rule


def widen(model: Model, rule: Rule) -> None:
    """Add rows to a table of a context below: those that the context above makes readable."""
    if (model, rule) not in _WIDENED:
        _WIDENED.append((model, rule))


def leave_out(reason: str, *labels: str) -> None:
    """Say which tables stay out of every archive, and why: a French sentence."""
    _LEFT_OUT.update(dict.fromkeys(labels, reason))


def check_with(checker: Callable[[], Checker]) -> None:
    """Have the rows of every archive looked at by a context before they are imported."""
    if checker not in _CHECKERS:
        _CHECKERS.append(checker)


def after_rows(act: Callable[[models.Model], None]) -> None:
    """Have something done at the end of an import, within its transaction, for the organisation imported."""
    if act not in _AFTER:
        _AFTER.append(act)


def checkers() -> list[Checker]:
    """Make one of each registered checker."""
    return [make() for make in _CHECKERS]


def acts_after_rows() -> list[Callable[[models.Model], None]]:
    """Give what is done at the end of an import."""
    return list(_AFTER)


def left_out() -> dict[str, str]:
    """Give the tables that stay out, with the reason."""
    return dict(_LEFT_OUT)


def rules_of(table: Table) -> list[Rule]:
    """Give every rule that brings rows of a table into an archive."""
    return [*table.rules, *(rule for model, rule in _WIDENED if model is table.model)]


def tables() -> list[Table]:
    """Give the registered tables, each after those that it points to."""
    placed: dict[Model, Table] = {}
    waiting = [_TABLES[model] for model in apps.get_models(include_auto_created=True) if model in _TABLES]
    while waiting:
        ready = [one for one in waiting if _targets(one) <= set(placed)]
        if not ready:
            raise ValueError(f"keys that turn in a circle, or lead out of the archive: {waiting[0].label}")
        placed.update((one.model, one) for one in ready)
        waiting = [one for one in waiting if one.model not in placed]
    return list(placed.values())


def _targets(table: Table) -> set[Model]:
    return {key.related_model for key in table.keys} - {table.model}
