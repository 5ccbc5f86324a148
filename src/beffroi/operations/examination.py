"""The ordinary schemes that an operation is examined against, and the funds it may be sent to, on a day."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from beffroi.contracts.in_force import terms_on
from beffroi.operations.models import Operation
from beffroi.operations.population import Population, population_of
from beffroi.organisations.roles import OrganisationKind
from beffroi.schemes.facts import facts_of
from beffroi.schemes.models import Scheme
from beffroi.schemes.rules import Eligibility, ProjectFacts, pre_check

NO_RULES = "Aucune règle écrite n’est en vigueur ce jour-là : le montant se propose sans calcul."


@dataclass(frozen=True, slots=True)
class Examined:
    """A scheme and what its rules of that day say of the operation; None when it has none."""

    scheme: Scheme
    found: Eligibility | None

    @property
    def checks(self) -> list[dict[str, Any]]:
        """Give the checks as they are kept."""
        return [asdict(one) for one in self.found.checks] if self.found else []

    @property
    def estimate(self) -> Decimal | None:
        """The aid that the rules compute, when they do."""
        return self.found.estimate if self.found else None

    @property
    def steps(self) -> tuple[str, ...]:
        """The arithmetic, or why there is none."""
        return self.found.steps if self.found else (NO_RULES,)


def project_of(operation: Operation, on: date) -> ProjectFacts:
    """Give what is known of the operation, as the rules of schemes read it that day."""
    terms = terms_on(operation.contract, on)
    kinds = {OrganisationKind.EPCI: "epci", OrganisationKind.COMMUNE: "commune"}
    basis = getattr(operation, "financial_basis", None)
    known = Population(basis.population, basis.source) if basis else population_of(operation, terms)
    eligible = operation.plan.eligible_amount
    return ProjectFacts(
        beneficiary_kind=kinds.get(OrganisationKind(operation.owner.kind), "other"),
        population=known.people if known else None,
        population_source=known.source if known else "",
        eligible_cost_amount=eligible or None,
        operation_kind=operation.kind or None,
        themes=tuple(terms.told(one).title for one in operation.themes.all()),
    )


def ordinary_schemes(operation: Operation, on: date) -> list[Scheme]:
    """The ordinary schemes of the département in force that day."""
    return list(Scheme.objects.of(operation.departement).ordinary().in_force(on).with_rules())


def funds(operation: Operation) -> list[Scheme]:
    """The funds of the département, with rules or without."""
    return list(Scheme.objects.of(operation.departement).funds().with_rules())


def examine(operation: Operation, schemes: Iterable[Scheme], on: date) -> list[Examined]:
    """Look at each rule of each scheme for the operation."""
    project = project_of(operation, on)
    found = []
    for scheme in schemes:
        rules = scheme.rules_on(on)
        found.append(Examined(scheme, pre_check(facts_of(rules), project, on) if rules else None))
    return found
