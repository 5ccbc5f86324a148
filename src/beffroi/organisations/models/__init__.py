"""Organisations, users, memberships, invitations."""

from beffroi.organisations.models.invitation import Invitation
from beffroi.organisations.models.membership import Membership
from beffroi.organisations.models.organisation import Organisation
from beffroi.organisations.models.user import User

__all__ = ["Invitation", "Membership", "Organisation", "User"]
