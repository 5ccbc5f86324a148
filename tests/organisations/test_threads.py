"""Two people at once: one invitation gives one account; one administrator stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.organisations.actions import end_membership, open_account
from beffroi.organisations.models import Membership, User
from beffroi.organisations.roles import Role
from organisations.factories import PASSWORD, make_actor, make_invitation, make_member, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run each call in a thread of its own, all started together; give what each answered."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            return call()
        except RuleViolation as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_one_invitation_accepted_twice_at_once_opens_one_account():
    invitation, _ = make_invitation(make_organisation())

    def accept():
        return open_account(invitation, first_name="Inès", last_name="Delorme", password=PASSWORD)

    answers = at_once(*[accept] * 4)
    assert sum(isinstance(one, RuleViolation) for one in answers) == 3
    assert User.objects.filter(email=invitation.email).count() == 1
    assert Membership.objects.filter(user__email=invitation.email).count() == 1


def test_two_administrators_leaving_at_once_leave_one():
    organisation = make_organisation()
    first = make_actor(organisation)
    make_member(organisation, Role.ADMINISTRATOR)
    today = timezone.localdate()
    ends = [
        lambda one=one: end_membership(one, ends_on=today, by=first)
        for one in Membership.objects.filter(organisation=organisation)
    ]
    answers = at_once(*ends)
    assert sum(isinstance(one, RuleViolation) for one in answers) == 1
    assert Membership.objects.filter(organisation=organisation, ends_on=None).count() == 1
