"""Who may do what to a contract. Source: rights.md, « contract »."""

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract, ContractParty
from beffroi.contracts.models.contract import READERS
from beffroi.contracts.writers import WRITERS
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role


def is_party(actor: Actor, contract: Contract) -> bool:
    """Whether the person acts for one of the two authorities; the contract was read with its parties."""
    return any(actor.acts_for(one.organisation_id) for one in contract.parties.all())


def can_edit_contract(actor: Actor, contract: Contract) -> bool:
    """The EPCI's project lead, the département's development agent, the manager of either.

    A model is written by those of the département that keeps it.
    """
    if contract.model_of_id is not None:
        return actor.acts_for(contract.model_of_id) and can_write_contracts(actor)
    return is_party(actor, contract) and can_write_contracts(actor)


def can_write_contracts(actor: Actor) -> bool:
    """Who begins contracts and writes the strategic frames of their own authority."""
    if actor.is_of(OrganisationKind.EPCI):
        return actor.is_one_of(*WRITERS[Side.EPCI])
    return actor.is_of(OrganisationKind.DEPARTEMENT) and actor.is_one_of(*WRITERS[Side.DEPARTEMENT])


def can_keep_models(actor: Actor) -> bool:
    """The département's development agent and manager."""
    return actor.is_of(OrganisationKind.DEPARTEMENT) and can_write_contracts(actor)


def can_open_votes(actor: Actor, contract: Contract) -> bool:
    """The manager of a party."""
    return is_party(actor, contract) and actor.is_one_of(Role.MANAGER)


def can_record_approval(actor: Actor, party: ContractParty) -> bool:
    """The clerk of that party, for its own assembly."""
    return actor.acts_for(party.organisation_id) and actor.is_one_of(Role.ASSEMBLY_CLERK)


def can_show_contract(actor: Actor, contract: Contract) -> bool:
    """The manager of a party."""
    return is_party(actor, contract) and actor.is_one_of(Role.MANAGER)


def can_sign_contract(actor: Actor, contract: Contract) -> bool:
    """The manager of a party, who enters the signature."""
    return is_party(actor, contract) and actor.is_one_of(Role.MANAGER)


def can_read_draft(actor: Actor, contract: Contract) -> bool:
    """Who reads how a contract of their own authority is written."""
    return is_party(actor, contract) and actor.is_one_of(*READERS)


def can_read_signed_copies(actor: Actor, contract: Contract) -> bool:
    """Who reads the drafts of a party: a scan bears handwritten signatures, the public has the sealed act."""
    return can_read_draft(actor, contract)


def can_keep_template(actor: Actor) -> bool:
    """The administrator of an authority that signs contracts, for its own template."""
    signs = actor.is_of(OrganisationKind.EPCI) or actor.is_of(OrganisationKind.DEPARTEMENT)
    return signs and actor.is_one_of(Role.ADMINISTRATOR)
