"""Roles that begin and end, and the work that stays with the organisation."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.organisations.actor import Actor
from beffroi.organisations.handover import work_in_hand
from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import Role

LAST_ADMINISTRATOR = (
    "C’est la seule personne qui administre les comptes : donnez d’abord ce rôle à quelqu’un d’autre."
)


@transaction.atomic
def start_membership(
    organisation: Organisation, user: User, role: Role, *, starts_on: date, by: Actor
) -> Membership:
    """Give one more role to somebody of the organisation, from a day on.

    Raises: RuleViolation.
    """
    locked = lock_organisation(organisation)
    if role not in locked.roles:
        raise RuleViolation(f"« {locked.short_name} » ne donne pas le rôle « {role.label} ».")
    same = Membership.objects.of(user).filter(organisation=locked, role=role)
    if same.exclude(ends_on__lt=starts_on).exists():
        raise RuleViolation("Cette personne tient déjà ce rôle à cette date.")
    membership = Membership.objects.create(user=user, organisation=locked, role=role, starts_on=starts_on)
    record("membership.started", membership, by=by, changes={"starts_on": [None, starts_on]})
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, ends_on: date, by: Actor) -> Membership:
    """End a role; the last day is still held.

    Raises: RuleViolation.
    """
    organisation = lock_organisation(membership.organisation)
    locked = Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership.pk)
    if _leaves(locked, ends_on) and work_in_hand(locked.user, organisation):
        raise RuleViolation(
            "C’est son dernier rôle et du travail est en cours : passez par la page de départ."
        )
    check_administered(organisation, without=[locked], after=ends_on)
    return _end(locked, ends_on, by)


@transaction.atomic
def hand_over_and_leave(
    user: User, organisation: Organisation, *, to: Mapping[int, User], ends_on: date, by: Actor
) -> int:
    """Give all that a person has in hand to colleagues, by kind of work, and end every role.

    Raises: RuleViolation. Unit: number of things handed over.
    """
    locked = lock_organisation(organisation)
    moved = 0
    for work in work_in_hand(user, locked):
        colleague = to.get(work.number)
        if colleague is None or colleague.pk == user.pk:
            raise RuleViolation(f"Choisissez qui reprend : {work.source.label}.")
        if not Membership.objects.of(colleague).active(ends_on).filter(organisation=locked).exists():
            raise RuleViolation(f"{colleague} n’est pas de « {locked.short_name} » à cette date.")
        work.source.hand_over([item.id for item in work.items], colleague, by)
        note = (
            f"{work.source.label} : {', '.join(item.label for item in work.items)}. Repris par {colleague}."
        )
        record("work.handed_over", user, by=by, note=note)
        moved += len(work.items)
    ending = list(
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "organisation")
        .filter(user=user, organisation=locked)
        .exclude(ends_on__lte=ends_on)
    )
    check_administered(locked, without=ending, after=ends_on)
    for membership in ending:
        _end(membership, ends_on, by)
    return moved


def lock_organisation(organisation: Organisation) -> Organisation:
    """Let one change at a time be made to who acts for an organisation."""
    return Organisation.objects.select_for_update().defer("logo").get(pk=organisation.pk)


def check_administered(organisation: Organisation, *, without: list[Membership], after: date) -> None:
    """Make sure that somebody keeps the accounts after that day.

    Raises: RuleViolation.
    """
    if not any(one.role == Role.ADMINISTRATOR for one in without):
        return
    keepers = Membership.objects.active(after + timedelta(days=1)).filter(
        organisation=organisation, role=Role.ADMINISTRATOR
    )
    if not keepers.exclude(pk__in=[one.pk for one in without]).exists():
        raise RuleViolation(LAST_ADMINISTRATOR)


def _leaves(membership: Membership, ends_on: date) -> bool:
    today = max(timezone.localdate(), ends_on) + timedelta(days=1)
    others = Membership.objects.of(membership.user).filter(organisation=membership.organisation)
    return not others.exclude(pk=membership.pk).active(today).exists()


def _end(membership: Membership, ends_on: date, by: Actor) -> Membership:
    if ends_on < membership.starts_on:
        raise RuleViolation("La fin ne peut pas précéder le début.")
    before, membership.ends_on = membership.ends_on, ends_on
    membership.save(update_fields=["ends_on"])
    record("membership.ended", membership, by=by, changes={"ends_on": [before, ends_on]})
    return membership
