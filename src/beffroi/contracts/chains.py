"""The register in which the contracts of a département are sealed."""

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.core.seals.actions import open_chain
from beffroi.core.seals.models import Chain


def register_of(contract: Contract) -> Chain:
    """Give the sealed chain of the contracts of a département, opened at the first signature."""
    departement = contract.parties.select_related("organisation").get(side=Side.DEPARTEMENT).organisation
    return open_chain(f"contracts-{departement.slug}", f"Registre des contrats, {departement.name}")
