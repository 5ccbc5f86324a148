"""Who an act is done by, and for which organisation: plain ids and names, which outlive the account."""

from dataclasses import dataclass
from typing import Protocol


class Author(Protocol):
    """Whoever acts, as the journal and the seals remember them."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def user_label(self) -> str: ...

    @property
    def organisation_id(self) -> int | None: ...

    @property
    def organisation_label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PlainAuthor:
    """An author made of four values."""

    user_id: int | None
    user_label: str
    organisation_id: int | None = None
    organisation_label: str = ""


# Commands and what is due by itself.
SYSTEM = PlainAuthor(user_id=None, user_label="Beffroi")
