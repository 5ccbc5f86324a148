"""Who may read and write the aids of a département. Source: rights.md, « users, settings, templates »."""

from beffroi.core.errors import NotAllowed
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role

READERS = (Role.ADMINISTRATOR, Role.DEVELOPMENT_AGENT, Role.MANAGER, Role.AUDITOR)


def can_read_schemes(actor: Actor) -> bool:
    """Whether this person reads the aids that the organisation acted for keeps, with their past rules."""
    return actor.is_of(OrganisationKind.DEPARTEMENT) and actor.is_one_of(*READERS)


def can_edit_schemes(actor: Actor) -> bool:
    """Whether this person writes them: its administrator alone."""
    return actor.is_of(OrganisationKind.DEPARTEMENT) and actor.is_one_of(Role.ADMINISTRATOR)


def check_reads_schemes(actor: Actor) -> None:
    """Refuse who has no page of aids.

    Raises: NotAllowed.
    """
    if not can_read_schemes(actor):
        raise NotAllowed(
            "Cette page est celle des agents du Département qui tiennent ou examinent les aides. "
            "« Suis-je éligible ? » dit à tous ce que chaque aide demande."
        )


def check_edits_schemes(actor: Actor) -> None:
    """Refuse who does not keep the aids.

    Raises: NotAllowed.
    """
    if not can_edit_schemes(actor):
        raise NotAllowed("Seule l’administration des comptes du Département écrit les règles des aides.")
