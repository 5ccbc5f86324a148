"""What a signature says, as documents show it."""

from typing import Any

from beffroi.contracts.models import Signing


def signing_told(signing: Signing) -> dict[str, Any]:
    """Say what a signature says, as documents show it."""
    called = {one.side: one.called for one in signing.contract.parties.all()}
    return {
        "place": signing.place,
        "on": signing.signed_on,
        "copies": signing.copies_count,
        "signatories": [
            {"name": one.name, "capacity": f"Pour {called[one.side]}, {one.capacity}"}
            for one in signing.parties.all()
        ],
    }
