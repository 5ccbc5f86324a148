"""One's own account: its name, whom one acts for, its end."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author, PlainAuthor
from beffroi.organisations.actions.memberships import check_administered, lock_organisation
from beffroi.organisations.actor import SESSION_KEY, Actor, actors_of
from beffroi.organisations.handover import work_in_hand
from beffroi.organisations.models import Invitation, Membership, Organisation, User
from beffroi.organisations.personal import forget_parts
from beffroi.organisations.signin.sessions import close_sessions

# « .invalid » belongs to nobody. Source: RFC 2606.
CLOSED_EMAIL = "compte-ferme-{}@beffroi.invalid"


@transaction.atomic
def rename_person(user: User, *, first_name: str, last_name: str, by: Author) -> User:
    """Change a person's names; what was signed before keeps the former ones."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    before = {"first_name": locked.first_name, "last_name": locked.last_name}
    locked.first_name, locked.last_name = first_name, last_name
    changes = changes_between(before, {"first_name": first_name, "last_name": last_name})
    if changes:
        locked.save(update_fields=["first_name", "last_name"])
        record("user.renamed", locked, by=by, changes=changes)
    return locked


@transaction.atomic
def switch_organisation(request: HttpRequest, organisation_id: int, *, by: User) -> Actor:
    """Act from now on for another of one's organisations.

    Raises: RuleViolation.
    """
    actors = actors_of(by, timezone.localdate())
    found = next((one for one in actors if one.organisation_id == organisation_id), None)
    if found is None:
        raise RuleViolation("Vous n’avez aujourd’hui aucun rôle dans cette organisation.")
    request.session[SESSION_KEY] = organisation_id
    record("organisation.acted_for", found.organisation, by=found)
    return found


def blockers_for_closing(user: User) -> list[str]:
    """Say what stands in the way of closing an account."""
    held = Organisation.objects.filter(memberships__in=Membership.objects.of(user)).defer("logo").distinct()
    return [
        f"Du travail est en cours pour « {organisation.short_name} » : "
        "l’administration des comptes le passe à un collègue."
        for organisation in held
        if work_in_hand(user, organisation)
    ]


@transaction.atomic
def close_account(user: User) -> User:
    """Erase a person's names, address, keys, sessions and preferences; what they did stays told.

    Raises: RuleViolation.
    """
    today = timezone.localdate()
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        raise RuleViolation("Ce compte est déjà fermé.")
    if told := blockers_for_closing(locked):
        raise RuleViolation(" ".join(told))
    _end_memberships(locked, today)
    close_sessions(locked)
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user=locked).delete()
    forget_parts(locked)
    AccessAttempt.objects.filter(username=locked.email).delete()
    closed_email = CLOSED_EMAIL.format(locked.pk)
    Invitation.objects.filter(email=locked.email).update(email=closed_email)
    locked.first_name, locked.last_name = "", f"compte fermé n° {locked.pk}"
    locked.email, locked.is_active, locked.notice_read_at = closed_email, False, None
    locked.set_unusable_password()
    locked.save()
    record("user.closed", locked, by=PlainAuthor(locked.pk, locked.last_name))
    return locked


def _end_memberships(user: User, today: date) -> None:
    """End every role today; those that had not begun never do."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("organisation")
    held = list(rows.filter(user=user).exclude(ends_on__lt=today))
    for organisation in {one.organisation for one in held}:
        locked = lock_organisation(organisation)
        mine = [one for one in held if one.organisation_id == locked.pk]
        check_administered(locked, without=mine, after=today - timedelta(days=1))
    for one in held:
        one.ends_on = max(today, one.starts_on)
        one.save(update_fields=["ends_on"])
