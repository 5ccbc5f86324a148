"""How many people the owner of an operation serves, and who says so: never guessed."""

from dataclasses import dataclass
from datetime import date

from beffroi.contracts.in_force import Terms, terms_on
from beffroi.operations.models import Operation
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind
from beffroi.territories.models import Commune, Epci
from beffroi.territories.sources import POPULATION_SOURCE


@dataclass(frozen=True, slots=True)
class Population:
    """A number of people and its source."""

    people: int
    source: str


def population_on(operation: Operation, on: date) -> Population | None:
    """What is known that day of the population of an owner, before it says so itself."""
    return population_of(operation, terms_on(operation.contract, on))


def population_of(operation: Operation, terms: Terms) -> Population | None:
    """The official one of a real owner; else what the contract tells."""
    return _official(operation.owner) or _told(operation, terms)


def _official(owner: Organisation) -> Population | None:
    """Look in the official division; an invented place may bear the code of a real one."""
    if owner.is_fictitious:
        return None
    found: Epci | Commune | None = None
    if owner.kind == OrganisationKind.EPCI and owner.siren:
        found = Epci.objects.filter(siren=owner.siren, is_current=True).first()
    elif owner.kind == OrganisationKind.COMMUNE and owner.commune_code:
        found = Commune.objects.current().filter(code=owner.commune_code).first()
    if found is None or not found.population:
        return None
    source = f"population totale, millésime {found.population_year} ; {POPULATION_SOURCE}"
    return Population(found.population, source)


def _told(operation: Operation, terms: Terms) -> Population | None:
    """Add up the communes of the EPCI, when the contract tells them all; else read the owner's own."""
    if operation.owner_id == operation.epci_id:
        known = [one.population for one in terms.communes if one.population]
        if not known or len(known) < len(terms.communes):
            return None
        return Population(sum(known), "somme des communes du contrat")
    code = operation.owner.commune_code
    found = next((one.population for one in terms.communes if code and one.code == code), None)
    return Population(found, "commune citée au contrat") if found else None
