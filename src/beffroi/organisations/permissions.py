"""Who may do what to an organisation, its people and its accounts."""

from beffroi.core.errors import NotAllowed
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role


def can_administer(actor: Actor) -> bool:
    """Whether this person keeps the users and settings of the organisation acted for."""
    return actor.is_one_of(Role.ADMINISTRATOR)


def can_read_journal(actor: Actor) -> bool:
    """Whether this person reads everything done for the organisation acted for."""
    return actor.is_one_of(Role.ADMINISTRATOR, Role.AUDITOR)


def can_export_all(actor: Actor) -> bool:
    """Whether this person takes all that the organisation owns: it holds what any of its roles reads."""
    return actor.is_one_of(Role.MANAGER)


def check_exports(actor: Actor) -> None:
    """Refuse who does not decide for the organisation.

    Raises: NotAllowed.
    """
    if not can_export_all(actor):
        raise NotAllowed(f"Seule la direction de « {actor.organisation.short_name} » exporte tout.")


def check_administers(actor: Actor) -> None:
    """Refuse who does not keep the accounts.

    Raises: NotAllowed.
    """
    if not can_administer(actor):
        raise NotAllowed(
            f"Seule l’administration des comptes de « {actor.organisation.short_name} » ouvre cette page."
        )
