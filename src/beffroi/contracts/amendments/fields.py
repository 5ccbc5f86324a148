"""What an amendment may change in each part of a contract: names, kinds of value, how they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.contracts.kinds import (
    ClauseScope,
    CommitmentKind,
    FicheFor,
    MeetingYear,
    PieceStep,
    Side,
    Strength,
    Target,
)
from beffroi.schemes.kinds import OperationKind

NOTHING = "rien"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name on screen, the type of its value, its choices, its length.

    A list holds any number of the choices; `empty` is what none of them means.
    """

    label: str
    type: type = str
    choices: Any = None
    max_length: int = 200
    required: bool = True
    empty: str = NOTHING

    def shown(self, value: Any) -> str:
        """Write a value as people read it."""
        if value is None or value in ("", []):
            return self.empty
        if self.type is bool:
            return "oui" if value else "non"
        if self.type is list:
            return ", ".join(str(self.choices(one).label) for one in value)
        return str(self.choices(value).label) if self.choices else str(value)

    def fits(self, value: Any) -> bool:
        """Whether a value is of that type and among the choices."""
        if value is None and not self.required:
            return self.type is int
        if type(value) is not self.type:
            return False
        if isinstance(value, list):
            return len(set(value)) == len(value) and all(one in self.choices.values for one in value)
        if self.choices:
            return value in self.choices.values
        if isinstance(value, str):
            return len(value) <= self.max_length and bool(value.strip() or not self.required)
        return True


TEXT = 2000
FIELDS: dict[Target, dict[str, FieldSpec]] = {
    Target.CONTRACT: {
        "ends_year": FieldSpec("Dernière année", int),
        "money_note": FieldSpec("Ce qu’il dit de l’argent", max_length=TEXT, required=False),
        "owners_note": FieldSpec("Qui peut proposer une opération", max_length=TEXT, required=False),
        "is_open_list": FieldSpec("Ne fige aucune liste d’opérations", bool),
    },
    Target.SETTINGS: {
        "is_investment_only": FieldSpec("Investissement seulement", bool),
        "admits_epci": FieldSpec("Admet les opérations de l’intercommunalité", bool),
        "admits_communes": FieldSpec("Admet celles de ses communes", bool),
        "admits_others": FieldSpec("Admet d’autres maîtres d’ouvrage", bool),
        "fiche_required_for": FieldSpec("Opérations qui demandent une fiche", choices=FicheFor),
        "meeting_year": FieldSpec("Année des réunions", choices=MeetingYear),
    },
    Target.PARTY: {
        "introduction": FieldSpec("Ce qui précède son nom", max_length=80),
        "cover_name": FieldSpec("Nom", max_length=120),
        "representative_name": FieldSpec("Représentant", max_length=120),
        "representative_capacity": FieldSpec("Qualité du représentant", max_length=120),
        "contact": FieldSpec("Interlocuteur", required=False),
    },
    Target.AXIS: {
        "title": FieldSpec("Intitulé de l’axe"),
        "short_title": FieldSpec("Axe, en deux mots", max_length=60),
    },
    Target.THEME: {"title": FieldSpec("Intitulé du thème")},
    Target.CROSSING: {
        "strength": FieldSpec("Ce que l’axe en reprend", choices=Strength),
        "why": FieldSpec("Pourquoi l’axe la reprend", max_length=300),
    },
    Target.COMMITMENT: {
        "side": FieldSpec("Qui s’engage", choices=Side),
        "kind": FieldSpec("Nature", choices=CommitmentKind),
        "title": FieldSpec("Engagement", max_length=300),
    },
    Target.PUBLIC: {"title": FieldSpec("Public cible")},
    Target.POINT: {
        "title": FieldSpec("Point d’attention"),
        "detail": FieldSpec("Ce qu’il couvre", max_length=400, required=False),
        "question": FieldSpec("Question posée à l’opération", max_length=300),
    },
    Target.CLAUSE: {
        "duty": FieldSpec("Obligation", max_length=300),
        "support": FieldSpec("Support", max_length=300),
        "applies_to": FieldSpec("S’applique à", choices=ClauseScope),
        "proof": FieldSpec("Preuve attendue", max_length=300, required=False),
        "blocks_final_payment": FieldSpec("Conditionne le solde", bool),
    },
    Target.PIECE: {
        "label": FieldSpec("Pièce"),
        "at_step": FieldSpec("Attendue", choices=PieceStep),
        "kinds": FieldSpec("Demandée pour", list, OperationKind, required=False, empty="toute opération"),
    },
    Target.COMMUNE: {
        "name": FieldSpec("Commune", max_length=120),
        "code": FieldSpec("Code officiel", max_length=5),
        "population": FieldSpec("Population", int, required=False, empty="non indiquée"),
    },
}
# What names an entry, the first that it has.
NAMES = ("title", "duty", "label", "cover_name", "name")


def field_of(target: Target, name: str) -> FieldSpec:
    """Give the description of a field."""
    return FIELDS[target].get(name) or FieldSpec(name)


def entry_name(target: Target, values: Mapping[str, Any]) -> str:
    """Name an entry by what people call it. Example: an axis by its title."""
    if target in (Target.CONTRACT, Target.SETTINGS):
        return target.label
    return next((str(values[one]) for one in NAMES if values.get(one)), "")


def entry_lines(target: Target, values: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Tell an entry field by field."""
    if values is None:
        return []
    lines = [(spec.label, spec.shown(values.get(name))) for name, spec in FIELDS[target].items()]
    if target is Target.CROSSING:
        return [("Ambition", f"{values['title']} ({values['frame']})"), *lines]
    return lines
