"""Who may take an act into the register."""

from beffroi.assemblies.models import Assembly
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role


def can_take_in(actor: Actor | None) -> bool:
    """A clerk, for the assemblies of their organisation. Source: rights.md, « act: draft »."""
    return actor is not None and actor.is_one_of(Role.ASSEMBLY_CLERK)


def assemblies_to_take_in(actor: Actor | None) -> list[Assembly]:
    """The assemblies for which this person may take acts in; none asks the database for anyone else."""
    return list(Assembly.objects.visible_to(actor)) if can_take_in(actor) else []
