"""The words of the trade, folded: what a name, a function, a label of a list is made of."""

from __future__ import annotations

import re

TITLES = frozenset(
    [
        "m", "m.", "mr", "mr.", "mm", "mm.", "mme", "mme.", "mmes", "mmes.", "mlle", "mlle.", "mlles",
        "mle", "melle", "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "mesdemoiselles",
        "maitre", "me", "me.", "docteur", "dr", "dr.", "ms", "mrs",
    ]
)  # fmt: skip
PLURAL_TITLES = frozenset(
    [
        "mm", "mm.", "mmes", "mmes.", "mlles", "messieurs", "mesdames", "mesdemoiselles", "mrs",
    ]
)  # fmt: skip

# Words that describe a person: they end a name, and are no part of it.
FUNCTIONS = frozenset(
    [
        "maire", "maires", "maire-adjoint", "maire-adjointe", "maires-adjoints", "adjoint", "adjointe",
        "adjoints", "adjointes", "conseiller", "conseillere", "conseillers", "conseilleres", "conseiller.e",
        "conseiller.es", "president", "presidente", "presidents", "presidentes", "vice-president",
        "vice-presidente", "vice-presidents", "vice-presidentes", "vice", "vp", "v-p", "delegue",
        "deleguee", "delegues", "deleguees", "titulaire", "titulaires", "membre", "membres", "rapporteur",
        "rapporteure", "rapporteuse", "doyen", "doyenne", "depute", "deputee", "senateur", "senatrice",
        "secretaire", "municipal", "municipale", "municipaux", "municipales", "communautaire",
        "communautaires", "departemental", "departementale", "departementaux", "metropolitain",
        "metropolitaine", "metropolitains", "regional", "regionale", "syndical", "assesseur", "questeur",
        "elu", "elue", "elus", "elues", "representant", "representante", "representants", "honoraire",
        "deleguees-communautaires", "ancien", "ancienne", "echevin", "maire-delegue",
        "vice-presidents-delegues", "premier", "premiere", "deuxieme", "troisieme", "quatrieme",
        "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme",
        "treizieme", "quatorzieme", "quinzieme",
    ]
)  # fmt: skip
ORDINAL = re.compile(r"\d{1,2}(?:er|ere|re|e|eme|ieme|nd|nde|de)$")

PARTICLES = frozenset(
    [
        "en", "sur", "sous", "au", "aux", "de", "du", "des", "d'", "la", "le", "les", "van", "von", "der",
        "den", "del", "della", "di", "da", "dos", "el", "ben", "y", "a'", "ten", "ter",
    ]
)  # fmt: skip

# Behind a name these make a sentence of it.
SENTENCE_VERBS = frozenset(
    [
        "est", "a", "sont", "ont", "etait", "avait", "sera", "arrive", "quitte", "rejoint", "prend",
        "demande", "souhaite", "precise", "indique", "fait", "rappelle", "se", "ne", "n'a", "ouvre",
        "propose", "informe", "explique", "presente", "expose", "remercie", "assure", "assume", "accepte",
        "intervient",
    ]
)  # fmt: skip

# Statuses that stand beside a name inside a list.
ABSENCE_WORDS = frozenset(
    [
        "excuse", "excusee", "excuses", "excusees", "absent", "absente", "absents", "absentes",
    ]
)  # fmt: skip

# A label is made of these words only; that is what tells it from a sentence.
LABEL_WORDS = frozenset(
    [
        "par", "commune", "communes", "groupe", "ordre", "alphabetique", "canton", "cantons", "nom",
        "etaient", "etalent", "etait", "sont", "est", "ont", "s", "se", "avaient", "avait", "ayant",
        "ayants", "eu", "donne", "donnee", "donnees", "donnes", "remis", "le", "la", "les", "l", "des",
        "de", "du", "d", "au", "aux", "a", "par", "et", "ou", "pour", "n", "non", "sans", "avec", "qui",
        "dont", "membre", "membres", "conseiller", "conseillers", "conseillere", "conseilleres",
        "municipal", "municipaux", "municipale", "communautaire", "communautaires", "departemental",
        "departementaux", "departementale", "departementales", "metropolitain", "metropolitains",
        "metropolitaine", "syndical", "syndicaux", "delegue", "delegues", "deleguee", "deleguees", "elu",
        "elus", "elue", "elues", "titulaire", "titulaires", "suppleant", "suppleants", "suppleante",
        "suppleantes", "mesdames", "messieurs", "madame", "monsieur", "mmes", "mm", "m", "mme", "suivant",
        "suivants", "ci-apres", "apres", "noms", "nom", "prenom", "prenoms", "liste", "fait", "faits",
        "excuser", "represente", "representer", "retard", "jusqu", "leur", "leurs", "son", "vote", "voter",
        "voix", "deliberative", "consultative", "ecrit", "ecrite", "ecrites", "ecrits", "seance",
        "presents-es", "conseil", "comite", "bureau", "commission", "assemblee", "maire", "adjoint",
        "adjoints", "adjointe", "president", "presidente", "vice-president", "vice-presidents",
        "vice-presidente", "collegue", "collegues", "assistaient", "assistait", "egalement", "aussi", "en",
        "ete", "siegeant", "siegeaient", "participant", "participaient", "cours", "personne", "personnes",
        "mandant", "mandants", "mandataire", "mandataires", "excepte", "momentanement", "arrive", "arrivee",
        "tous", "votants", "votant", "effectif", "legal", "exercice", "quorum", "ouverture", "appel",
        "lors", "debut", "distance", "visioconference", "physiquement", "delegation", "delegations",
        "cette", "excuses", "remplaces", "remplace", "remplacee", "remplacees", "il", "y", "e", "es", "s.",
        "messieurs-mesdames", "autres", "partie", "assistent", "dela", "ainsi", "que", "representes",
    ]
)  # fmt: skip

NOT_NAMES = frozenset(
    [
        "conseil", "seance", "deliberation", "commune", "ville", "communaute", "departement", "republique",
        "mairie", "prefecture", "objet", "page", "quorum", "nombre", "date", "convocation", "vu",
        "considerant", "article", "ordre", "jour", "present", "presents", "absent", "absents", "excuse",
        "excuses", "pouvoir", "pouvoirs", "procuration", "procurations", "votants", "votant", "exercice",
        "total", "neant", "liste", "nom", "prenom", "signature", "emargement", "commission", "bureau",
        "assemblee", "extrait", "registre", "direction", "service", "general", "generale", "services",
        "arrondissement", "canton", "francaise", "liberte", "egalite", "fraternite", "rapport", "point",
        "question", "questions", "divers", "nouveau", "nouvelle", "rappel", "etaient", "etait",
        "approbation", "groupe", "union", "gauche", "droite", "majorite", "opposition", "les", "messieurs",
        "hotel", "salle", "place", "rue",
    ]
)  # fmt: skip
MONTHS = frozenset(
    [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
        "novembre", "decembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]
)  # fmt: skip
