"""A contract as plain data, for other programs."""

from datetime import date
from typing import Any

from django.db import models

from beffroi.contracts.models import CitedOperation, Contract
from beffroi.contracts.page import Row, approvals_of, groups_of

FORMAT = "beffroi.contrat/1"


def contract_data(contract: Contract, on: date) -> dict[str, Any]:
    """Give all that the public page says that day; the contract was read `whole`."""
    axes = list(contract.axes.all())
    return {
        "format": FORMAT,
        **plain(contract, "slug", "title", "starts_year", "ends_year", "state", "summary", "money_note"),
        **plain(
            contract,
            "owners_note",
            "owners_line",
            "is_open_list",
            "copies_count",
            "place_of_signature",
            "is_fictitious",
        ),
        "signed_on": contract.signed_on.isoformat() if contract.signed_on else None,
        "parties": [_party(one) for one in approvals_of(contract, on)],
        "axes": [
            {
                **plain(axis, "rank", "title", "line"),
                "themes": [plain(one, "title", "line") for one in axis.themes.all()],
            }
            for axis in axes
        ],
        "frames": [
            {
                **plain(
                    group.frame, "kind", "name", "version", "starts_year", "ends_year", "adoption", "line"
                ),
                "owner": group.frame.owner.name,
                "priorities": [plain(one, "kind", "title", "line") for one in group.frame.priorities.all()],
                "ambitions": [_ambition(row) for row in group.rows],
            }
            for group in groups_of(contract, axes)
        ],
        "commitments": [plain(one, "side", "kind", "title", "line") for one in contract.commitments.all()],
        "target_publics": [plain(one, "title", "line") for one in contract.target_publics.all()],
        "attention_points": [
            plain(one, "title", "detail", "question", "line") for one in contract.attention_points.all()
        ],
        "communication_clauses": [
            plain(one, "duty", "support", "applies_to", "proof", "blocks_final_payment", "line")
            for one in contract.communication_clauses.all()
        ],
        "operations": [_operation(one) for one in contract.cited_operations.all()],
        "communes": [plain(one, "code", "name", "population") for one in contract.communes.all()],
    }


def plain(row: models.Model, *names: str) -> dict[str, Any]:
    """Give some fields of a row."""
    return {name: getattr(row, name) for name in names}


def _operation(one: CitedOperation) -> dict[str, Any]:
    named = plain(one, "kind", "title", "place", "commune_code", "period", "line")
    return {**named, "axis": one.axis.rank if one.axis else None}


def _party(approval: Any) -> dict[str, Any]:
    vote = approval.vote
    return {
        **plain(
            approval.party,
            "side",
            "called",
            "representative_name",
            "representative_capacity",
            "contact",
            "line",
        ),
        "organisation": approval.party.organisation.name,
        "vote": None
        if vote is None
        else {
            "voted_on": vote.voted_on.isoformat(),
            "is_adopted": vote.is_adopted,
            "received_on": vote.received_on.isoformat() if vote.received_on else None,
            "published_on": vote.published_on.isoformat() if vote.published_on else None,
            "enforceable_on": vote.enforceable_on.isoformat() if vote.enforceable_on else None,
        },
    }


def _ambition(row: Row) -> dict[str, Any]:
    crossed = [
        {"axis": rank, **plain(cell, "strength", "why", "is_reading", "line")}
        for rank, cell in enumerate(row.cells, start=1)
        if cell is not None
    ]
    return {**plain(row.ambition, "title", "line"), "crossings": crossed}
