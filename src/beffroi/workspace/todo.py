"""The to-do list: what waits for somebody, for their organisation, for others, and what falls due."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.operations.kinds import Turn
from beffroi.operations.models import Operation
from beffroi.operations.states import ENDED
from beffroi.organisations.actor import Actor
from beffroi.workspace.acts import acts_to_carry
from beffroi.workspace.tasks import (
    BUSINESS,
    MOST,
    Task,
    contracts_to_carry,
    first_of_turns,
    first_operations,
    in_order,
    operation_task,
    plans_to_balance,
    reports_to_vote,
    supports_to_answer,
    texts_to_sign,
    turns_of,
)

MOST_DUES = 8
# The group of what waits for the person, and that of what waits for others.
MINE, OTHERS = "moi", "autres"


@dataclass(frozen=True, slots=True)
class TaskList:
    """One group of the page: its tasks, and whether there are more than are shown."""

    anchor: str
    title: str
    tasks: list[Task]
    empty: str
    more: str = ""

    @property
    def count(self) -> str:
        """How many, in figures; a plus when some are not shown."""
        return f"{len(self.tasks)}{' et plus' if self.more else ''}"


def todo_of(actor: Actor, on: date) -> dict[str, Any]:
    """Gather what the home page shows of the work to do."""
    if not actor.is_one_of(*BUSINESS):
        return {"groups": [], "dues": []}
    groups = [_mine(actor, on), *_ours(actor, on), _others(actor, on)]
    due = [one for group in groups for one in group.tasks if one.due_on]
    return {"groups": groups, "dues": in_order(due)[:MOST_DUES], "on": on}


def _mine(actor: Actor, on: date) -> TaskList:
    # What is on an agenda is voted report by report.
    found = first_of_turns(actor, turns_of(actor) - {Turn.CLERK})
    tasks = [
        *(operation_task(one, on) for one in found[:MOST]),
        *plans_to_balance(actor, on),
        *texts_to_sign(actor, on),
        *supports_to_answer(actor, on),
        *reports_to_vote(actor, on),
        *contracts_to_carry(actor, on),
        *acts_to_carry(actor, on),
    ]
    return TaskList(
        MINE,
        "À faire par moi",
        in_order(tasks),
        "Rien ne vous attend : aucune opération, aucun texte, contrat ou acte n’attend vos rôles.",
        "?tour=nous" if len(found) > MOST else "",
    )


def _ours(actor: Actor, on: date) -> list[TaskList]:
    """What waits for colleagues who hold the roles that this person does not."""
    found = first_of_turns(actor, set(Turn) - turns_of(actor) - {Turn.NOBODY})
    if not found:
        return []
    tasks = [operation_task(one, on) for one in found[:MOST]]
    more = "?tour=nous" if len(found) > MOST else ""
    return [TaskList("nous", "À faire par mon organisation", tasks, "", more)]


def _others(actor: Actor, on: date) -> TaskList:
    open_ones = Operation.objects.visible_to(actor).exclude(state__in=ENDED)
    found = first_operations(open_ones.exclude(next_organisation=actor.organisation))
    return TaskList(
        OTHERS,
        "En attente d’autres",
        [operation_task(one, on, mine=False) for one in found[:MOST]],
        "Personne d’autre n’est attendu sur les opérations que vous lisez.",
        "?tour=autres" if len(found) > MOST else "",
    )
