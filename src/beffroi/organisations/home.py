"""What higher contexts show on the page where one arrives: they register it when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class HomePart:
    """A part of the page: the template that draws it, and what it is drawn from that day."""

    template: str
    build: Callable[[Actor, date], dict[str, Any]]


_PARTS: list[HomePart] = []


def register_home(part: HomePart) -> None:
    """Add a part; contexts do so when they start."""
    if part not in _PARTS:
        _PARTS.append(part)


def home_parts(actor: Actor, on: date) -> list[tuple[str, dict[str, Any]]]:
    """Build the parts for somebody, in the order in which they were registered."""
    return [(part.template, part.build(actor, on)) for part in _PARTS]
