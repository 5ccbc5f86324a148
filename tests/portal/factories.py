"""Small readings built by hand: an invented council, its text and its act."""

from datetime import date, time
from typing import Any

from beffroi.law import AssemblyKind
from beffroi.reader.model import (
    Decision,
    Deliberation,
    Finding,
    Mention,
    Movement,
    Opinion,
    Proxy,
    Reading,
    Severity,
    Sitting,
    Vote,
)

TEXT = """Commune de Valclair
Séance du 12 mars 2024 à 19 h
Présents : DURAND Anne, PETIT Luc
Procuration : MOREL Zoé à PETIT Luc

DÉLIBÉRATION N° 7
APPROUVE le budget
Publié le 15 mars 2024"""


def mention(value: Any, words: str, text: str = TEXT) -> Mention[Any]:
    """A value and the place of its words in the text."""
    start = text.index(words)
    return Mention(value, text.count("\n", 0, start) + 1, start, start + len(words))


def make_sitting(**changes: Any) -> Sitting:
    facts: dict[str, Any] = {
        "assembly": mention("Commune de Valclair", "Commune de Valclair"),
        "kind": AssemblyKind.COMMUNE,
        "sitting_on": mention(date(2024, 3, 12), "12 mars 2024"),
        "sitting_at": mention(time(19), "19 h"),
        "present": (mention("DURAND Anne", "DURAND Anne"), mention("PETIT Luc", "PETIT Luc")),
        "proxies": (Proxy(mention("MOREL Zoé", "MOREL Zoé"), mention("PETIT Luc", "PETIT Luc")),),
    }
    return Sitting(**{**facts, **changes})


def make_act(**changes: Any) -> Deliberation:
    facts: dict[str, Any] = {
        "number": mention("7", "7"),
        "decisions": (Decision("APPROUVE", mention("le budget", "le budget")),),
        "opinions": (Opinion(mention("commission des finances", "DÉLIBÉRATION"), date(2024, 3, 1), True),),
        "vote": Vote(),
        "published_on": mention(date(2024, 3, 15), "15 mars 2024"),
    }
    return Deliberation(**{**facts, **changes})


def make_finding(**changes: Any) -> Finding:
    facts: dict[str, Any] = {
        "code": "vote-counts-missing",
        "severity": Severity.WARNING,
        "line": 7,
        "quote": "APPROUVE le budget",
        "message": "Aucun décompte de voix.",
        "source": "CGCT L2121-20",
    }
    return Finding(**{**facts, **changes})


def make_reading(text: str | None = TEXT, **changes: Any) -> Reading:
    facts: dict[str, Any] = {
        "sitting": make_sitting(),
        "deliberations": (make_act(),),
        "findings": (make_finding(),),
        "lines": None if text is None else tuple(text.split("\n")),
    }
    return Reading(**{**facts, **changes})


def make_movement(**changes: Any) -> Movement:
    facts: dict[str, Any] = {"name": mention("PETIT Luc", "PETIT Luc"), "arrives": True, "at": time(19, 10)}
    return Movement(**{**facts, **changes})
