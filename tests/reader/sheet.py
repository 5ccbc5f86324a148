"""A short invented act, of which a test writes the part that it is about."""

from typing import Any

from beffroi.reader.export import to_dict
from reader.shape import check

HEAD = (
    "COMMUNE DE VALCLAIR\n"
    "Séance du 12 mars 2024\n"
    "Le douze mars deux mille vingt-quatre à 19 heures 30, le Conseil municipal de Valclair, "
    "convoqué le 5 mars 2024, "
    "s'est réuni sous la présidence de M. Paul ROCHE, Maire.\n\n"
)
ROLL = "Présents : ROCHE Paul, DURAND Anne, LE GOFF Yann, LUNE Marc, PETIT Zoé\n\nAbsents : BRUN Luc\n\n"
ITEM = "Délibération n° 2024-01\nOBJET : ACHAT D'UN BANC\n\n"
END = "\nAPPROUVE l'achat d'un banc.\n"


def read_roll(roll: str) -> dict[str, Any]:
    """What is read of an act with these lists."""
    return to_dict(check(HEAD + roll))


def read_body(body: str, *, after: str = "") -> dict[str, Any]:
    """What is read of an act with these words between the title and the decision, and behind it."""
    return to_dict(check(HEAD + ROLL + ITEM + body + END + after))


def read_vote(body: str) -> dict[str, Any]:
    """The vote of the only deliberation of an act with these words before its decision."""
    deliberations = read_body(body)["deliberations"]
    assert len(deliberations) == 1
    return deliberations[0]["vote"]


def read_bare(words: str) -> dict[str, Any]:
    return to_dict(check(words))
