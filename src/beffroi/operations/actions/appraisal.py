"""What the département answers: on coherence, then on each ordinary scheme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.operations.examination import Examined, examine, ordinary_schemes
from beffroi.operations.kinds import OperationState, SchemeVerdict, Subject
from beffroi.operations.models import CoherenceAnswer, Operation, SchemeExamination
from beffroi.operations.questions import answers_of, questions_of
from beffroi.operations.rules.questions import NEEDS_REASON, Answer, Question
from beffroi.operations.saving import lock
from beffroi.schemes.models import Scheme


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the département concludes of one scheme."""

    scheme: Scheme
    verdict: SchemeVerdict
    reason: str


@transaction.atomic
def answer_coherence(
    operation: Operation, answers: Iterable[Answer], *, by: Author, at: datetime
) -> Operation:
    """Write answers to questions of the contract, one or all; an answer may be written again.

    Raises: RuleViolation.
    """
    held = _held(operation, OperationState.COHERENCE)
    asked = {one.key: one for one in questions_of(held, local_day(at))}
    stored = answers_of(held)
    before = {key: _told(one) for key, one in stored.items()}
    for one in answers:
        if one.key not in asked:
            raise RuleViolation("Le contrat ne pose pas cette question.")
        if one.verdict in NEEDS_REASON and not one.reason.strip():
            raise RuleViolation(
                f"« {asked[one.key].title} » : « {one.verdict.label} » demande une explication."
            )
        stored[one.key] = _write_answer(held, stored.get(one.key), asked[one.key], one, by, at)
    changes = changes_between(before, {key: _told(one) for key, one in stored.items()})
    if changes:
        named = {asked[key].title if key in asked else key: pair for key, pair in changes.items()}
        record("coherence.answered", held, by=by, changes=named)
    return held


def _write_answer(
    held: Operation,
    row: CoherenceAnswer | None,
    question: Question,
    answer: Answer,
    by: Author,
    at: datetime,
) -> CoherenceAnswer:
    row = row or CoherenceAnswer(operation=held, subject=question.subject)
    if question.subject is not Subject.AXIS:
        setattr(row, f"{question.subject.value}_id", question.pk)
    if row.pk and (row.verdict, row.reason) == (answer.verdict, answer.reason.strip()):
        return row
    row.verdict, row.reason = answer.verdict, answer.reason.strip()
    row.at, row.by_id, row.by_label = at, by.user_id, by.user_label
    return save_checked(row)


def _told(row: CoherenceAnswer) -> str:
    return f"{row.get_verdict_display()} : {row.reason}" if row.reason else str(row.get_verdict_display())


@transaction.atomic
def examine_schemes(
    operation: Operation, conclusions: Iterable[Conclusion], *, by: Author, at: datetime
) -> Operation:
    """Write what is concluded of ordinary schemes, with the pre-check as it was explained that day.

    Raises: RuleViolation.
    """
    held = _held(operation, OperationState.SCHEMES)
    on = local_day(at)
    looked = {one.scheme.pk: one for one in examine(held, ordinary_schemes(held, on), on)}
    stored = {one.scheme_id: one for one in held.scheme_examinations.all()}
    told = {}
    for one in conclusions:
        if one.scheme.pk not in looked:
            raise RuleViolation(f"« {one.scheme.name} » n’est pas un dispositif ordinaire en vigueur.")
        if not one.reason.strip():
            raise RuleViolation(f"« {one.scheme.name} » : chaque dispositif examiné a son motif.")
        before = stored.get(one.scheme.pk)
        if before is not None and (before.verdict, before.reason) == (one.verdict, one.reason.strip()):
            continue
        old = f"{before.get_verdict_display()} : {before.reason}" if before else None
        _write_examination(held, before, one, looked[one.scheme.pk], by, at)
        told[one.scheme.name] = [old, f"{one.verdict.label} : {one.reason.strip()}"]
    if told:
        record("schemes.examined", held, by=by, changes=told)
    return held


def _write_examination(
    held: Operation,
    row: SchemeExamination | None,
    told: Conclusion,
    looked: Examined,
    by: Author,
    at: datetime,
) -> None:
    row = row or SchemeExamination(operation=held, scheme=told.scheme)
    row.verdict, row.reason = told.verdict, told.reason.strip()
    row.checks = [*looked.checks, *({"step": one} for one in looked.steps)]
    row.estimated_amount = looked.estimate if isinstance(looked.estimate, Decimal) else None
    row.at, row.by_id, row.by_label = at, by.user_id, by.user_label
    save_checked(row)


def _held(operation: Operation, state: OperationState) -> Operation:
    held = lock(operation)
    if held.stage is not state:
        raise RuleViolation(
            f"Ces réponses s’écrivent quand l’opération est « {state.label} » : "
            f"elle est « {held.get_state_display()} »."
        )
    return held
