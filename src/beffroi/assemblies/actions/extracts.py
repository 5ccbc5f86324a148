"""Documents sealed after the act itself: the published copy that hides passages, the certified extracts."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from beffroi.assemblies.act_data import act_data, with_what_is_told
from beffroi.assemblies.actions.deliberations import lock_deliberation
from beffroi.assemblies.actions.sealing import register_of
from beffroi.assemblies.documents import render_certified, render_redacted
from beffroi.assemblies.extracts import Extract
from beffroi.assemblies.gather import assessment_of, calendar_of
from beffroi.assemblies.kinds import Extent
from beffroi.assemblies.models import ActEvent, Deliberation, Publication
from beffroi.assemblies.published import published
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.actions import new_code, seal
from beffroi.core.seals.models import Seal

REDACTED, CERTIFIED = "redacted_extract", "extract"
CERTIFIED_VERB = "extract.certified"
_EVENT = ActEvent._meta.label_lower


@transaction.atomic
def seal_redacted(deliberation: Deliberation, *, by: Author, at: datetime) -> Seal | None:
    """Draw and seal the copy of an act that its last publication shows; None when nothing is hidden.

    Its seal is that of the publication: each one has its copy.
    """
    act = _whole(deliberation)
    found = published(act)
    if found is None or not found.is_redacted:
        return None
    event = found.publication.event
    code = new_code()
    return _seal(act, REDACTED, event, code, render_redacted(found, code, at), by=by, at=at)


@transaction.atomic
def certify(deliberation: Deliberation, *, by: Author, at: datetime) -> Seal:
    """Seal an extract with the dates of the act as they are known, certified by its author.

    It hides what the last publication hides. When nothing happened since the last extract, that one is
    given again; else the new one takes its place.
    Raises: RuleViolation when the act is not sealed, or nothing has happened to it yet.
    """
    lock_deliberation(deliberation)
    act = _whole(deliberation)
    # Only a sealed act has events.
    events = list(act.events.all())
    if not events:
        raise RuleViolation(
            "Aucune date à certifier : l’acte n’est encore ni transmis, ni publié, ni notifié.",
            act.sitting.assembly.cite("L2131-1"),
        )
    last = max(events, key=lambda one: int(one.pk))
    standing = Seal.objects.filter(kind=CERTIFIED, object_type=_EVENT, object_id=last.pk).first()
    if standing is not None:
        return standing
    found = published(act)
    on, code = local_day(at), new_code()
    data = found.data if found else act_data(act)
    assessment = found.assessment(on) if found else assessment_of(act, on)
    extract = render_certified(
        act, data, assessment, calendar_of(act, on), code=code, by=by.user_label, at=at
    )
    entry = _seal(act, CERTIFIED, last, code, extract, by=by, at=at)
    record(CERTIFIED_VERB, last, by=by, note=f"{act}, code de vérification {entry.shown_code}")
    return entry


def extract_contents(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Give what is sealed with an extract: its act and the last event that it tells, both sealed."""
    rows = ActEvent.objects.filter(pk__in=ids).values_list("pk", "deliberation_id")
    return {event: {"deliberation": act, "last_event": event} for event, act in rows}


def redacted_publications() -> list[int]:
    """Number the publications that show a copy: each one has its seal."""
    return list(Publication.objects.filter(extent=Extent.REDACTED).values_list("event_id", flat=True))


def certified_events() -> list[int]:
    """Number the events up to which an extract was certified, as the journal tells it."""
    told = JournalEntry.objects.filter(verb=CERTIFIED_VERB, object_type=_EVENT)
    return list(told.values_list("object_id", flat=True).distinct())


def _whole(deliberation: Deliberation) -> Deliberation:
    return with_what_is_told(Deliberation.objects.all()).get(pk=deliberation.pk)


def _seal(
    act: Deliberation, kind: str, event: ActEvent, code: str, extract: Extract, *, by: Author, at: datetime
) -> Seal:
    return seal(
        register_of(act.sitting.assembly),
        kind=kind,
        obj=event,
        label=f"Extrait : délibération {act.number or act.pk}",
        content=extract_contents([event.pk])[event.pk],
        code=code,
        pdf=extract.pdf,
        template_version=extract.template_version,
        by=by,
        at=at,
    )
