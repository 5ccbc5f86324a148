"""The roles of rights.md, and the kinds of organisation that may give them."""

from django.db import models


class OrganisationKind(models.TextChoices):
    """What an organisation is: it decides which roles it may give."""

    DEPARTEMENT = "departement", "Département"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    PARTNER = "partner", "Partenaire d’ingénierie"


class Role(models.TextChoices):
    """What a person does for an organisation, between two dates."""

    DEVELOPMENT_AGENT = "development_agent", "Développement territorial"
    FINANCE_AGENT = "finance_agent", "Finances"
    COMMUNICATION_AGENT = "communication_agent", "Communication"
    ASSEMBLY_CLERK = "assembly_clerk", "Service des assemblées"
    PROJECT_LEAD = "project_lead", "Pilotage de projet"
    COMMUNE_AGENT = "commune_agent", "Agent de la commune"
    ENGINEERING_PARTNER = "engineering_partner", "Ingénierie 62"
    MANAGER = "manager", "Direction"
    ELECTED_MEMBER = "elected_member", "Élu"
    AUDITOR = "auditor", "Contrôle, en lecture seule"
    ADMINISTRATOR = "administrator", "Administration des comptes"


_ANYWHERE = {Role.MANAGER, Role.ELECTED_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR}
# Source: rights.md.
ROLES_OF_KIND: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.DEPARTEMENT: frozenset(
        {
            Role.DEVELOPMENT_AGENT,
            Role.FINANCE_AGENT,
            Role.COMMUNICATION_AGENT,
            Role.ASSEMBLY_CLERK,
            *_ANYWHERE,
        }
    ),
    OrganisationKind.EPCI: frozenset({Role.PROJECT_LEAD, Role.ASSEMBLY_CLERK, *_ANYWHERE}),
    OrganisationKind.COMMUNE: frozenset({Role.COMMUNE_AGENT, Role.ASSEMBLY_CLERK, *_ANYWHERE}),
    OrganisationKind.PARTNER: frozenset({Role.ENGINEERING_PARTNER, *_ANYWHERE}),
}
