"""What somebody receives, whether they chose it or not."""

from datetime import date

from beffroi.core.dates import local_day
from beffroi.organisations.models import User
from beffroi.workspace.kinds import Rhythm
from beffroi.workspace.mails.periods import due_day
from beffroi.workspace.models import MailChoice


def choice_of(user: User) -> MailChoice:
    """Give what a person chose, else what holds for who chose nothing."""
    found = MailChoice.objects.filter(user=user).first()
    return found or default_choice(user)


def default_choice(user: User) -> MailChoice:
    """Give what holds for who chose nothing: each Monday, since the account was made."""
    return MailChoice(user=user, chosen_on=local_day(user.created_at))


def day_owed(choice: MailChoice, on: date) -> date | None:
    """Give the day of the digest that a choice owes that day; none for what came before it was made."""
    due = due_day(Rhythm(choice.rhythm), choice.weekday, on)
    return due if due and due >= choice.chosen_on else None
