"""The page of the names: the questions first, then the members to create, then those recognised."""

from dataclasses import dataclass
from typing import Any

from beffroi.assemblies.intake.blockers import Prepared
from beffroi.assemblies.intake.forms import NamesForm, field_of
from beffroi.assemblies.intake.matching import NEW, Match, Standing
from beffroi.assemblies.intake.names import surname_and_first


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be given."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A name with what it is in the text, and the answers that may be given."""

    field: str
    name: str
    uses: str
    surname: str
    first_name: str
    is_ticked: bool
    choices: tuple[Choice, ...]
    target: str


def names_page(prepared: Prepared, form: NamesForm) -> dict[str, Any]:
    """Gather the three groups; what was just typed wins over what is kept."""
    typed = form.answers() if form.data is not None else {}
    groups: dict[Standing, list[Asked]] = {one: [] for one in Standing}
    for match in prepared.matches:
        groups[match.standing].append(_asked(match, typed.get(match, match.answer)))
    return {
        "asked": groups[Standing.ASKED],
        "proposed": groups[Standing.PROPOSED],
        "recognised": groups[Standing.RECOGNISED],
        "ticked": sum(one.is_ticked for one in groups[Standing.PROPOSED]),
    }


def _asked(match: Match, answer: str) -> Asked:
    surname, first_name = surname_and_first(match.name)
    named = [
        Choice(one.answer, _label(one.name, known=one.is_known), one.answer == answer)
        for one in match.candidates
    ]
    created = Choice(NEW, "Une autre personne : créer ce membre", answer == NEW)
    target = next((one.name for one in match.candidates if one.answer == match.answer), "")
    return Asked(
        field_of(match),
        match.name,
        ", ".join(match.uses),
        surname,
        first_name,
        answer == NEW,
        (*named, created),
        target,
    )


def _label(name: str, *, known: bool) -> str:
    return f"{name}, membre de l’assemblée" if known else f"{name}, déjà nommé dans ce texte"
