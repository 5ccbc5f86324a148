"""Engineering: a question, who it is given to, and the signed opinions that answer it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.files.actions import add_piece
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, SupportOpinion, SupportRequest
from beffroi.operations.saving import lock
from beffroi.operations.support import ASKED_IN, partners_for
from beffroi.organisations.models import Organisation

PIECE_KIND = "avis-ingenierie"


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """What an opinion says: its words, the yearly cost that it foresees, a file."""

    body: str
    operating_cost_amount: Decimal | None = None
    upload: "UploadedFile[bytes] | None" = None


@transaction.atomic
def ask_support(operation: Operation, question: str, *, by: Author, at: datetime) -> SupportRequest:
    """Ask for help; from an idea, the operation moves to engineering.

    Raises: RuleViolation.
    """
    held = lock(operation)
    if held.stage not in ASKED_IN:
        raise RuleViolation(
            f"L’ingénierie ne se demande plus : l’opération est « {held.get_state_display()} »."
        )
    request = save_checked(
        SupportRequest(operation=held, question=question.strip(), asked_at=at, asked_by_label=by.user_label)
    )
    record("operation.support_asked", held, by=by, note=request.question)
    if held.stage is OperationState.IDEA:
        move_operation(held, "ask_engineering", by=by, at=at)
    return request


@transaction.atomic
def assign_support(
    request: SupportRequest, partner: Organisation, due_on: date | None, *, by: Author, at: datetime
) -> SupportRequest:
    """Give a question to one who answers; a question already answered stays with who answered.

    Raises: RuleViolation.
    """
    held = _lock(request)
    if not held.is_waiting:
        raise RuleViolation("Cette demande a déjà sa réponse.")
    if partner not in partners_for(held.operation):
        raise RuleViolation("Cette organisation n’est pas de l’ingénierie de ce territoire.")
    on = local_day(at)
    if due_on is not None and due_on < on:
        raise RuleViolation("L’avis s’attend pour un jour à venir.")
    held.partner, held.assigned_on, held.due_on = partner, on, due_on
    held.assigned_by_label = by.user_label
    save_checked(held)
    record("operation.support_assigned", held.operation, by=by, note=f"{partner} : {held.question}")
    return held


@transaction.atomic
def release_support(request: SupportRequest, reason: str, *, by: Author, at: datetime) -> SupportRequest:
    """Say why a question will have no answer.

    Raises: RuleViolation.
    """
    held = _lock(request)
    if not held.is_waiting:
        raise RuleViolation("Cette demande a déjà sa réponse.")
    held.released_at, held.released_by_label, held.release_reason = at, by.user_label, reason.strip()
    save_checked(held)
    record("operation.support_released", held.operation, by=by, note=held.release_reason)
    return held


@transaction.atomic
def sign_opinion(request: SupportRequest, facts: OpinionFacts, *, by: Author, at: datetime) -> SupportOpinion:
    """Sign one more version of the opinion; those before stay as they are.

    Raises: RuleViolation.
    """
    held = _lock(request)
    if held.partner is None or held.partner.pk != by.organisation_id:
        raise RuleViolation("Cette demande n’est pas confiée à votre organisation.")
    if held.released_at is not None:
        raise RuleViolation("Cette demande a été laissée sans réponse : elle n’attend plus d’avis.")
    piece = None
    if facts.upload is not None:
        label = f"Avis d’ingénierie, {held.partner}"[:200]
        piece = add_piece(held.partner, label, PIECE_KIND, facts.upload, by=by, at=at)
    opinion = SupportOpinion(
        request=held,
        number=held.opinions.count() + 1,
        body=facts.body.strip(),
        operating_cost_amount=facts.operating_cost_amount,
        piece=piece,
        signed_at=at,
        signed_by_id=by.user_id,
        signed_by_label=by.user_label,
        organisation_label=by.organisation_label,
    )
    opinion.sha256 = fingerprint(opinion)
    save_checked(opinion)
    if held.answered_at is None:
        held.answered_at = at
        save_checked(held)
    record("operation.opinion_signed", held.operation, by=by, note=f"version {opinion.number}")
    return opinion


def fingerprint(opinion: SupportOpinion) -> str:
    """What a signed opinion says, as one number: anyone may compute it again."""
    version = opinion.piece.latest if opinion.piece else None
    amount = opinion.operating_cost_amount
    said = {
        "operation": opinion.request.operation_id,
        "question": opinion.request.question,
        "number": opinion.number,
        "body": opinion.body,
        "operating_cost_amount": None if amount is None else f"{amount:.2f}",
        "piece_sha256": version.sha256 if version else None,
        "signed_at": opinion.signed_at.isoformat(),
        "signed_by": opinion.signed_by_label,
        "organisation": opinion.organisation_label,
    }
    content = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def _lock(request: SupportRequest) -> SupportRequest:
    """The operation first, as everywhere, then the request."""
    lock(request.operation)
    return (
        SupportRequest.objects.select_for_update(of=("self",))
        .select_related("partner", "operation")
        .get(pk=request.pk)
    )
