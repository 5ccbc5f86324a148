"""The questions that a contract puts to its operations, and those that wait for an answer."""

from collections.abc import Iterable
from datetime import date

from beffroi.contracts.in_force import terms_on
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import AttentionPoint, MutualCommitment, TargetPublic
from beffroi.operations.kinds import Subject
from beffroi.operations.models import CoherenceAnswer, Operation
from beffroi.operations.rules.questions import Question

# What the département commits to is not asked of the operation.
ASKED_SIDES = (Side.EPCI, Side.BOTH)


def questions_of(operation: Operation, on: date) -> list[Question]:
    """List the questions of that day: its axis, each public, each attention point, each commitment."""
    terms = terms_on(operation.contract, on)
    axis = str(terms.told(operation.axis))
    found = [
        Question(Subject.AXIS, None, axis, "L’opération sert-elle cet axe du contrat ?"),
    ]
    found += [
        Question(Subject.PUBLIC, one.pk, one.title, "L’opération pense-t-elle à ce public ?")
        for one in terms.publics
    ]
    found += [Question(Subject.POINT, one.pk, one.title, one.question) for one in terms.points]
    found += [
        Question(Subject.COMMITMENT, one.pk, one.title, "Cet engagement est-il tenu par l’opération ?")
        for one in terms.commitments
        if one.side in ASKED_SIDES
    ]
    return found


def key_of(answer: CoherenceAnswer) -> str:
    """The key of the question that a stored answer is about."""
    pk = answer.public_id or answer.point_id or answer.commitment_id
    return f"{answer.subject}-{pk}" if pk else str(answer.subject)


def answers_of(operation: Operation) -> dict[str, CoherenceAnswer]:
    """Give the stored answers by question."""
    return {key_of(one): one for one in operation.coherence_answers.all()}


def subject_of(answer: CoherenceAnswer) -> TargetPublic | AttentionPoint | MutualCommitment:
    """What a stored answer is about; the axis is told apart."""
    found = answer.public or answer.point or answer.commitment
    assert found is not None
    return found


def past_answers(
    answers: dict[str, CoherenceAnswer], questions: Iterable[Question]
) -> list[tuple[str, CoherenceAnswer]]:
    """The answers to what the contract no longer asks, each with what it was about."""
    asked = {one.key for one in questions}
    return [(str(subject_of(one)), one) for key, one in answers.items() if key not in asked]
