"""The due dates of a person's to-do as a calendar that other programs read (RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from beffroi.organisations.actor import Actor
from beffroi.workspace.mails.message import host
from beffroi.workspace.tasks import Task
from beffroi.workspace.todo import OTHERS, todo_of

# How often a program is asked to come back. Source: RFC 7986, REFRESH-INTERVAL.
REFRESH = timedelta(hours=6)


def calendar_of(actors: Sequence[Actor], on: date) -> bytes:
    """Write the calendar: one whole-day event a due date, under a name that never changes.

    The same day with the same tasks gives the same bytes, so that a program is told that nothing changed.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Beffroi//Échéances//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Beffroi, échéances")
    calendar.add("x-wr-calname", "Beffroi, échéances")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in _events(actors, on):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(actors: Iterable[Actor], on: date) -> Iterator[Event]:
    for actor in actors:
        for group in todo_of(actor, on)["groups"]:
            for task in group.tasks:
                if task.due_on:
                    yield _event(actor, task, on, is_mine=group.anchor != OTHERS)


def _event(actor: Actor, task: Task, on: date, *, is_mine: bool) -> Event:
    assert task.due_on
    link = settings.PUBLIC_ADDRESS + task.href
    title = task.title if is_mine else f"En attente de {task.title}"
    event = Event()
    event.add("uid", f"{task.key}-{actor.organisation_id}-{actor.user_id}@{host()}")
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("dtstart", task.due_on)
    event.add("summary", f"{title} : {task.about}")
    event.add("description", "\n".join(one for one in (task.why, str(actor.organisation), link) if one))
    event.add("url", link)
    event.add("categories", [actor.organisation.short_name])
    # A due date takes no hour of the day.
    event.add("transp", "TRANSPARENT")
    return event
