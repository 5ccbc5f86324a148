"""The personas as authors: what they do in the demonstration, they do as anyone would."""

from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Membership
from beffroi.organisations.roles import Role


def voice(email: str) -> Actor:
    """Give a persona acting for the first of their organisations."""
    held = Membership.objects.filter(user__email=email).select_related("user", "organisation").order_by("pk")
    first = held[0]
    roles = frozenset(Role(one.role) for one in held if one.organisation_id == first.organisation_id)
    return Actor(first.user, first.organisation, roles)
