"""What both parties write in a draft: its identity, its parties, the rows of its lists."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from beffroi.contracts.actions.contract import lock
from beffroi.contracts.models import Axis, AxisTheme, Contract
from beffroi.contracts.tokens import check_token
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked

NOT_A_DRAFT = "Ce contrat n’est plus en rédaction : revenez en rédaction pour le modifier."
GONE = "Cette ligne vient d’être retirée par quelqu’un d’autre."
USED = "Cette ligne sert ailleurs dans le contrat (croisement, opération citée) : retirez d’abord ce lien."


def lock_draft(contract: Contract) -> Contract:
    """Read again, under a lock, a contract that may still be written.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if not held.is_open_to_edits:
        raise RuleViolation(NOT_A_DRAFT)
    return held


def values_of(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Give the fields of a row that a form edits; of an axis, its themes too."""
    found = {name: getattr(row, name) for name in names if name != "themes"}
    if isinstance(row, Axis) and "themes" in names:
        found["themes"] = tuple(one.title for one in row.themes.all()) if row.pk else ()
    return found


@transaction.atomic
def edit_row(
    contract: Contract, row: models.Model, values: Mapping[str, Any], base: str, *, by: Author
) -> models.Model:
    """Change the contract itself, a party or a row of one of its lists, if nobody did in between.

    Raises: EditConflict, RuleViolation.
    """
    held = lock_draft(contract)
    found = held if isinstance(row, Contract) else _again(row)
    before = values_of(found, tuple(values))
    check_token(base, before)
    write(found, values)
    record("contract.edited", held, by=by, changes=told_changes(before, values), note=str(found))
    return found


@transaction.atomic
def add_row(contract: Contract, row: models.Model, values: Mapping[str, Any], *, by: Author) -> models.Model:
    """Add a row at the end of one of the contract's lists.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    new: Any = row
    new.contract = held
    new.rank = _next_rank(siblings(row))
    write(row, values)
    record("contract.row_added", held, by=by, note=f"{row._meta.verbose_name} : {row}")
    return row


@transaction.atomic
def move_row(contract: Contract, row: models.Model, *, up: bool, by: Author) -> models.Model:
    """Exchange a row with the one before or after it; at the end of the list, nothing moves.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    swap(_again(row), up=up)
    record("contract.row_moved", held, by=by, note=f"{row._meta.verbose_name} : {row}")
    return row


@transaction.atomic
def remove_row(contract: Contract, row: models.Model, *, by: Author) -> None:
    """Take a row out of a draft; one that serves elsewhere is kept.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    found = _again(row)
    told = f"{found._meta.verbose_name} : {found}"
    try:
        if isinstance(found, Axis):
            found.themes.all().delete()
        found.delete()
    except models.ProtectedError as error:
        raise RuleViolation(USED) from error
    record("contract.row_removed", held, by=by, note=told)


def siblings(row: models.Model) -> models.QuerySet[Any]:
    """The rows of the same list."""
    one: Any = row
    rows: models.QuerySet[Any] = type(one)._default_manager.all()
    return rows.filter(frame=one.frame) if hasattr(one, "frame_id") else rows.filter(contract=one.contract)


def swap(row: Any, *, up: bool) -> None:
    """Exchange the ranks of a row and of its neighbour, by a rank that nobody holds."""
    others = siblings(row)
    nearer = others.filter(rank__lt=row.rank) if up else others.filter(rank__gt=row.rank)
    other = nearer.order_by("-rank" if up else "rank").first()
    if other is None:
        return
    mine, free = row.rank, _next_rank(others)
    for one, rank in ((row, free), (other, mine), (row, other.rank)):
        type(row)._default_manager.filter(pk=one.pk).update(rank=rank)


def write(row: models.Model, values: Mapping[str, Any]) -> None:
    """Put values in a row and keep it; the themes of an axis are rows of their own.

    Raises: RuleViolation.
    """
    for name, value in values.items():
        if name != "themes":
            setattr(row, name, value)
    save_checked(row)
    if isinstance(row, Axis) and "themes" in values:
        _write_themes(row, tuple(values["themes"]))


def told_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Give the old and new values as the journal keeps them."""
    return changes_between(
        {name: _plain(one) for name, one in before.items()},
        {name: _plain(one) for name, one in after.items()},
    )


def _write_themes(axis: Axis, titles: tuple[str, ...]) -> None:
    """Keep the lines of the source of the themes whose words have not changed."""
    lines = {one.title: one.line for one in axis.themes.all()}
    axis.themes.all().delete()
    for rank, title in enumerate(titles, start=1):
        save_checked(AxisTheme(axis=axis, rank=rank, title=title, line=lines.get(title)))


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _again(row: models.Model) -> models.Model:
    found = type(row)._default_manager.filter(pk=row.pk).first()
    if found is None:
        raise RuleViolation(GONE)
    return found


def _next_rank(rows: models.QuerySet[Any]) -> int:
    return int(rows.aggregate(last=Max("rank"))["last"] or 0) + 1
