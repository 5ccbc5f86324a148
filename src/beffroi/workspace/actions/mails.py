"""Choosing how often one is written to."""

from datetime import date

from django.db import transaction

from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author, PlainAuthor
from beffroi.core.saving import save_checked
from beffroi.organisations.models import User
from beffroi.workspace.kinds import Rhythm
from beffroi.workspace.mails.choices import choice_of
from beffroi.workspace.models import MailChoice


@transaction.atomic
def choose_mails(user: User, rhythm: Rhythm, weekday: int, *, by: Author, on: date) -> MailChoice:
    """Keep how often a person wants the digest, and on which day of the week.

    Raises: RuleViolation.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    choice = choice_of(locked)
    before = str(choice)
    choice.rhythm, choice.weekday, choice.chosen_on = rhythm, weekday, on
    changes = changes_between({"rhythm": before}, {"rhythm": str(choice)})
    if choice.pk and not changes:
        return choice
    record("user.mails_chosen", locked, by=by, changes=changes)
    return save_checked(choice)


def stop_mails(user: User, *, on: date) -> MailChoice:
    """Stop the digests of somebody who followed the link of one of them."""
    weekday = choice_of(user).weekday
    return choose_mails(user, Rhythm.NEVER, weekday, by=PlainAuthor(user.pk, str(user)), on=on)
