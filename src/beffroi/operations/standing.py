"""The three questions and the eight steps of an operation, on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beffroi.core.dates import local_day
from beffroi.core.ui.parts import Answer, Blocker, BrickKind, Link, Standing, State
from beffroi.core.ui.templatetags.french import short_date
from beffroi.law import french
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import Operation, OperationStep
from beffroi.operations.states import AWAITED, ENDED, EXITS, STEP_OF, STEPS, TASKS, TRANSITIONS

LABEL = "La vie de l’opération, en huit étapes"
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the eight steps: whether it is done, since when, by whom."""

    rank: int
    title: str
    brick: BrickKind
    state: State
    when: str = ""
    by: str = ""
    is_current: bool = False


def three_questions(
    operation: Operation,
    blockers: Sequence[Blocker],
    on: date,
    todo: Link | None = None,
    *,
    tells_plan: bool = True,
) -> Standing:
    """Say where it stands, whose turn it is and what blocks; `todo` is the button of who has the turn.

    `tells_plan` is false for who reads a summary: nothing of the plan is told to them.
    """
    return Standing(
        label=LABEL,
        where=_where(operation),
        turn=_turn(operation, on, todo, tells_plan=tells_plan),
        stuck=_stuck(operation, blockers),
        pronoun="elle",
    )


def _where(operation: Operation) -> Answer:
    state = operation.stage
    last = _steps(operation)[-1:]
    author = f", par {last[0].user_label}" if last else ""
    note = f"Depuis le {french.french_date(local_day(operation.state_since))}{author}."
    if state in EXITS:
        reason = last[0].reason if last else ""
        return Answer(f"L’opération est {state.label}", note=note, law=f"Motif : {reason}" if reason else "")
    return Answer(f"Étape {STEP_OF[state]} sur {len(STEPS)} : {state.label}", note=note)


def _turn(operation: Operation, on: date, todo: Link | None, *, tells_plan: bool) -> Answer:
    turn = Turn(operation.next_turn)
    if operation.awaits_balance_since is not None and tells_plan:
        text = f"Au maître d’ouvrage, {operation.owner} : équilibrer le plan de financement"
        return Answer(
            text, note="La décision du Département reste acquise.", link=todo, button=todo is not None
        )
    if turn is Turn.NOBODY:
        return Answer("À personne", note="L’opération n’attend plus de décision ici.")
    who = {
        Turn.OWNER: f"Au maître d’ouvrage, {operation.owner}",
        Turn.DEPARTEMENT: "Au Département",
        Turn.EPCI: "À l’intercommunalité",
        Turn.CLERK: "Au service des assemblées du Département",
    }[turn]
    text = f"{who} : {TASKS[operation.stage]}"
    return Answer(text, note=due_note(operation.due_on, on), link=todo, button=todo is not None)


def due_note(due_on: date | None, on: date) -> str:
    """Say when something is expected. Example: « Attendu le 12 juin 2024, dans 6 jours. »."""
    if due_on is None:
        return ""
    days = (due_on - on).days
    if days < 0:
        told = f"en retard de {french.plural(-days, 'jour')}"
    else:
        told = "aujourd’hui" if days == 0 else f"dans {french.plural(days, 'jour')}"
    return f"Attendu le {french.french_date(due_on)}, {told}."


def _stuck(operation: Operation, blockers: Sequence[Blocker]) -> Answer | None:
    if not blockers:
        return None
    more = len(blockers) - MOST_TOLD
    told = " ".join(one.sentence for one in blockers[:MOST_TOLD])
    note = f"{told} Et {french.plural(more, 'autre point', 'autres points')}." if more > 0 else told
    label = TRANSITIONS[AWAITED[operation.stage]].label
    return Answer(
        f"{french.plural(len(blockers), 'point bloque', 'points bloquent')} « {label} »",
        note=note,
        link=Link("#blocages", "Ce qui lève chaque point"),
    )


def eight_steps(operation: Operation) -> list[Stage]:
    """Lay out the eight steps; one that was gone through and must be taken again says so."""
    steps = _steps(operation)
    here = _place(operation, steps)
    return [_stage(rank, title, here, steps, operation) for rank, title in enumerate(STEPS, start=1)]


def _stage(rank: int, title: str, here: int, steps: Sequence[OperationStep], operation: Operation) -> Stage:
    if rank == here:
        return _current(rank, title, operation)
    left = _left(rank, steps)
    when, by = (_when(left), _by(left)) if left else ("", "")
    if rank < here:
        if left is None:
            return Stage(rank, title, "open", State("next", "Non demandée"))
        return Stage(rank, title, "done", State("done", "Faite"), when, by)
    if left is not None:
        return Stage(rank, title, "part", State("ask", "À reprendre"), when, by)
    return Stage(rank, title, "open", State("next", "À venir"))


def _current(rank: int, title: str, operation: Operation) -> Stage:
    state, last = operation.stage, _steps(operation)[-1:]
    when, by = (_when(last[0]), _by(last[0])) if last else ("", "")
    if state in EXITS:
        return Stage(rank, title, "stuck", State("no", state.label.capitalize()), when, by, True)
    if state in ENDED:
        return Stage(rank, title, "done", State("done", state.label.capitalize()), when, by, True)
    return Stage(rank, title, "now", State("now", "En cours"), f"depuis le {when}", by, True)


def _place(operation: Operation, steps: Sequence[OperationStep]) -> int:
    """The step that it stands at; for an exit, the one where it was left."""
    if operation.stage in STEP_OF:
        return STEP_OF[operation.stage]
    known = [one.from_state for one in steps if one.from_state and one.from_state in STEP_OF]
    return STEP_OF[OperationState(known[-1])] if known else 1


def _left(rank: int, steps: Sequence[OperationStep]) -> OperationStep | None:
    """The last time that a step was left for a later one; for the idea, when it was written down."""
    if rank == 1:
        return steps[0] if steps else None
    for one in reversed(steps):
        before = STEP_OF.get(OperationState(one.from_state)) if one.from_state else None
        after = STEP_OF.get(OperationState(one.to_state))
        if before == rank and after is not None and after > rank:
            return one
    return None


def _steps(operation: Operation) -> list[OperationStep]:
    return list(operation.steps.all())


def _when(step: OperationStep) -> str:
    return short_date(local_day(step.at))


def _by(step: OperationStep) -> str:
    return ", ".join(one for one in (step.user_label, step.organisation_label) if one)
