"""Asking to begin before the award, and answering: two people, two organisations."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.operations.early import waiting_start
from beffroi.operations.models import EarlyStart, Operation
from beffroi.operations.saving import lock
from beffroi.operations.states import ENDED


@dataclass(frozen=True, slots=True)
class StartDecision:
    """What the département answers."""

    is_granted: bool
    answer: str
    from_on: date | None = None


@transaction.atomic
def ask_early_start(
    operation: Operation, works_on: date, reason: str, *, by: Author, at: datetime
) -> EarlyStart:
    """Ask to begin the works on a day, before any award.

    Raises: RuleViolation.
    """
    held = lock(operation)
    if held.stage in ENDED:
        raise RuleViolation(
            f"L’opération est « {held.get_state_display()} » : il n’y a plus rien à demander."
        )
    asked = save_checked(
        EarlyStart(
            operation=held,
            works_on=works_on,
            reason=reason.strip(),
            asked_at=at,
            asked_by_id=by.user_id,
            asked_by_label=by.user_label,
        )
    )
    record("operation.early_start_asked", held, by=by, note=reason.strip())
    return asked


@transaction.atomic
def decide_early_start(
    operation: Operation, decision: StartDecision, *, by: Author, at: datetime
) -> EarlyStart:
    """Grant or refuse what is asked, with a reason; who asked does not answer.

    Raises: RuleViolation.
    """
    held = lock(operation)
    asked = waiting_start(held)
    if asked is None:
        raise RuleViolation("Aucune demande de démarrage anticipé n’attend de réponse.")
    if asked.asked_by_id is not None and asked.asked_by_id == by.user_id:
        raise RuleViolation("Qui demande un démarrage anticipé ne l’accorde pas.")
    if not decision.answer.strip():
        raise RuleViolation("Une décision sur un démarrage anticipé donne son motif.")
    asked.is_granted = decision.is_granted
    asked.granted_from_on = (decision.from_on or asked.works_on) if decision.is_granted else None
    asked.answer = decision.answer.strip()
    asked.decided_at = at
    asked.decided_by_id, asked.decided_by_label = by.user_id, by.user_label
    save_checked(asked)
    verb = "granted" if decision.is_granted else "refused"
    record(f"operation.early_start_{verb}", held, by=by, note=asked.answer)
    return asked
