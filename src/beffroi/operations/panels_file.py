"""The sections of the page about the file: what the operation is, what it lacks, who helps, what is said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse

from beffroi.contracts.in_force import terms_on
from beffroi.contracts.kinds import PieceStep
from beffroi.files.models import PieceVersion
from beffroi.files.shown import PieceRow, rows_of
from beffroi.operations.early import granted_start, waiting_start
from beffroi.operations.messaging import messages_for
from beffroi.operations.models import Operation, OperationPiece, SupportRequest
from beffroi.operations.panels import Panel
from beffroi.operations.permissions import (
    can_answer_support,
    can_ask_early_start,
    can_ask_support,
    can_decide_early_start,
    can_edit_file,
    can_examine,
    can_join_piece,
    can_write_message,
)
from beffroi.operations.pieces import expected_of, pieces_of
from beffroi.operations.sections import SECTIONS
from beffroi.operations.standing import due_note
from beffroi.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A piece of the operation: what it answers, and its versions."""

    label: str
    slug: str
    problem: str
    source: str
    joined: OperationPiece | None
    rows: list[PieceRow]
    when: str = ""
    may_join: bool = False


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A question of engineering, and what this person may do about it."""

    request: SupportRequest
    opinions: list[Any]
    due: str
    may_assign: bool
    may_answer: bool


def project(actor: Actor, operation: Operation, on: date) -> dict[str, Any]:
    """What is proposed, where, when, for whom, and where its owner writes it."""
    terms = terms_on(operation.contract, on)
    return {
        "themes": [terms.told(one) for one in operation.themes.all()],
        "communes": [terms.told(one) for one in operation.communes.all()],
        "publics": [terms.told(one) for one in operation.target_publics.all()],
        "forecasts": list(operation.forecasts.all()),
        "sections": SECTIONS if can_edit_file(actor, operation) else (),
    }


def pieces(actor: Actor, operation: Operation, on: date) -> dict[str, Any]:
    """What the contract asks for, what is there, what is missing."""
    joined = pieces_of(operation)
    expected = expected_of(operation, joined, tuple(PieceStep), on)
    may_join = can_edit_file(actor, operation)
    named = {one.asked.slug for one in expected}
    rows = [
        JoinedRow(
            one.asked.label,
            one.asked.slug,
            one.problem,
            one.source,
            one.joined,
            _versions(operation, one.joined),
            one.when,
            can_join_piece(actor, operation, one.asked),
        )
        for one in expected
    ]
    rows += [
        JoinedRow(str(one.piece), "", "", "", one, _versions(operation, one), may_join=may_join)
        for one in joined
        if one.slug not in named
    ]
    return {"rows": rows, "may_join": may_join}


def _versions(operation: Operation, joined: OperationPiece | None) -> list[PieceRow]:
    if joined is None:
        return []
    key = joined.pk

    def href(version: PieceVersion) -> str:
        return reverse("operations:piece_file", args=[operation.pk, key, version.number])

    return rows_of(joined.piece, href)


def engineering(actor: Actor, operation: Operation, on: date) -> dict[str, Any] | None:
    """The questions asked, and the signed opinions."""
    rows = list(operation.support_requests.all())
    prefetch_related_objects(rows, "partner", "opinions")
    may_ask = can_ask_support(actor, operation)
    if not rows and not may_ask:
        return None
    examines = can_examine(actor, operation)
    shown = [
        RequestRow(
            one,
            list(one.opinions.all()),
            due_note(one.due_on, on) if one.is_waiting else "",
            examines and one.is_waiting,
            can_answer_support(actor, one) and one.released_at is None,
        )
        for one in rows
    ]
    return {"rows": shown, "may_ask": may_ask}


def early_start(actor: Actor, operation: Operation, _on: date) -> dict[str, Any] | None:
    """Each request to begin before the award, and its answer."""
    rows = list(operation.early_starts.all())
    waiting = waiting_start(operation)
    may_ask = can_ask_early_start(actor, operation) and waiting is None
    if not rows and not may_ask:
        return None
    return {
        "rows": rows,
        "granted": granted_start(operation),
        "may_ask": may_ask,
        "may_decide": waiting is not None and can_decide_early_start(actor, operation),
    }


def messages(actor: Actor, operation: Operation, _on: date) -> dict[str, Any]:
    """What is said about the operation, to one's own or to all."""
    return {
        "rows": list(messages_for(actor, operation)),
        "may_write": can_write_message(actor, operation, is_shared=False),
    }


_DIR = "operations/panels"
PANELS: tuple[Panel, ...] = (
    Panel("projet", "Le projet", f"{_DIR}/project.html", project),
    Panel("pieces", "Pièces", f"{_DIR}/pieces.html", pieces),
    Panel("ingenierie", "Ingénierie", f"{_DIR}/engineering.html", engineering),
    Panel("demarrage", "Démarrage anticipé", f"{_DIR}/early_start.html", early_start),
    Panel("messages", "Messages", f"{_DIR}/messages.html", messages),
)
