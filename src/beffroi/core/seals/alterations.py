"""What `verify` names: one alteration, one French line."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """The ways in which a register can have been touched."""

    CONTENT = "contenu différent de la table"
    GONE = "objet disparu"
    UNSEALED = "objet sans sceau"
    KIND = "nature inconnue"
    UNREADABLE = "valeur illisible"
    TEXT = "contenu scellé modifié"
    PDF = "PDF remplacé"
    ENTRY = "entrée modifiée"
    ORDER = "ordre changé"
    LINK = "ne suit plus l’entrée précédente"
    MISSING = "entrée manquante"
    ADDED = "entrée ajoutée"
    HEAD = "tête qui ne correspond pas"
    SIGNATURE = "signature fausse"
    RESTORED = "copie ancienne restaurée"
    DIVERGED = "diffère de la tête exportée"
    FORKED = "deux têtes exportées pour une place"
    CHAIN_GONE = "registre disparu"
    HEADS_LINE = "fichier des têtes : ligne fausse"
    GUARD = "garde absente"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that was altered, missing or added: where, and what."""

    what: What
    chain: str
    position: int | None = None
    label: str = ""
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Tell it in one line."""
        where = [self.chain, f"n° {self.position}" if self.position else "", self.label]
        told = f"{self.what} : {self.detail}" if self.detail else str(self.what)
        return " · ".join([*(" ".join(part.split()) for part in where if part), told])
