"""The words of the real act: those of its text when it is at hand, else a statement of its facts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from beffroi.assemblies.facts import DecisionFacts
from beffroi.reader import UnreadableFile, read, read_text
from beffroi.reader.model import Deliberation

ABSENT = "Texte source absent : les visas et les décisions sont résumés d’après les faits relevés à la main."


@dataclass(frozen=True, slots=True)
class Wording:
    """What the act cites and decides; `recitals` says when its own words are not at hand."""

    citations: tuple[str, ...]
    decisions: tuple[DecisionFacts, ...]
    recitals: tuple[str, ...] = ()


def wording_of(facts: dict[str, Any]) -> Wording:
    """Give the words of the act that these facts describe."""
    (told,) = facts["deliberations"]
    written = _written(facts["sitting_on"])
    if written is not None:
        return Wording(
            tuple(one.value for one in written.citations),
            tuple(DecisionFacts(one.verb, one.text.value) for one in written.decisions),
        )
    decisions = tuple(DecisionFacts(one["verb"], one["text"]) for one in told["decisions"])
    return Wording(tuple(told["citations"]), decisions, (ABSENT,))


def _written(sitting_on: str) -> Deliberation | None:
    """Read the text of that sitting in the folder of the source, if it is there."""
    for path in sorted(Path(settings.SEED_DIR).glob("*.txt")):
        try:
            found = read(read_text(path.read_bytes(), filename=path.name).text)
        except (OSError, UnreadableFile):
            continue
        held = found.sitting.sitting_on
        if held is not None and held.value.isoformat() == sitting_on and len(found.deliberations) == 1:
            return found.deliberations[0]
    return None
