"""What happens to an act after its adoption: added and sealed one by one, never changed."""

from datetime import date, datetime

from django.db import transaction

from beffroi.assemblies.actions.deliberations import lock_deliberation
from beffroi.assemblies.actions.extracts import seal_redacted
from beffroi.assemblies.actions.index import refresh_entry
from beffroi.assemblies.actions.sealing import register_of
from beffroi.assemblies.actions.waiting import refresh_waiting
from beffroi.assemblies.blockers import (
    blockers_for_choice,
    blockers_for_event,
    refuse_if_blocked,
)
from beffroi.assemblies.canonical import EVENT, event_contents
from beffroi.assemblies.facts import EventFacts, PublicationFacts
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import ActEvent, Deliberation, Publication
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.seals.actions import new_code, seal


@transaction.atomic
def record_event(
    deliberation: Deliberation, kind: EventKind, facts: EventFacts, *, by: Author, at: datetime
) -> ActEvent:
    """Add to an act something that happened to it, and seal it; a publication has its own action.

    Raises: RuleViolation with what blocks.
    """
    if kind == EventKind.PUBLICATION:
        raise RuleViolation("Une publication dit ce qu’elle montre : passez par « Publier ».")
    locked = lock_deliberation(deliberation)
    refuse_if_blocked(blockers_for_event(locked, kind, facts, on=local_day(at)))
    event = _add(locked, kind, facts, by=by, at=at)
    return _seal(event, by=by, at=at)


@transaction.atomic
def publish(
    deliberation: Deliberation, facts: PublicationFacts, *, happened_on: date, by: Author, at: datetime
) -> ActEvent:
    """Publish an act, entire or with the passages that the clerk hides, and seal that choice.

    Raises: RuleViolation with what blocks.
    """
    locked = lock_deliberation(deliberation)
    on = local_day(at)
    when = EventFacts(happened_on=happened_on)
    refuse_if_blocked(
        [
            *blockers_for_event(locked, EventKind.PUBLICATION, when, on=on),
            *blockers_for_choice(locked, facts),
        ]
    )
    event = _add(locked, EventKind.PUBLICATION, when, by=by, at=at)
    save_checked(
        Publication(
            event=event,
            extent=facts.extent,
            with_annexes=facts.with_annexes,
            redactions=list(facts.redactions),
            author_first_name=facts.author_first_name,
            author_last_name=facts.author_last_name,
            author_capacity=facts.author_capacity,
        ),
        # An empty list is an answer: nothing is hidden.
        leave=("redactions",),
    )
    _seal(event, by=by, at=at)
    seal_redacted(locked, by=by, at=at)
    return event


def _add(
    deliberation: Deliberation, kind: EventKind, facts: EventFacts, *, by: Author, at: datetime
) -> ActEvent:
    return save_checked(
        ActEvent(
            deliberation=deliberation,
            kind=kind,
            happened_on=facts.happened_on,
            received_on=facts.received_on,
            reference=facts.reference,
            reason=facts.reason,
            recorded_at=at,
            recorded_by_id=by.user_id,
            recorded_by_label=by.user_label,
        ),
        # A command has no account.
        leave=("recorded_by_id",),
    )


def _seal(event: ActEvent, *, by: Author, at: datetime) -> ActEvent:
    deliberation = event.deliberation
    seal(
        register_of(deliberation.sitting.assembly),
        kind=EVENT,
        obj=event,
        label=f"{event} : {deliberation}",
        content=event_contents([event.pk])[event.pk],
        code=new_code(),
        by=by,
        at=at,
    )
    dates = {"le": event.happened_on, "reçu le": event.received_on, "référence": event.reference or None}
    record(
        "deliberation.event",
        deliberation,
        by=by,
        changes=changes_between({}, dates),
        note=event.get_kind_display(),
    )
    refresh_entry(deliberation)
    refresh_waiting(deliberation)
    return event
