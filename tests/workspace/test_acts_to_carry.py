"""What waits for the clerk: a draft once its sitting is past, a sealed act to transmit, publish, notify."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.actions.deliberations import correct_deliberation, drop_deliberation
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.actions.sittings import correct_sitting
from beffroi.assemblies.actions.waiting import rebuild_waiting
from beffroi.assemblies.facts import EventFacts, VoteFacts
from beffroi.assemblies.gather import calendar_of
from beffroi.assemblies.kinds import Effect, EventKind, Outcome
from beffroi.assemblies.known import facts_of_act, facts_of_sitting
from beffroi.assemblies.models import Deliberation, WaitingAct
from beffroi.assemblies.standing import next_step
from beffroi.law import AssemblyKind
from beffroi.organisations.roles import Role
from beffroi.workspace.acts import acts_to_carry
from beffroi.workspace.feed.calendar import calendar_of as feed_of
from beffroi.workspace.mails.digest import digest_of
from beffroi.workspace.tasks import MOST
from beffroi.workspace.todo import todo_of

pytestmark = pytest.mark.django_db
# The acts of the factories: sat on 12 March, sealed on the 20th, received on the 14th, published on the 15th.
ON = date(2024, 3, 25)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REJECTED = VoteFacts(Outcome.REJECTED, votes_for=1, votes_against=6)


@pytest.fixture
def assembly():
    return factories.make_assembly()


@pytest.fixture
def clerk(assembly):
    return factories.make_actor(assembly.organisation, Role.ASSEMBLY_CLERK)


@pytest.fixture
def sitting(assembly):
    return factories.make_sitting(assembly)


def told(actor, on=ON):
    return [(one.title, one.since) for one in acts_to_carry(actor, on)]


def notify(act, on=date(2024, 3, 18)):
    facts = EventFacts(happened_on=on, received_on=on)
    return record_event(act, EventKind.NOTIFICATION, facts, by=factories.CLERK, at=factories.AT)


def test_from_its_sitting_to_its_publication_an_act_asks_one_step_after_the_other(clerk, sitting):
    act = factories.make_deliberation(sitting)
    assert told(clerk) == [("Sceller une délibération", "depuis 13 jours")]
    factories.seal_deliberation(act, by=factories.CLERK, at=factories.AT)
    act.refresh_from_db()
    assert told(clerk) == [("Enregistrer la transmission d’un acte", "depuis 5 jours")]
    factories.transmit(act)
    assert told(clerk) == [("Publier un acte", "depuis 5 jours")]
    factories.publish_act(act)
    assert told(clerk) == []


def test_each_line_names_the_act_says_the_law_and_leads_to_the_page_that_does_it(client, clerk, sitting):
    client.force_login(clerk.user, backend=BACKEND)
    draft = factories.make_deliberation(sitting, title="Halle", number="7")
    sealed = factories.make_sealed(sitting, title="Piscine")
    received = factories.make_sealed(sitting, title="Crèche")
    factories.transmit(received)
    individual = factories.make_published(sitting, title="Aide", effect=Effect.INDIVIDUAL)
    tasks = {one.about.split(",")[0].split(" ", 1)[1]: one for one in acts_to_carry(clerk, ON)}
    pages = {
        "Halle": (reverse("assemblies:act_seal", args=[draft.pk]), "n’est ni transmis, ni publié"),
        "Piscine": (reverse("assemblies:act_event", args=[sealed.pk, "transmission"]), "art. L2131-1"),
        "Crèche": (reverse("assemblies:act_publish", args=[received.pk]), "R421-1"),
        "Aide": (reverse("assemblies:act_event", args=[individual.pk, "notification"]), "R421-5"),
    }
    assert {title: one.href for title, one in tasks.items()} == {
        name: page for name, (page, _) in pages.items()
    }
    for name, (page, law) in pages.items():
        assert law in tasks[name].why
        assert client.get(page).status_code == 200, name
    assert tasks["Halle"].about == f"7 Halle, {sitting.assembly.name}"
    assert all(one.due_on is None and one.due.told == "sans échéance" for one in tasks.values())


def test_an_act_of_a_departement_is_told_its_own_article():
    committee = factories.make_assembly(kind=AssemblyKind.STANDING_COMMITTEE)
    factories.make_sealed(factories.make_sitting(committee))
    actor = factories.make_actor(committee.organisation, Role.ASSEMBLY_CLERK)
    [task] = acts_to_carry(actor, ON)
    assert "L3131-1" in task.why


@pytest.mark.parametrize(("days", "waits"), [(-1, 0), (0, 0), (1, 1)])
def test_a_draft_waits_from_the_day_after_its_sitting(clerk, sitting, days, waits):
    factories.make_deliberation(sitting)
    assert len(told(clerk, factories.HELD_ON + timedelta(days))) == waits


def test_a_sitting_moved_takes_its_drafts_along_and_a_draft_dropped_waits_no_more(clerk, sitting):
    act = factories.make_deliberation(sitting)
    facts = facts_of_sitting(sitting)
    correct_sitting(sitting, replace(facts, held_on=date(2024, 3, 24), listed_on=None), by=factories.CLERK)
    assert told(clerk) == [("Sceller une délibération", "depuis hier")]
    correct_deliberation(act, facts_of_act(act), by=factories.CLERK)
    drop_deliberation(act, by=factories.CLERK)
    assert told(clerk) == []


def test_what_need_not_be_transmitted_is_only_published_and_a_rejection_too(clerk, sitting):
    factories.make_sealed(sitting, must_be_transmitted=False)
    factories.make_sealed(sitting, vote=REJECTED)
    assert [title for title, _ in told(clerk)] == ["Publier un acte"] * 2
    assert "rejetée" in acts_to_carry(clerk, ON)[1].why


def test_an_individual_decision_waits_for_its_notification(clerk, sitting):
    act = factories.make_published(sitting, effect=Effect.INDIVIDUAL)
    assert told(clerk) == [("Enregistrer la notification d’un acte", "depuis 10 jours")]
    notify(act)
    assert told(clerk) == []


def test_a_transmission_without_its_receipt_still_waits(clerk, sitting):
    act = factories.make_sealed(sitting)
    facts = EventFacts(happened_on=date(2024, 3, 21))
    record_event(act, EventKind.TRANSMISSION, facts, by=factories.CLERK, at=factories.AT + timedelta(2))
    assert [title for title, _ in told(clerk)] == ["Enregistrer la transmission d’un acte"]


def test_an_act_withdrawn_waits_for_nothing(clerk, sitting):
    act = factories.make_sealed(sitting)
    end = EventFacts(date(2024, 3, 20), reason="Une erreur de parcelle.")
    record_event(act, EventKind.WITHDRAWAL, end, by=factories.CLERK, at=factories.AT)
    assert told(clerk) == []


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ASSEMBLY_CLERK])
def test_who_keeps_no_register_is_told_nothing(sitting, role):
    factories.make_sealed(sitting)
    assert acts_to_carry(factories.make_actor(sitting.assembly.organisation, role), ON) == []


def test_the_clerk_of_another_organisation_is_told_nothing(sitting):
    factories.make_sealed(sitting)
    stranger = factories.make_actor(factories.make_organisation(), Role.ASSEMBLY_CLERK)
    assert acts_to_carry(stranger, ON) == []


def every_case(assembly, sitting):
    """Acts at each step, and at each end."""
    factories.make_deliberation(sitting)
    factories.make_sealed(sitting, must_be_transmitted=False)
    factories.make_sealed(sitting, vote=REJECTED)
    factories.transmit(factories.make_sealed(sitting))
    factories.make_published(sitting)
    notify(factories.make_published(sitting, effect=Effect.INDIVIDUAL))
    factories.make_published(sitting, effect=Effect.INDIVIDUAL)
    factories.publish_act(factories.make_sealed(sitting))
    gone = factories.make_sealed(sitting)
    end = EventFacts(date(2024, 3, 20), reason="Une erreur de parcelle.")
    record_event(gone, EventKind.WITHDRAWAL, end, by=factories.CLERK, at=factories.AT)


def kept():
    return sorted(WaitingAct.objects.values_list("deliberation", "organisation", "step", "since_on"))


def test_what_is_kept_is_what_the_page_of_each_act_asks(assembly, sitting):
    every_case(assembly, sitting)
    asked = {one.pk for one in Deliberation.objects.all() if next_step(one, calendar_of(one, ON))}
    assert {row[0] for row in kept()} == asked
    assert {row[2] for row in kept()} == {"seal", "transmit", "publish", "notify"}


def test_it_is_rebuilt_the_same_by_the_command_and_by_the_migration(assembly, sitting):
    every_case(assembly, sitting)
    before = kept()
    WaitingAct.objects.all().delete()
    assert rebuild_waiting() == len(before)
    assert kept() == before
    WaitingAct.objects.all().delete()
    import_module("beffroi.assemblies.migrations.0004_waiting_act").note(apps, None)
    assert kept() == before


def add_crowd(like, count):
    """As many other acts of the same sitting, half of which wait since later."""
    fields = {one.attname: getattr(like, one.attname) for one in Deliberation._meta.concrete_fields}
    del fields["id"]
    crowd = [Deliberation(**fields | {"rank": 100 + one}) for one in range(count)]
    made = Deliberation.objects.bulk_create(crowd)
    place = like.sitting.assembly.organisation
    WaitingAct.objects.bulk_create(
        WaitingAct(deliberation=one, organisation=place, step="publish", since_on=ON)
        for one in made[: count // 2]
    )


def test_one_query_whatever_the_number_along_its_index_and_no_more_than_a_page(
    clerk, assembly, django_assert_num_queries
):
    first = factories.make_deliberation(factories.make_sitting(assembly, held_on=date(2024, 3, 8)))
    add_crowd(first, 6_000)
    later = factories.make_sitting(assembly, held_on=date(2024, 3, 19))
    for _ in range(MOST):
        factories.make_deliberation(later)
    with django_assert_num_queries(1) as captured:
        tasks = acts_to_carry(clerk, ON)
    assert len(tasks) == MOST
    assert tasks[0].key == f"act-{first.pk}-seal"
    with connection.cursor() as cursor:
        # Among a handful of rows PostgreSQL chooses by guess: it is given a crowd, and its statistics.
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {captured.captured_queries[0]['sql']}")
        plan = str(cursor.fetchall())
    assert "waiting_act_by_date" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("count", [0, 3])
def test_the_home_page_asks_as_many_questions_whatever_the_number(
    client, clerk, sitting, count, django_assert_num_queries
):
    for _ in range(count):
        factories.make_deliberation(sitting)
    client.force_login(clerk.user, backend=BACKEND)
    client.get(reverse("organisations:home"))
    with django_assert_num_queries(7):
        page = client.get(reverse("organisations:home")).content.decode()
    assert page.count(">Sceller une délibération<") == count


def test_the_list_and_the_digest_take_it_along_and_the_calendar_has_no_date_to_show(clerk, sitting):
    factories.make_sealed(sitting)
    title = "Enregistrer la transmission d’un acte"
    assert [one.title for one in todo_of(clerk, ON)["groups"][0].tasks] == [title]
    [section] = digest_of(clerk.user, ON).sections
    assert [one.title for one in section.mine] == [title]
    assert b"BEGIN:VEVENT" not in feed_of([clerk], ON)
