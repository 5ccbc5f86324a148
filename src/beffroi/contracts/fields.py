"""The data that the template of an authority may name, to write a contract as a working copy."""

from typing import Any

from django.utils import timezone

from beffroi.contracts.documents import told
from beffroi.contracts.models import Contract


def contract_fields(contract: Contract) -> dict[str, Any]:
    """Give a contract under the names that a template uses; it was read `whole`.

    The French guide « champs d’un modèle » lists them.
    """
    data = told(contract, timezone.localdate())
    return {
        "contrat": {
            "titre": data["title"],
            "années": data["years"],
            "résumé": data["summary"] or "",
            "argent": data["money"] or "",
            "admission": data["owners"] or "",
            "lieu_de_signature": contract.place_of_signature,
            "exemplaires": contract.copies_count or "",
        },
        "parties": [_party(one) for one in data["parties"]],
        "axes": [
            {"rang": one["rank"], "titre": one["title"], "themes": one["themes"]} for one in data["axes"]
        ],
        "engagements": [
            {"qui": side["title"], "titre": one["title"], "nature": one["kind"]}
            for side in data["commitments"]
            for one in side["items"]
        ],
        "publics": data["publics"],
        "points": [{"titre": one["title"], "question": one["question"]} for one in data["points"]],
        "clauses": [_clause(one) for one in data["clauses"]],
        "opérations": [{"titre": one["title"], "lieu": one["place"] or ""} for one in data["operations"]],
        "communes": data["communes"],
    }


def _party(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "nom": one["name"],
        "couverture": one["cover"],
        "appelée": one["called"],
        "représentant": one["representative"] or "",
        "qualité": one["capacity"],
        "interlocuteur": one["contact"] or "",
        "vote": one["vote"] or "",
    }


def _clause(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "obligation": one["duty"],
        "support": one["support"],
        "portée": one["applies"],
        "preuve": one["proof"],
        "solde": one["blocks"],
    }
