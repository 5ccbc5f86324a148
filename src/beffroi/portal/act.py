"""The real act: its text when it is at hand, else the facts checked by hand."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from beffroi.portal.facts_reading import reading_of_facts
from beffroi.portal.reading import UnreadableFile, Worked, read_text, read_trusted, work_out

SLUG = "bethune-bruay-2023-12-12"
FACTS = Path(__file__).parent / "facts" / f"{SLUG}.json"


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of the act, with its unit and its line."""

    value: Decimal
    unit: str
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing counted by the act, over a period and a scope."""

    item: str
    measures: tuple[Measure, ...]
    period: str
    scope: str


@dataclass(frozen=True, slots=True)
class Act:
    """The act as read live, or as its committed facts tell it."""

    worked: Worked
    figures: tuple[Figure, ...]
    facts: dict[str, Any]

    @property
    def has_text(self) -> bool:
        """Whether its lines can be shown."""
        return self.worked.reading.lines is not None


def load_act() -> Act:
    """Read the text of the act once for each of its versions; without it, take the facts."""
    path = _source_path()
    if path is not None:
        stat = path.stat()
        found = _read_act(path, stat.st_mtime_ns, stat.st_size)
        if found is not None:
            return found
    return act_of_facts()


@lru_cache(maxsize=1)
def act_of_facts() -> Act:
    """The act as its committed facts tell it."""
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    return Act(work_out(reading_of_facts(facts)), _figures(facts), facts)


def text_href() -> str | None:
    """Where the text of the act can be read, line by line; None without it."""
    return reverse("portal:act_text") if load_act().has_text else None


def _source_path() -> Path | None:
    """The text of the act: the first text file of the seed's folder."""
    folder = Path(settings.SEED_DIR)
    return next(iter(sorted(folder.glob("*.txt"))), None) if folder.is_dir() else None


@lru_cache(maxsize=2)
def _read_act(path: Path, modified_ns: int, size: int) -> Act | None:
    """Read the file; None when it cannot be read, or is the text of another sitting."""
    try:
        worked = read_trusted(read_text(path.read_bytes(), filename=path.name))
    except (OSError, UnreadableFile):
        return None
    facts = act_of_facts().facts
    held = worked.reading.sitting.sitting_on
    if held is None or held.value != date.fromisoformat(facts["sitting_on"]):
        return None
    return Act(worked, _figures(facts), facts)


def _figures(facts: dict[str, Any]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            one["item"],
            tuple(Measure(Decimal(it["value"]), it["unit"], it["line"]) for it in one["values"]),
            one["period"],
            one["scope"],
        )
        for one in facts["figures"]
    )
