"""The changes of state of organisations, accounts, memberships and invitations."""

from beffroi.organisations.actions.accounts import close_account, rename_person, switch_organisation
from beffroi.organisations.actions.invitations import (
    accept_invitation,
    invite,
    open_account,
    revoke_invitation,
)
from beffroi.organisations.actions.memberships import end_membership, hand_over_and_leave, start_membership
from beffroi.organisations.actions.organisations import change_identity

__all__ = [
    "accept_invitation",
    "change_identity",
    "close_account",
    "end_membership",
    "hand_over_and_leave",
    "invite",
    "open_account",
    "rename_person",
    "revoke_invitation",
    "start_membership",
    "switch_organisation",
]
