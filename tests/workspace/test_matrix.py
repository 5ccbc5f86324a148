"""Every address of the workspace × every persona: each finds what they may read."""

import pytest
from django.utils import timezone

from beffroi.organisations.roles import OrganisationKind
from beffroi.workspace.actions import open_calendar
from beffroi.workspace.feed.addresses import feed_link
from beffroi.workspace.mails.unsubscribe import unsubscribe_link
from organisations.factories import make_actor
from rights import OWN, PERSONAS, Case, check_rights, organisation_of

pytestmark = pytest.mark.django_db


def _somebody(persona):
    return make_actor(organisation_of(persona.kind or OrganisationKind.EPCI, OWN))


def a_token(persona):
    return {"token": unsubscribe_link(_somebody(persona).user).rstrip("/").rpartition("/")[2]}


def an_address(persona):
    actor = _somebody(persona)
    address = open_calendar(actor.user, by=actor, at=timezone.now())
    return {"number": address.pk, "secret": feed_link(address).rpartition("/")[2].removesuffix(".ics")}


CASES = {
    "workspace:search": Case(302, 200),
    "workspace:mails": Case(302, 200),
    "workspace:calendar_open": Case(302, 302, method="post"),
    "workspace:calendar_close": Case(302, 302, method="post"),
    # Who holds the link needs no account: a mail program and a calendar have none.
    "workspace:unsubscribe": Case(200, 200, kwargs=a_token),
    "workspace:feed": Case(200, 200, kwargs=an_address),
}


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
