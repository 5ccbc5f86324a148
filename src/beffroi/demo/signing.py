"""The signatures of the demonstration."""

from datetime import date

from beffroi.contracts.actions.signature import Signer, SigningFacts
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract


def signing_of(contract: Contract, signed_on: date) -> SigningFacts:
    """The signature of a contract, or of its amendment, by those whom its parties name."""
    signers = tuple(
        Signer(Side(one.side), one.representative_name, one.representative_capacity)
        for one in contract.parties.all()
    )
    return SigningFacts(signed_on, contract.place_of_signature, contract.copies_count or 1, signers)
