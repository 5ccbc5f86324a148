"""The questions that a contract puts to its operations, and those that wait for an answer."""

from beffroi.contracts.kinds import Side
from beffroi.operations.kinds import Subject
from beffroi.operations.models import CoherenceAnswer, Operation
from beffroi.operations.rules.questions import Question

# What the département commits to is not asked of the operation.
ASKED_SIDES = (Side.EPCI, Side.BOTH)


def questions_of(operation: Operation) -> list[Question]:
    """List the questions: its axis, each public, each attention point, each commitment; three queries."""
    contract = operation.contract
    found = [
        Question(Subject.AXIS, None, str(operation.axis), "L’opération sert-elle cet axe du contrat ?"),
    ]
    found += [
        Question(Subject.PUBLIC, one.pk, one.title, "L’opération pense-t-elle à ce public ?")
        for one in contract.target_publics.all()
    ]
    found += [
        Question(Subject.POINT, one.pk, one.title, one.question) for one in contract.attention_points.all()
    ]
    found += [
        Question(Subject.COMMITMENT, one.pk, one.title, "Cet engagement est-il tenu par l’opération ?")
        for one in contract.commitments.filter(side__in=ASKED_SIDES)
    ]
    return found


def key_of(answer: CoherenceAnswer) -> str:
    """The key of the question that a stored answer is about."""
    pk = answer.public_id or answer.point_id or answer.commitment_id
    return f"{answer.subject}-{pk}" if pk else str(answer.subject)


def answers_of(operation: Operation) -> dict[str, CoherenceAnswer]:
    """Give the stored answers by question."""
    return {key_of(one): one for one in operation.coherence_answers.all()}
