"""Runs of `beffroi tick` at the same instant: each person gets one mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection, transaction

from beffroi.operations.kinds import OperationState as S
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from beffroi.workspace.actions import open_calendar
from beffroi.workspace.mails.sending import send_digests
from beffroi.workspace.models import CalendarAddress, DigestSending
from operations.factories import make_contract, make_operation, owner_of
from organisations.factories import make_actor
from workspace.mail_server import REFUSED, mail_server

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2024, 6, 10)
AT = datetime(2024, 6, 10, 6, 0, tzinfo=UTC)


def at_once(call, times):
    """Run a call in as many threads, all started together; give what each answered."""
    start = Barrier(times)

    def run(_):
        try:
            start.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@transaction.atomic
def people(count):
    contract = make_contract()
    make_operation(contract, S.COMPLETION)
    actors = [make_actor(owner_of(contract), Role.PROJECT_LEAD) for _ in range(count)]
    User.objects.update(created_at=datetime(2024, 1, 2, tzinfo=UTC))
    return [one.user.email for one in actors]


def run():
    return send_digests(MONDAY, now=lambda: AT)


def test_four_runs_at_once_write_once_to_each(settings):
    emails = people(5)
    with mail_server(settings) as received:
        reports = at_once(run, 4)
        assert sum(one.sent for one in reports) == 5, reports
        assert received.recipients == sorted(emails)
    assert DigestSending.objects.count() == 5


def test_a_refused_mail_is_taken_up_again_by_one_of_the_runs(settings):
    (email,) = people(1)
    with mail_server(settings) as received:
        received.refusing[email] = REFUSED
        run()
        received.refusing.clear()
        reports = at_once(run, 4)
        assert received.recipients == [email]
    assert sum(one.sent for one in reports) == 1


def test_a_calendar_opened_twice_at_once_has_one_address():
    actor = make_actor()
    at_once(lambda: open_calendar(actor.user, by=actor, at=AT), 4)
    assert CalendarAddress.objects.filter(user=actor.user).count() == 1
