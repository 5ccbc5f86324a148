"""A short invented contract, under the names that a template uses: to try one, and to show its fields."""

from typing import Any

EXAMPLE: dict[str, Any] = {
    "contrat": {
        "titre": "Contrat territorial",
        "années": "2024-2027",
        "résumé": "Rapprocher les services",
        "argent": "Aucun montant n’est inscrit",
        "admission": "Les communes et l’EPCI",
        "lieu_de_signature": "Ambreville",
        "exemplaires": 2,
    },
    "parties": [
        {
            "nom": "Communauté d’agglomération de Val-Clair",
            "couverture": "Val-Clair",
            "appelée": "l’agglomération",
            "représentant": "Camille Durand",
            "qualité": "présidente",
            "interlocuteur": "Direction du territoire",
            "vote": "Délibération du 1er mars 2024",
        }
    ],
    "axes": [{"rang": 1, "titre": "Rapprocher les services", "themes": ["Guichets"]}],
    "engagements": [
        {"qui": "L’agglomération", "titre": "réunit le comité", "nature": "gouvernance"},
    ],
    "publics": ["collégiens"],
    "points": [{"titre": "Eau", "question": "Combien d’eau ?"}],
    "clauses": [
        {
            "obligation": "Poser une plaque",
            "support": "Plaque",
            "portée": "bâtiments",
            "preuve": "Photo",
            "solde": True,
        }
    ],
    "opérations": [{"titre": "Maison de services", "lieu": "Roncevent"}],
    "communes": ["Roncevent"],
}


def shown_fields() -> list[tuple[str, str, str]]:
    """Give each field as a template writes it, what sort it is, and an example."""
    rows: list[tuple[str, str, str]] = []
    for name, value in EXAMPLE.items():
        if isinstance(value, dict):
            rows += [(f"{name}.{key}", "texte", str(one)) for key, one in value.items()]
        elif isinstance(value[0], dict):
            inside = ", ".join(value[0])
            rows.append(
                (name, f"liste : {inside}", str(value[0].get("titre") or next(iter(value[0].values()))))
            )
        else:
            rows.append((name, "liste de textes", value[0]))
    return rows


def known_names() -> list[str]:
    """Give the names that a template may use; those inside a list are tried, not listed."""
    return [name for name, _sort, _example in shown_fields()]
