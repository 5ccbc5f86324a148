"""The words that tell a title from the other headings and lines of an act."""

from __future__ import annotations

import re

from beffroi.reader.deliberations.anchor import Span
from beffroi.reader.text import BLANK, Text

# A heading of the form of every act, of a service, of a date: it names no matter.
GENERIC = re.compile(
    r"deliberations?(?: du| de| n|$)|extrait|registre|seance"
    r"|conseil (?:municipal|communautaire|departemental)|republique|departement d|commune d|ville d"
    r"|communaute|direction|service|arrondissement|canton|proces[ -]verbal|compte[ -]rendu"
    r"|etaient|presents?\b|absents?|excuses?|procurations?|pouvoirs?|secretaire|rapporteur|ordre du jour"
    r"|liberte|vu\b|considerant|decide|approuve|autorise|resultat|vote|informe|page|nombre|quorum|date|annexe"
    r"|article|le maire|le president|la presidente"
    r"|^\W*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\W*\d{1,2}(?:er)? \w+ \d{4}\W*$"
    r"|recu|publie|certifie|signature|membres|effectif|convocation|bureau (?:communautaire|syndical)|syndicat"
    r"|metropole$|expose|commission permanente|motif|contexte|preambule|dispositif|^\W*\d+\W*$|^\W*\d"
)
# A line that opens another matter: a title does not go on over it.
STOPS_TITLE = re.compile(
    r"vu\b|considerant|rapporteur|n°|le conseil|monsieur|madame|m\.|mme|present|nombre"
    r"|sur (?:proposition|rapport)|le president|le maire|la presidente|-{3}|_{3}|\d{1,2}[.)]|etaient|date"
    r"|mes chers|il est|expose|l'an|service|direction|commission|article|deliberation|par delib|suite a"
    r"|dans le cadre|afin|secretaire|mots|nomenclature|domaine|matiere|classif|reference|objet|vote|envoye"
    r"|recu |publie|affiche|id :|certifi|acte |extrait|arrivee d|depart d|\(?\d"
    r"|l[ae]s? (?:commune|communaute|departement)"
)


def title_words(text: Text, span: Span) -> str:
    """The folded words of a title, on one line."""
    return " ".join(text.folded[span[0] : span[1]].replace(BLANK, " ").split())
