"""One action on several operations: tried and undone for the preview, then done, each on its own."""

from datetime import datetime
from typing import Any

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.saving import save_checked
from beffroi.operations.actions.own_work import forget_expired_works
from beffroi.operations.bulk.kinds import BY_SLUG, BulkAction, Told
from beffroi.operations.models import BulkRun, Operation
from beffroi.organisations.actor import Actor

NOT_YOURS = "Ce n’est pas à votre rôle de faire cela sur cette opération."
GONE = "Vous ne lisez plus cette opération."


class _Undone(Exception):
    """Takes back what was only tried."""


@transaction.atomic
def prepare_run(action: BulkAction, told: Told, keys: list[int], *, by: Actor, at: datetime) -> BulkRun:
    """Try the action on each operation, undo it, and keep what would be done and what forbids it.

    The preview is the action itself: it cannot promise what the action would refuse.
    """
    forget_expired_works(at)
    lines = [_line(one, _tried(action, one, told, by=by, at=at)) for one in _readable(keys, by).values()]
    return save_checked(
        BulkRun(
            user=by.user,
            organisation=by.organisation,
            made_at=at,
            verb=action.slug,
            told=dict(told),
            lines=lines,
        )
    )


@transaction.atomic
def confirm_run(kept: BulkRun, *, by: Actor, at: datetime) -> BulkRun:
    """Do it to each operation of the preview that nothing forbade; a second confirmation does nothing.

    One that changed since the preview, or that is refused now, is named and left; the others are done.
    """
    held: BulkRun = BulkRun.objects.select_for_update().get(pk=kept.pk)
    if held.done_at is not None:
        return held
    action = BY_SLUG[held.verb]
    wanted = [line for line in held.lines if not line["why"]]
    readable = _readable([line["pk"] for line in wanted], by)
    # In the order of the keys: two runs take their locks in the same order.
    for line in sorted(wanted, key=lambda one: int(one["pk"])):
        line["why"] = _done(action, line, readable.get(line["pk"]), held.told, by=by, at=at)
        line["done"] = not line["why"]
    held.done_at = at
    save_checked(held)
    count = sum(line.get("done", False) for line in held.lines)
    record("bulk.confirmed", held, by=by, note=f"{count} sur {len(held.lines)}")
    return held


def _readable(keys: list[int], by: Actor) -> dict[int, Operation]:
    rows = Operation.objects.visible_to(by).select_related("contract__settings", "owner")
    return {one.pk: one for one in rows.filter(pk__in=keys).order_by("pk")}


def _line(operation: Operation, why: str) -> dict[str, Any]:
    return {"pk": operation.pk, "title": operation.title, "state": operation.state, "why": why}


def _tried(action: BulkAction, operation: Operation, told: Told, *, by: Actor, at: datetime) -> str:
    """Say why it would be refused; nothing of the trial remains."""
    if not action.may(by, operation, told):
        return NOT_YOURS
    try:
        with transaction.atomic():
            action.run(operation, told, by, at)
            raise _Undone
    except _Undone:
        return ""
    except RuleViolation as refusal:
        return refusal.message


def _done(
    action: BulkAction,
    line: dict[str, Any],
    operation: Operation | None,
    told: Told,
    *,
    by: Actor,
    at: datetime,
) -> str:
    if operation is None:
        return GONE
    if operation.state != line["state"]:
        state = operation.get_state_display()
        return f"Elle a changé depuis l’aperçu : elle est maintenant « {state} »."
    if not action.may(by, operation, told):
        return NOT_YOURS
    try:
        with transaction.atomic():
            action.run(operation, told, by, at)
    except RuleViolation as refusal:
        return refusal.message
    return ""
