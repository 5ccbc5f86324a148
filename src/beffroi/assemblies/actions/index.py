"""The public register's index: rewritten from what is sealed, each time something happens to an act."""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from beffroi.assemblies.act_data import Data, with_what_is_told
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.masking import MASK
from beffroi.assemblies.models import Deliberation, RegisterEntry
from beffroi.assemblies.published import PublishedAct, published
from beffroi.core.search import search_text

AT_ONCE = 200


@transaction.atomic
def refresh_entry(deliberation: Deliberation) -> RegisterEntry | None:
    """Write the line of a published act, as its last publication shows it; None while it is not published."""
    act = with_what_is_told(Deliberation.objects.sealed()).filter(pk=deliberation.pk).first()
    found = published(act) if act else None
    if found is None:
        RegisterEntry.objects.filter(deliberation=deliberation).delete()
        return None
    entry, _ = RegisterEntry.objects.update_or_create(deliberation=found.act, defaults=_line(found))
    return entry


def rebuild_index(progress: Callable[[Iterator[int]], Iterator[int]] = iter) -> int:
    """Write every line anew, and take out those of acts that are not published; give how many stand.

    `progress` sees the numbers of the acts pass.
    """
    acts = Deliberation.objects.sealed().filter(events__kind=EventKind.PUBLICATION).distinct()
    RegisterEntry.objects.exclude(deliberation__in=acts).delete()
    for number in progress(acts.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE)):
        refresh_entry(Deliberation(pk=number))
    return RegisterEntry.objects.count()


def count_to_index() -> int:
    """How many acts a rebuilding goes through."""
    published_acts = Deliberation.objects.sealed().filter(events__kind=EventKind.PUBLICATION)
    return published_acts.distinct().count()


def _line(found: PublishedAct) -> Data:
    data, act = found.data, found.act
    return {
        "assembly": act.sitting.assembly,
        "held_on": act.sitting.held_on,
        "number": data["number"] or "",
        "title": data["title"][:499],
        "subject_code": act.subject_code,
        "effect": act.effect,
        "outcome": act.outcome,
        "state": found.calendar(timezone.localdate()).state,
        "published_on": found.published_on,
        "search_text": search_text(part.replace(MASK, " ") for part in _searched(data)),
    }


def _searched(data: Data) -> Iterator[str]:
    """The texts that a search looks into."""
    yield from (data["title"], data["number"] or "", data["assembly"]["name"])
    yield data["assembly"]["organisation"]
    yield (data["subject"] or {}).get("label", "")
    yield from (*data["citations"], *data["recitals"], *data["annexes"])
    yield from (f"{one['verb']} {one['text']}" for one in data["decisions"])
    yield from (one["commission"] for one in data["opinions"])
    yield data["text"]
