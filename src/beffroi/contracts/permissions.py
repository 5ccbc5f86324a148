"""Who may do what to a contract. Source: rights.md, « contract »."""

from beffroi.contracts.models import Contract, ContractParty
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role


def is_party(actor: Actor, contract: Contract) -> bool:
    """Whether the person acts for one of the two authorities; the contract was read with its parties."""
    return any(actor.acts_for(one.organisation_id) for one in contract.parties.all())


def can_edit_contract(actor: Actor, contract: Contract) -> bool:
    """The EPCI's project lead, the département's development agent, the manager of either."""
    writers = (
        (Role.PROJECT_LEAD, Role.MANAGER)
        if actor.is_of(OrganisationKind.EPCI)
        else (Role.DEVELOPMENT_AGENT, Role.MANAGER)
    )
    return is_party(actor, contract) and actor.is_one_of(*writers)


def can_record_approval(actor: Actor, party: ContractParty) -> bool:
    """The clerk of that party, for its own assembly."""
    return actor.acts_for(party.organisation_id) and actor.is_one_of(Role.ASSEMBLY_CLERK)


def can_show_contract(actor: Actor, contract: Contract) -> bool:
    """The manager of a party."""
    return is_party(actor, contract) and actor.is_one_of(Role.MANAGER)


def can_sign_contract(actor: Actor, contract: Contract) -> bool:
    """The manager of a party, who enters the signature."""
    return is_party(actor, contract) and actor.is_one_of(Role.MANAGER)


def can_keep_template(actor: Actor) -> bool:
    """The administrator of an authority that signs contracts, for its own template."""
    signs = actor.is_of(OrganisationKind.EPCI) or actor.is_of(OrganisationKind.DEPARTEMENT)
    return signs and actor.is_one_of(Role.ADMINISTRATOR)
