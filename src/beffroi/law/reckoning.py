"""What every rule returns: its result with the inputs, the arithmetic and the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

from beffroi.law.french import french_date, typeset

# Covariant without a TypeVar of PEP 695: Python 3.11 is the floor.
T_co = TypeVar("T_co", covariant=True)

_ARTICLE = re.compile(r"[LRD]\d|\d+-|\d+$")


class Certainty(StrEnum):
    """How sure the project is of a source."""

    READ = "S"
    KNOWN = "K"
    UNSURE = "?"

    @property
    def label(self) -> str:
        """Its French name."""
        return _CERTAINTY_LABELS[self]


_CERTAINTY_LABELS = {
    Certainty.READ: "lu dans un texte",
    Certainty.KNOWN: "connu",
    Certainty.UNSURE: "à confirmer par un juriste",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A text and its article (or a ruling and its number), with the days between which it holds."""

    text: str
    article: str
    certainty: Certainty
    in_force_from: date | None = None
    in_force_until: date | None = None

    @property
    def label(self) -> str:
        """Its French name.

        Example: CGCT, art. L5211-1 · CE, 22 juillet 2015, n° 383072.
        """
        article = f"art. {self.article}" if _ARTICLE.match(self.article) else self.article
        return typeset(f"{self.text}, {article}")

    @property
    def period(self) -> str:
        """Tell in French since when and until when it holds; empty when no date is known."""
        parts = []
        if self.in_force_from is not None:
            parts.append(f"en vigueur depuis le {french_date(self.in_force_from)}")
        if self.in_force_until is not None:
            parts.append(f"jusqu’au {french_date(self.in_force_until)}")
        return ", ".join(parts)

    def holds_on(self, on: date) -> bool:
        """Tell whether the text was in force that day."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)


@dataclass(frozen=True, slots=True)
class Input:
    """One given value, as the user reads it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count, drawn as a brick."""

    on: date
    counted: bool


@dataclass(frozen=True, slots=True)
class Reckoning(Generic[T_co]):
    """A result that shows how it was reached.

    `holds` is None when the rule cannot tell, or when it computes a value and tests nothing.
    """

    rule: str
    value: T_co
    holds: bool | None
    title: str
    verdict: str
    inputs: tuple[Input, ...]
    steps: tuple[str, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()

    def __post_init__(self) -> None:
        unsure = [source.label for source in self.sources if source.certainty is Certainty.UNSURE]
        notes = list(self.notes)
        if unsure:
            notes.append(f"Règle à confirmer par un juriste : {' ; '.join(unsure)}.")
        object.__setattr__(self, "title", typeset(self.title))
        object.__setattr__(self, "verdict", typeset(self.verdict))
        object.__setattr__(self, "steps", tuple(typeset(step) for step in self.steps))
        object.__setattr__(self, "notes", tuple(dict.fromkeys(typeset(note) for note in notes)))

    def as_dict(self) -> dict[str, Any]:
        """Give plain values for JSON: ISO dates, exact decimals as text."""
        told: dict[str, Any] = {one.name: _plain(getattr(self, one.name)) for one in fields(self)}
        told["sources"] = [{**_plain(source), "label": source.label} for source in self.sources]
        return told


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def told_inputs(pairs: Sequence[tuple[str, str | None]]) -> tuple[Input, ...]:
    """Keep the given values that the user did state."""
    return tuple(Input(label, value) for label, value in pairs if value is not None)
