"""The organisation itself in an archive: its identity, its people and their roles, never a secret."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import Q

from beffroi.core.archive.registry import after_rows, leave_out, own
from beffroi.core.archive.selection import Selection
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Membership, Organisation, User

SECRETS = "mots de passe, clés et codes : chacun en choisit de nouveaux"
TRACES = "traces de connexion, gardées peu de temps"
OF_THE_PROGRAM = "droits internes du programme, les mêmes partout"


def wire() -> None:
    """Register organisations, people and roles, and say why the tables of the sign-in stay out."""
    own(Organisation, lambda selection: Q(pk=selection.owner.pk), is_reference=True)
    own(Membership, lambda selection: Q(organisation=selection.owner.pk))
    own(User, _people, omitted={"password": _no_password, "last_login": lambda: None})
    after_rows(open_addresses)
    leave_out("invitations, dont le lien est secret : elles sont à renvoyer", "organisations.invitation")
    leave_out(
        SECRETS,
        "account.emailaddress", "account.emailconfirmation", "mfa.authenticator",
        "socialaccount.socialapp", "socialaccount.socialaccount", "socialaccount.socialtoken",
    )  # fmt: skip
    leave_out(
        TRACES,
        "sessions.session", "usersessions.usersession", "axes.accessattempt", "axes.accesslog",
        "axes.accessfailurelog", "axes.accessattemptexpiration",
    )  # fmt: skip
    leave_out(
        OF_THE_PROGRAM, "auth.permission", "auth.group", "auth.group_permissions", "contenttypes.contenttype"
    )


def everyone_at(organisation: models.Model) -> Actor:
    """Stand for all who work for an organisation: what none of its roles reads is not its to export."""
    assert isinstance(organisation, Organisation)
    return Actor(User(), organisation, organisation.roles)


def _people(selection: Selection) -> Q:
    held = Membership.objects.filter(organisation=selection.owner.pk)
    return Q(pk__in=held.values("user"))


def _no_password() -> str:
    return make_password(None)


def open_addresses(owner: models.Model) -> None:
    """Let the people who were imported choose a password: their address is known, nothing else."""
    del owner
    addresses = [
        EmailAddress(user=one, email=one.email, verified=True, primary=True)
        for one in User.objects.filter(is_active=True)
    ]
    EmailAddress.objects.bulk_create(addresses)
