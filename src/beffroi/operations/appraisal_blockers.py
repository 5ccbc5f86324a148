"""What keeps the département's examination from being settled: each thing that waits is named."""

from collections.abc import Iterator
from datetime import date

from beffroi.contracts.in_force import cited, terms_on
from beffroi.core.ui.parts import Blocker, Link
from beffroi.operations.examination import ordinary_schemes
from beffroi.operations.links import page_href
from beffroi.operations.models import Operation
from beffroi.operations.questions import answers_of, questions_of
from beffroi.operations.taken_out import axis_taken_out


def blockers_for_coherence(operation: Operation, on: date) -> list[Blocker]:
    """Each question of the contract without an answer, with a link to its field."""
    answered = answers_of(operation)
    waiting = [
        Blocker(
            f"Cohérence : « {one.title} » attend une réponse.",
            f"Contrat, {one.subject.label}",
            Link(page_href(operation, "coherence", f"id_verdict-{one.key}"), "Répondre"),
        )
        for one in questions_of(operation, on)
        if one.key not in answered
    ]
    return [*_axis_taken_out(operation, on), *waiting]


def _axis_taken_out(operation: Operation, on: date) -> Iterator[Blocker]:
    """An axis that is no longer the contract's: coherence with it is not to be settled."""
    gone = axis_taken_out(operation, terms_on(operation.contract, on))
    if gone is not None:
        mend = Link(page_href(operation, "operation", "mouvement-ask_completion"), "Demander un autre axe")
        sentence = f"{gone.sentence} : le maître d’ouvrage doit en choisir un autre."
        yield Blocker(sentence, cited(gone.amendment), mend)


def blockers_for_schemes(operation: Operation, on: date) -> list[Blocker]:
    """Each ordinary scheme in force that day without its reason, one added meanwhile included."""
    examined = {one.scheme_id for one in operation.scheme_examinations.all()}
    return [
        Blocker(
            f"Droit commun : « {one.name} » attend sa conclusion et son motif.",
            "Contrat : le droit commun avant le fonds d’innovation",
            Link(page_href(operation, "schemes", f"id_verdict-{one.pk}"), "Examiner"),
        )
        for one in ordinary_schemes(operation, on)
        if one.pk not in examined
    ]
