"""The sections of a file as they stand: what each holds, told in plain words to compare and to remember."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager

from beffroi.law.french import money
from beffroi.operations.models import OperatingForecast, Operation

FORECASTS = "forecasts"
MANY = frozenset({"themes", "communes", "target_publics"})


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the file: its address, its title, the fields it holds, why they are asked."""

    slug: str
    title: str
    names: tuple[str, ...]
    why: str


SECTIONS = (
    Section(
        "presentation", "Présentation", ("title", "summary", "description", "kind", "axis", "themes"),
        "Ce que vous écrivez ici sert la fiche opération et la délibération : rien n’est ressaisi.",
    ),
    Section(
        "communes", "Communes concernées", ("communes",),
        "Les communes où l’opération se fait ou qu’elle sert. Chacune en lira le résumé une fois déposée.",
    ),
    Section(
        "calendrier", "Calendrier", ("starts_on", "ends_on", "works_started_on"),
        "Des travaux commencés avant l’attribution de l’aide peuvent la faire perdre.",
    ),
    Section(
        "publics", "Publics cibles", ("target_publics", "has_no_public"),
        "Le contrat engage les deux parties envers ces publics : la cohérence sera examinée pour chacun.",
    ),
    Section(
        "aides-d-etat", "Aides d’État", ("state_aid", "state_aid_note"),
        "Une aide publique à une activité économique doit respecter le droit européen.",
    ),
    Section(
        "fonctionnement", "Fonctionnement après les travaux", (FORECASTS,),
        "Ce que l’équipement coûtera et rapportera chaque année, une fois ouvert.",
    ),
)  # fmt: skip
BY_SLUG = {one.slug: one for one in SECTIONS}


def told(operation: Operation, names: Iterable[str]) -> dict[str, Any]:
    """Give what a section holds, as the journal keeps it and as two writers compare it."""
    return {name: _told(operation, name) for name in names}


def _told(operation: Operation, name: str) -> Any:
    if name == FORECASTS:
        return [told_year(one) for one in operation.forecasts.order_by("year")]
    value = getattr(operation, name)
    if isinstance(value, Manager):
        return sorted(str(one) for one in value.all())
    if value is None or isinstance(value, str | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def told_year(year: OperatingForecast) -> str:
    """Example: « 2027 : 12 000 € de charges, 3 000 € de produits »."""
    return f"{year.year} : {money(year.cost_amount)} de charges, {money(year.revenue_amount)} de produits"


def mark_of(values: dict[str, Any]) -> str:
    """Give the fingerprint of what a section holds: a form says which one it was read at."""
    content = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
