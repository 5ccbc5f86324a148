"""The sections of an operation's page; each noun builds its own in its panels_… module from plain values.

The template is given the operation, the actor, the day, and what `build` gave as `panel`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.operations.models import Operation
from beffroi.organisations.actor import Actor

Build = Callable[[Actor, Operation, date], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A section: its anchor, its title, the template that draws it, and what it is drawn from.

    `build` gives None when the section is not for this person or not for now.
    """

    anchor: str
    title: str
    template: str
    build: Build


@dataclass(frozen=True, slots=True)
class Drawn:
    """A section ready to be shown."""

    anchor: str
    title: str
    template: str
    values: dict[str, Any]


def draw(panels: Iterable[Panel], actor: Actor, operation: Operation, on: date) -> list[Drawn]:
    """Build the sections that this person sees; `page.py` names them all, in their order."""
    built = ((panel, panel.build(actor, operation, on)) for panel in panels)
    return [
        Drawn(panel.anchor, panel.title, panel.template, values)
        for panel, values in built
        if values is not None
    ]
