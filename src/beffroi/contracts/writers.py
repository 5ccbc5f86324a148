"""Who writes a draft, of each side. Source: rights.md, « contract: draft »."""

from beffroi.contracts.kinds import Side
from beffroi.organisations.roles import Role

WRITERS: dict[Side, tuple[Role, ...]] = {
    Side.EPCI: (Role.PROJECT_LEAD, Role.MANAGER),
    Side.DEPARTEMENT: (Role.DEVELOPMENT_AGENT, Role.MANAGER),
}
# The name of a representative until the party gives it.
TO_BE_NAMED = "à désigner"
