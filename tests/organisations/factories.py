"""Organisations, people, memberships and invitations for tests, of any context."""

from datetime import date, timedelta
from itertools import count

from allauth.account.models import EmailAddress
from django.utils import timezone

from beffroi.organisations.actions.invitations import hash_of
from beffroi.organisations.actor import Actor, actors_of
from beffroi.organisations.models import Invitation, Membership, Organisation, User
from beffroi.organisations.roles import OrganisationKind, Role

PASSWORD = "cheval pile agrafe batterie"
SINCE = date(2022, 1, 3)
_numbers = count(1)


def make_organisation(kind=OrganisationKind.EPCI, **fields):
    number = next(_numbers)
    defaults = {"slug": f"org-{number}", "name": f"Organisation {number}", "short_name": f"Org {number}"}
    return Organisation.objects.create(kind=kind, **{**defaults, **fields})


def make_user(email="", *, password=None, **fields):
    number = next(_numbers)
    names = {"first_name": "Prénom", "last_name": f"Nom{number}"}
    user = User.objects.create_user(
        email or f"personne{number}@test.example", password, **{**names, **fields}
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_member(organisation, *roles, user=None, since=SINCE, until=None, **fields):
    user = user or make_user(**fields)
    for role in roles:
        Membership.objects.create(
            user=user, organisation=organisation, role=role, starts_on=since, ends_on=until
        )
    return user


def make_actor(organisation=None, *roles, **fields) -> Actor:
    organisation = organisation or make_organisation()
    user = make_member(organisation, *(roles or (Role.ADMINISTRATOR,)), **fields)
    return next(
        one for one in actors_of(user, timezone.localdate()) if one.organisation_id == organisation.pk
    )


def make_invitation(organisation, email="nouvelle@test.example", role=Role.MANAGER, **fields):
    now = timezone.now()
    secret = f"secret-{next(_numbers)}"
    defaults = {"created_at": now, "expires_at": now + timedelta(days=7), "invited_by_label": "Odile Ferrand"}
    invitation = Invitation.objects.create(
        organisation=organisation, email=email, role=role, secret_sha256=hash_of(secret),
        **{**defaults, **fields},
    )  # fmt: skip
    return invitation, secret
