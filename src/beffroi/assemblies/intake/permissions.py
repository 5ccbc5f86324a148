"""Who may take an act into the register."""

from beffroi.assemblies.models import Assembly
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role


def can_take_in(actor: Actor | None, assembly: Assembly | None = None) -> bool:
    """A clerk, for an assembly of the organisation that they act for. Source: rights.md, « act: draft »."""
    if actor is None or not actor.is_one_of(Role.ASSEMBLY_CLERK):
        return False
    return assembly is None or actor.acts_for(assembly.organisation_id)


def assemblies_to_take_in(actor: Actor | None) -> list[Assembly]:
    """The assemblies for which this person may take acts in; none asks the database for anyone else."""
    return list(Assembly.objects.visible_to(actor)) if can_take_in(actor) else []
