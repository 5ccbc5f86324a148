"""What people have in hand: contexts register it, and one page gives it to a colleague."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation, User


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing that somebody has in hand."""

    label: str
    href: str
    id: int


@dataclass(frozen=True, slots=True)
class WorkSource:
    """A kind of work: who holds what, and how it changes hands, within a transaction."""

    label: str
    held_by: Callable[[User, Organisation], list[WorkItem]]
    hand_over: Callable[[Sequence[int], User, Actor], None]


@dataclass(frozen=True, slots=True)
class WorkInHand:
    """What one person holds of one kind; the number is that of the kind."""

    number: int
    source: WorkSource
    items: tuple[WorkItem, ...]


_SOURCES: list[WorkSource] = []


def register_work(source: WorkSource) -> None:
    """Add a kind of work; contexts do so when they start."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def forget_work(sources: Iterable[WorkSource]) -> None:
    """Take kinds of work away: for tests."""
    for source in sources:
        _SOURCES.remove(source)


def work_in_hand(user: User, organisation: Organisation) -> list[WorkInHand]:
    """Give what a person has in hand for an organisation; the kinds with nothing are left out."""
    found = [
        WorkInHand(number, source, tuple(source.held_by(user, organisation)))
        for number, source in enumerate(_SOURCES)
    ]
    return [one for one in found if one.items]
