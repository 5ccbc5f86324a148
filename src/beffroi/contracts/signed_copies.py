"""The scans of a signed act as the space of its parties shows them."""

from typing import Any

from django.urls import reverse

from beffroi.contracts.models import Contract, Signing
from beffroi.contracts.permissions import can_read_signed_copies, can_sign_contract
from beffroi.files.shown import row_of
from beffroi.organisations.actor import Actor


def copies_context(actor: Actor, contract: Contract, signing: Signing | None) -> dict[str, Any]:
    """Give the scans of a signed act that this person may read, and whether they may add one."""
    if signing is None or not can_read_signed_copies(actor, contract):
        return {}
    rows = [
        row_of(one.version, reverse("contracts:signed_copy", args=[contract.slug, one.pk]))
        for one in signing.copies.select_related("version")
    ]
    amendment = signing.amendment
    add = (
        reverse("contracts:amendment_copy_add", args=[contract.slug, amendment.number])
        if amendment
        else reverse("contracts:signed_copy_add", args=[contract.slug])
    )
    may_add = can_sign_contract(actor, contract)
    return {"copies": rows, "has_copies": True, "add_copy": add if may_add else ""}
