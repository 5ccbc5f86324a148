"""What higher contexts keep on a person: they register how it is told and how it is erased."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from beffroi.organisations.models import User


@dataclass(frozen=True, slots=True)
class PersonalPart:
    """A part of one's data: its name in the file, what it holds, and how it goes with the account."""

    name: str
    tell: Callable[[User], Any]
    forget: Callable[[User], None]


_PARTS: list[PersonalPart] = []


def register_personal(part: PersonalPart) -> None:
    """Add a part; contexts do so when they start."""
    if part not in _PARTS:
        _PARTS.append(part)


def told_parts(user: User) -> dict[str, Any]:
    """Tell what every context above keeps on a person."""
    return {part.name: part.tell(user) for part in _PARTS}


def forget_parts(user: User) -> None:
    """Erase what every context above keeps on a person."""
    for part in _PARTS:
        part.forget(user)
