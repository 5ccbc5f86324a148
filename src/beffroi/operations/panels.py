"""The sections of an operation's page, in their order; each noun builds its own from plain values."""

from collections.abc import Callable
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


PANELS: tuple[Panel, ...] = ()


def panels_for(actor: Actor, operation: Operation, on: date) -> list[Drawn]:
    """Build the sections that this person sees."""
    built = ((panel, panel.build(actor, operation, on)) for panel in PANELS)
    return [
        Drawn(panel.anchor, panel.title, panel.template, values)
        for panel, values in built
        if values is not None
    ]
