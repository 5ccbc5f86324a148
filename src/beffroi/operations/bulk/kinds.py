"""What may be done to several operations at once; each goes through the action that does it to one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from beffroi.core.ui.forms import Form
from beffroi.operations.actions.messages import write_message
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.report import add_to_report
from beffroi.operations.forms.follow import MessageForm, ReasonForm
from beffroi.operations.models import Operation, Report
from beffroi.operations.permissions import (
    Sight,
    can_move,
    can_propose,
    can_read_shared,
    can_write_message,
    sight_of,
)
from beffroi.operations.querysets import reads_all_whole, reads_own_whole
from beffroi.operations.report_permissions import can_prepare_reports, can_write_report, reports_visible_to
from beffroi.operations.states import TRANSITIONS
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role

Told = Mapping[str, Any]
READERS = "les deux parties, le maître d’ouvrage et l’ingénierie de chaque opération"


@dataclass(frozen=True, slots=True)
class BulkAction:
    """An action on several: who is offered it, what it asks, who may do it to one, and the doing."""

    slug: str
    label: str
    done: str
    offered_to: Callable[[Actor], bool]
    form: Callable[[Actor, Any], Form]
    may: Callable[[Actor, Operation, Told], bool]
    run: Callable[[Operation, Told, Actor, datetime], object]


class ReportChoiceForm(Form):
    """A report being prepared."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the reports that this person writes."""
        self.fields["report"] = forms.ChoiceField(
            label="Rapport",
            choices=[("", "Choisir"), *((str(one.pk), str(one)) for one in _open_reports(self.actor))],
            help_text="Un rapport en préparation. Il en manque un ? Ouvrez-le d’abord, dans « Rapports ».",
            error_messages={
                "required": "Choisissez le rapport.",
                "invalid_choice": "Ce rapport n’est plus en préparation.",
            },
        )


def _open_reports(actor: Actor) -> list[Report]:
    found = reports_visible_to(actor).select_related("assembly").order_by("-planned_on", "-pk")
    return [one for one in found if can_write_report(actor, one)]


def _move(verb: str, done: str, offered_to: Callable[[Actor], bool]) -> BulkAction:
    move = TRANSITIONS[verb]

    def form(actor: Actor, data: Any) -> Form:
        del actor
        return ReasonForm(data) if move.needs_reason else Form(data)

    def may(actor: Actor, operation: Operation, told: Told) -> bool:
        del told
        return sight_of(actor, operation) is Sight.WHOLE and can_move(actor, operation, move)

    def run(operation: Operation, told: Told, by: Actor, at: datetime) -> object:
        return move_operation(operation, verb, by=by, at=at, reason=told.get("reason", ""))

    return BulkAction(verb, move.label, done, offered_to, form, may, run)


def _writes(actor: Actor) -> bool:
    if actor.is_one_of(Role.AUDITOR) or not (reads_all_whole(actor) or reads_own_whole(actor)):
        return False
    return can_read_shared(actor) or actor.is_one_of(Role.ASSEMBLY_CLERK)


def _message_form(actor: Actor, data: Any) -> Form:
    return MessageForm(data, own=str(actor.organisation), readers=READERS if can_read_shared(actor) else "")


def _is_shared(told: Told) -> bool:
    return bool(told["to"] == "partage")


def _report_of(told: Told, actor: Actor) -> Report | None:
    found = reports_visible_to(actor).select_related("assembly").filter(pk=int(told["report"])).first()
    return found if found is not None and can_write_report(actor, found) else None


def _may_report(actor: Actor, operation: Operation, told: Told) -> bool:
    return sight_of(actor, operation) is Sight.WHOLE and _report_of(told, actor) is not None


def _add_to_report(operation: Operation, told: Told, by: Actor, at: datetime) -> object:
    del at
    report = _report_of(told, by)
    assert report is not None
    return add_to_report(report, operation, by=by)


ACTIONS = (
    BulkAction(
        "message", "Écrire un message", "message envoyé", _writes, _message_form,
        lambda actor, operation, told: can_write_message(actor, operation, is_shared=_is_shared(told)),
        lambda operation, told, by, at: write_message(
            operation, told["body"], is_shared=_is_shared(told), by=by, at=at
        ),
    ),
    _move("open_file", "dossier ouvert", can_propose),
    BulkAction(
        "report", "Inscrire à un rapport", "inscrite au rapport", can_prepare_reports,
        lambda actor, data: ReportChoiceForm(data, actor=actor), _may_report, _add_to_report,
    ),
    _move("ask_completion", "demande envoyée", can_prepare_reports),
    _move("drop", "abandonnée", can_propose),
    _move("withdraw", "retirée", can_propose),
)  # fmt: skip
BY_SLUG = {one.slug: one for one in ACTIONS}


def offered_to(actor: Actor) -> list[BulkAction]:
    """List the actions that this person's roles know, on some operation."""
    return [one for one in ACTIONS if one.offered_to(actor)]
