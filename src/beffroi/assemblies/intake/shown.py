"""How the values of a reading are told in a sentence or a row."""

from collections.abc import Callable
from datetime import date
from typing import Any

from beffroi.assemblies.intake.correction import Held
from beffroi.assemblies.kinds import Ballot, Effect, Nature, Outcome, Presence
from beffroi.law.french import french_day, french_number, plural

LONGEST_SAID = 160
_MANY = {"names": "nom", "lines": "texte", "proxies": "procuration", "substitutes": "suppléant",
         "opinions": "avis", "decisions": "décision"}  # fmt: skip


def say(held: Held, value: Any) -> str:
    """Write a value of a part in French; a list is counted."""
    if value in (None, ""):
        return ""
    if held.kind in _MANY:
        noun = _MANY[held.kind]
        return plural(len(value), noun, noun if noun.endswith("s") else f"{noun}s") if value else ""
    write = _WRITERS.get(held.kind)
    told = write(value) if write else str(value)
    return told if len(told) <= LONGEST_SAID else f"{told[:LONGEST_SAID]}…"


def _hour(text: str) -> str:
    hours, _, minutes = text.partition(":")
    return f"{int(hours)} h {minutes}" if minutes != "00" else f"{int(hours)} h"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "date": lambda value: french_day(date.fromisoformat(value)),
    "hour": _hour,
    "count": french_number,
    "nature": lambda value: str(Nature(value).label),
    "effect": lambda value: str(Effect(value).label),
    "outcome": lambda value: str(Outcome(value).label),
    "ballot": lambda value: str(Ballot(value).label),
    "absence": lambda value: str(Presence(value).label),
}
