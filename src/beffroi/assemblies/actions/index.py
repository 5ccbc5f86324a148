"""The public register's index: rewritten from what is sealed, each time something happens to an act."""

from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import ActEvent, Deliberation, RegisterEntry
from beffroi.core.text import fold


def refresh_entry(deliberation: Deliberation) -> RegisterEntry | None:
    """Write the line of a published act; None while it is not published."""
    events = ActEvent.objects.filter(deliberation=deliberation, kind=EventKind.PUBLICATION)
    first = events.order_by("happened_on").first()
    if first is None:
        return None
    sitting = deliberation.sitting
    entry, _ = RegisterEntry.objects.update_or_create(
        deliberation=deliberation,
        defaults={
            "assembly": sitting.assembly,
            "held_on": sitting.held_on,
            "number": deliberation.number,
            "title": deliberation.title,
            "subject_code": deliberation.subject_code,
            "effect": deliberation.effect,
            "outcome": deliberation.outcome,
            "state": deliberation.outcome,
            "published_on": first.happened_on,
            "search_text": fold(f"{deliberation.number} {deliberation.title}"),
        },
    )
    return entry
