"""Inviting, accepting, taking back: how an account begins."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Invitation, Membership, User
from beffroi.organisations.roles import Role
from beffroi.organisations.rules import trouble_with_invitation

VALID_FOR = timedelta(days=7)
SECRET_BYTES = 32


def hash_of(secret: str) -> str:
    """Give what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(email: str, role: Role, *, by: Actor) -> tuple[Invitation, str]:
    """Invite somebody for the organisation acted for; give the invitation and the secret of its link.

    Raises: RuleViolation.
    """
    now = timezone.now()
    email = email.strip().lower()
    if role not in by.organisation.roles:
        raise RuleViolation(f"« {by.organisation.short_name} » ne donne pas le rôle « {role.label} ».")
    waiting = Invitation.objects.waiting(now).filter(organisation=by.organisation, email=email, role=role)
    if waiting.exists():
        raise RuleViolation("Une invitation attend déjà cette personne pour ce rôle : annulez-la d’abord.")
    held = Membership.objects.active(timezone.localdate()).filter(user__email=email, role=role)
    if held.filter(organisation=by.organisation).exists():
        raise RuleViolation("Cette personne tient déjà ce rôle.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation.objects.create(
        organisation=by.organisation,
        email=email,
        role=role,
        secret_sha256=hash_of(secret),
        invited_by_label=by.user_label,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    record("invitation.sent", invitation, by=by, changes={"role": [None, role.value]})
    return invitation, secret


@transaction.atomic
def open_account(
    invitation: Invitation, *, first_name: str, last_name: str, password: str
) -> tuple[User, Membership]:
    """Open the account of who was invited, and take the role in the same breath.

    Raises: RuleViolation.
    """
    locked = _lock(invitation)
    if User.objects.filter(email=locked.email).exists():
        raise RuleViolation("Un compte porte déjà cette adresse : connectez-vous pour accepter.")
    user = User.objects.create_user(locked.email, password, first_name=first_name, last_name=last_name)
    # The link went to this address: it is verified.
    EmailAddress.objects.create(user=user, email=locked.email, verified=True, primary=True)
    return user, accept_invitation(locked, by=user)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Take the role that an invitation gives; once.

    Raises: RuleViolation.
    """
    locked = _lock(invitation)
    if locked.email != by.email:
        raise RuleViolation(f"Cette invitation est pour {locked.email}, et vous êtes {by.email}.")
    today = timezone.localdate()
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    if by.notice_read_at is None:
        by.notice_read_at = locked.accepted_at
        by.save(update_fields=["notice_read_at"])
    open_ones = Membership.objects.of(by).filter(organisation=locked.organisation, role=locked.role)
    membership, _ = open_ones.get_or_create(
        ends_on=None,
        defaults={
            "user": by, "organisation": locked.organisation, "role": locked.role, "starts_on": today,
        },
    )  # fmt: skip
    author = Actor(by, locked.organisation, frozenset({Role(locked.role)}))
    record("invitation.accepted", locked, by=author)
    record("membership.started", membership, by=author, changes={"starts_on": [None, today]})
    return membership


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """Take an invitation back before it is accepted.

    Raises: RuleViolation.
    """
    locked = _lock(invitation)
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    record("invitation.revoked", locked, by=by)
    return locked


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    locked = rows.get(pk=invitation.pk)
    if trouble := trouble_with_invitation(locked, timezone.now()):
        raise RuleViolation(trouble)
    return locked
