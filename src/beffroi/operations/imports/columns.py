"""The columns of a file of ideas: what they are called, however they are written."""

from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.core.text import fold

TITLE, AXIS, SUMMARY, DESCRIPTION, CONTRACT, REASON = (
    "titre", "axe", "phrase", "description", "contrat", "motif"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A column that is read: its name in the model, the other names it goes by, an example."""

    name: str
    label: str
    others: tuple[str, ...]
    example: str
    width: int = 30
    is_required: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Its names, folded."""
        return frozenset(fold(one) for one in (self.label, *self.others))


COLUMNS = (
    Known(
        TITLE, "Titre", ("Titre de l’opération", "Opération", "Intitulé", "Nom", "Projet"),
        "Maison de services du bourg", 44, is_required=True,
    ),
    Known(AXIS, "Axe", ("Axe du contrat", "N° d’axe", "Numéro de l’axe"), "1", 20, is_required=True),
    Known(
        SUMMARY, "En une phrase", ("Résumé", "Phrase", "Objet"),
        "Un guichet de plus pour les démarches des habitants", 50,
    ),
    Known(DESCRIPTION, "Description", ("Présentation", "Détail"), "", 60),
    Known(CONTRACT, "Contrat", ("Contrat territorial",), "", 36),
)  # fmt: skip
# What a file of refused rows adds: read again, it says nothing.
_LEFT_OUT = frozenset({fold("Motif"), fold("Ligne d’origine")})
BY_NAME = {one.name: one for one in COLUMNS}


def name_of(header: str) -> str:
    """Tell which known column a header names; empty when it is none."""
    folded = fold(header).strip(" *:.")
    if folded in _LEFT_OUT:
        return REASON
    return next((one.name for one in COLUMNS if folded in one.names), "")


def places_of(headers: Sequence[str]) -> dict[str, int]:
    """Tell where each known column stands; the first of two that bear the same name."""
    places: dict[str, int] = {}
    for rank, header in enumerate(headers):
        name = name_of(header)
        if name and name != REASON:
            places.setdefault(name, rank)
    return places


def recognised(headers: Sequence[str]) -> int:
    """How many columns a row names; none when it lacks one that is required."""
    places = places_of(headers)
    missing = any(one.is_required and one.name not in places for one in COLUMNS)
    return 0 if missing else len(places)


def kept_beside(headers: Sequence[str]) -> list[tuple[int, str]]:
    """Where the columns that have no field stand, and their names: the description takes them up."""
    places = set(places_of(headers).values())
    return [
        (rank, header or f"Colonne {rank + 1}")
        for rank, header in enumerate(headers)
        if rank not in places and name_of(header) != REASON
    ]
