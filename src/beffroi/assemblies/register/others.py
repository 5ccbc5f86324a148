"""Sealed documents that are no acts of an assembly: who seals them says what they are, by registration."""

from collections.abc import Callable
from dataclasses import dataclass

from beffroi.core.seals.models import Seal


@dataclass(frozen=True, slots=True)
class SealedThing:
    """What a document is, where the public reads it, and what came after it."""

    noun: str
    title: str
    href: str = ""
    is_fictitious: bool = False
    later: str = ""


Tell = Callable[[Seal], SealedThing | None]
_TELLERS: dict[str, Tell] = {}


def register_sealed(object_type: str, tell: Tell) -> None:
    """Say who tells the public about the sealed objects of a table."""
    _TELLERS[object_type] = tell


def told_of(seal: Seal) -> SealedThing | None:
    """Tell what a seal is about; None when nobody above knows it."""
    tell = _TELLERS.get(seal.object_type)
    return tell(seal) if tell else None
