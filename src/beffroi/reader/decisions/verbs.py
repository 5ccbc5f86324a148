"""The verbs that decide."""

from __future__ import annotations

from beffroi.reader.grammar import words
from beffroi.reader.text import BLANK

# Verbs that decide where they stand in capitals.
VERBS = words("""
    approuve autorise decide dit charge fixe adopte attribue accorde donne designe precise informe
    sollicite accepte arrete emet confirme valide demande mandate delegue institue instaure cree
    supprime modifie affecte vote constate procede elit nomme s'engage engage habilite renouvelle abroge
    retire rejette refuse ajourne consent cede acquiert vend impute inscrit prevoit prononce reconduit
    maintient agree adhere s'oppose exprime exonere ratifie retient declare signe invite propose
    rappelle reporte complete rectifie annule admet transfere verse octroie alloue garantit souscrit
    participe soutient affirme s'associe entend actualise applique classe declasse denomme detaille
    determine dispense etablit etend execute investit lance libere met mobilise notifie organise ouvre
    permet poursuit prescrit proclame prolonge proroge realise recrute reduit regularise remercie
    renonce repartit indique reserve resilie revise sort souhaite substitue valorise adresse conclut
""")

# Verbs that decide even in lower case, behind the subject of the sentence; a pattern.
PLAIN_VERBS = (
    "approuve|autorise|decide|fixe|adopte|attribue|accorde|donne|designe|sollicite|accepte|arrete|emet|valide"
    "|charge|dit|mandate|instaure|institue|cree|prend acte"
    "|retient|indique|confirme|rejette|refuse|elit|nomme|demande|precise|ratifie|prononce|admet|constate"
)


def in_capitals(verb: str) -> str:
    """A verb as a reading gives it: « PREND ACTE », on one line."""
    return " ".join(verb.replace(BLANK, " ").split()).upper()
