"""Sending the digests that are due: each person gets at most one for a day, whatever runs, and however often.

A row (person, day) that the database holds unique is written and committed before the message leaves: two
runs at once cannot both hold it. What the mail server refuses is counted and tried again by the next run.

Two windows are left by a machine that stops dead. Between the row and the message, the digest of that day
is lost: nobody can tell whether it left, so it is not taken up again, and the next one says everything anew;
a run that finds such rows older than an hour says how many. Between the message and the server's answer, a
message may have left that we hold to be refused: it leaves again, under the same Message-ID.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from beffroi.organisations.models import Membership, User
from beffroi.workspace.kinds import SendingState
from beffroi.workspace.mails.choices import day_owed, default_choice
from beffroi.workspace.mails.digest import digest_of
from beffroi.workspace.mails.message import message_of
from beffroi.workspace.models import DigestSending, MailChoice

# A server that refuses one person's message five times will not take it; the next digest tries again.
MOST_REFUSALS = 5
LOST_AFTER = timedelta(hours=1)
KEPT_DAYS = 90


@dataclass(slots=True)
class Report:
    """What one run did: how many digests left, had nothing to say, were refused, or wait for the server."""

    sent: int = 0
    empty: int = 0
    refused: int = 0
    left: int = 0
    lost: int = 0
    is_down: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """A person and the day of the digest that is due to them."""

    user: User
    due_on: date


def send_digests(on: date, *, now: Callable[[], datetime], step: Callable[[], object] = int) -> Report:
    """Send every digest due that day and not yet sent; `step` is called after each person."""
    report = Report(lost=_lost(now()))
    connection = get_connection()
    try:
        for owed in digests_owed(on):
            _one(owed, on, connection, report, now)
            step()
    finally:
        connection.close()
    return report


def digests_owed(on: date) -> list[Owed]:
    """Give whom a digest is due to that day and has not been dealt with, in a fixed number of queries."""
    found = list(_owed(on))
    done = _dealt_with({one.due_on for one in found})
    return [one for one in found if (one.user.pk, one.due_on) not in done]


def forget_old(on: date) -> int:
    """Forget the digests of three months ago and more; give their number."""
    gone, _ = DigestSending.objects.filter(due_on__lt=on - timedelta(days=KEPT_DAYS)).delete()
    return gone


def _owed(on: date) -> Iterator[Owed]:
    """Those who hold a role that day; nobody reads the mail of a character of the demonstration."""
    held = Membership.objects.active(on).values("user")
    choices = {one.user_id: one for one in MailChoice.objects.all()}
    for user in User.objects.filter(pk__in=held, is_persona=False).order_by("pk"):
        due_on = day_owed(choices.get(user.pk) or default_choice(user), on)
        if due_on:
            yield Owed(user, due_on)


def _dealt_with(days: set[date]) -> set[tuple[int, date]]:
    rows = DigestSending.objects.filter(due_on__in=days)
    again = rows.filter(state=SendingState.REFUSED, refusals__lt=MOST_REFUSALS)
    return set(rows.exclude(pk__in=again.values("pk")).values_list("user", "due_on"))


def _lost(at: datetime) -> int:
    return DigestSending.objects.filter(state=SendingState.SENDING, claimed_at__lt=at - LOST_AFTER).count()


def _one(
    owed: Owed, on: date, connection: BaseEmailBackend, report: Report, now: Callable[[], datetime]
) -> None:
    """Deal with one person; once the server is known to be down, only count."""
    if report.is_down:
        report.left += 1
        return
    row = claim(owed, now())
    if row is None:
        return
    digest = digest_of(owed.user, on)
    if digest.is_empty:
        report.empty += 1
        _settle(row, SendingState.EMPTY)
        return
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        report.is_down, report.left = True, report.left + 1
        _settle(row, SendingState.REFUSED, refusal=str(error))
        return
    try:
        message_of(owed.user, digest, owed.due_on, connection=connection).send()
    except (SMTPException, OSError) as error:
        # What is left of the exchange is not known: the next one opens another.
        connection.close()
        report.refused += 1
        _settle(row, SendingState.REFUSED, refusal=str(error), refusals=row.refusals + 1)
        return
    report.sent += 1
    _settle(row, SendingState.SENT)


@transaction.atomic
def claim(owed: Owed, at: datetime) -> DigestSending | None:
    """Take a digest for this run, before its message leaves; none when another run has it or has sent it."""
    row, made = DigestSending.objects.get_or_create(
        user=owed.user, due_on=owed.due_on, defaults={"state": SendingState.SENDING, "claimed_at": at}
    )
    if made:
        return row
    row = DigestSending.objects.select_for_update().get(pk=row.pk)
    if row.state != SendingState.REFUSED or row.refusals >= MOST_REFUSALS:
        return None
    row.state, row.claimed_at = SendingState.SENDING, at
    row.save(update_fields=["state", "claimed_at"])
    return row


def _settle(
    row: DigestSending, state: SendingState, *, refusal: str = "", refusals: int | None = None
) -> None:
    row.state, row.refusal = state, refusal[:300]
    row.refusals = row.refusals if refusals is None else refusals
    row.save(update_fields=["state", "refusal", "refusals"])
