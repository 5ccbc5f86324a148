"""What a digest says: for each organisation that somebody acts for, what waits for them and what presses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beffroi.organisations.actor import Actor, actors_of
from beffroi.organisations.models import User
from beffroi.workspace.tasks import Task, in_order
from beffroi.workspace.todo import MINE, todo_of

# A message stays short: the page tells the rest.
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Section:
    """What waits for the person, what others must do within a week, and how many of both are left out."""

    organisation: str
    mine: Sequence[Task]
    near: Sequence[Task]
    left_out: int


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a person is told that day."""

    sections: Sequence[Section]
    waiting: int
    late: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say, so nothing to send."""
        return not self.sections


def digest_of(user: User, on: date) -> Digest:
    """Gather what waits for a person that day, exactly what the home page would show them."""
    held = [(actor, *_tasks_of(actor, on)) for actor in actors_of(user, on)]
    held = [(actor, mine, near) for actor, mine, near in held if mine or near]
    mine = [task for _, tasks, _ in held for task in tasks]
    return Digest(
        [_section(actor, mine, near) for actor, mine, near in held],
        waiting=len(mine),
        late=sum(task.due.is_late for task in mine),
    )


def _tasks_of(actor: Actor, on: date) -> tuple[list[Task], list[Task]]:
    groups = todo_of(actor, on)["groups"]
    mine = [task for group in groups if group.anchor == MINE for task in group.tasks]
    others = [task for group in groups if group.anchor != MINE for task in group.tasks]
    return mine, in_order(task for task in others if task.due.presses)


def _section(actor: Actor, mine: Sequence[Task], near: Sequence[Task]) -> Section:
    left_out = max(0, len(mine) - MOST_LINES) + max(0, len(near) - MOST_LINES)
    return Section(str(actor.organisation), mine[:MOST_LINES], near[:MOST_LINES], left_out)
