"""A published act, as its last publication shows it: who asks for an act in public asks here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from beffroi.assemblies.act_data import Data, act_data, with_what_is_told
from beffroi.assemblies.kinds import Effect, EventKind, Extent, Outcome
from beffroi.assemblies.masking import masked
from beffroi.assemblies.models import ActEvent, Deliberation, Publication
from beffroi.assemblies.rules.calendar import ActCalendar, ActDatesInput, EventDates, act_calendar


@dataclass(frozen=True)
class PublishedAct:
    """An act, its last publication and all that happened to it, in order."""

    act: Deliberation
    publication: Publication
    events: tuple[ActEvent, ...]

    @property
    def is_redacted(self) -> bool:
        """Whether passages are hidden."""
        return self.publication.extent == Extent.REDACTED

    @property
    def passages(self) -> tuple[str, ...]:
        """What is hidden, everywhere."""
        return tuple(self.publication.redactions) if self.is_redacted else ()

    @property
    def shows_annexes(self) -> bool:
        """Whether the annexes can be had: never beside a redacted act, as they could tell what it hides."""
        return self.publication.with_annexes and not self.is_redacted

    @cached_property
    def data(self) -> Data:
        """What the act says, with what is hidden hidden."""
        return act_data(self.act, self.passages)

    @property
    def published_on(self) -> date:
        """The day from which the public could know it."""
        days = [one.happened_on for one in self.events if one.kind == EventKind.PUBLICATION]
        return min(days)

    def masked(self, text: str) -> str:
        """Hide in another text what the publication hides."""
        return str(masked(text, self.passages))

    def calendar(self, on: date) -> ActCalendar:
        """Its dates and its state on a day."""
        return act_calendar(dates_of(self.act, self.events), on)


def find_published(number: int) -> PublishedAct | None:
    """Give a published act by its number; None for the public when there is none."""
    act = with_what_is_told(Deliberation.objects.sealed()).filter(pk=number).first()
    return published(act) if act else None


def published(act: Deliberation) -> PublishedAct | None:
    """Give an act as its last publication shows it; None while it is not published."""
    events = events_of(act)
    shown = [one for one in events if one.kind == EventKind.PUBLICATION and hasattr(one, "publication")]
    if not shown:
        return None
    return PublishedAct(act, max(shown, key=_order).publication, events)


def events_of(act: Deliberation) -> tuple[ActEvent, ...]:
    """Give all that happened to an act, in order, each with its publication if it is one."""
    rows = ActEvent.objects.filter(deliberation=act).select_related("publication")
    return tuple(rows.order_by("happened_on", "pk"))


def dates_of(act: Deliberation, events: Sequence[ActEvent]) -> ActDatesInput:
    """Give what the rules read of an act and of its events."""
    assembly = act.sitting.assembly
    return ActDatesInput(
        regime=assembly.regime,
        held_on=act.sitting.held_on,
        sealed=act.is_sealed,
        outcome=Outcome(act.outcome),
        effect=Effect(act.effect),
        must_be_transmitted=act.must_be_transmitted,
        alsace_moselle=assembly.alsace_moselle,
        events=tuple(EventDates(EventKind(one.kind), one.happened_on, one.received_on) for one in events),
    )


def _order(event: ActEvent) -> int:
    return int(event.pk)
