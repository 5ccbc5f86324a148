"""A published act, as its last publication shows it: who asks for an act in public asks here."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from beffroi.assemblies.act_data import Data, act_data, with_what_is_told
from beffroi.assemblies.gather import assessment_of, calendar_of
from beffroi.assemblies.kinds import EventKind, Extent
from beffroi.assemblies.masking import masked
from beffroi.assemblies.models import ActEvent, Deliberation, Publication
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.assemblies.rules.inputs import Assessment
from beffroi.law.reckoning import Input, Reckoning

T = TypeVar("T")


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
        return calendar_of(self.act, on)

    def assessment(self, on: date) -> Assessment:
        """What the rules say of it, names hidden as everywhere."""
        found = assessment_of(self.act, on)
        return Assessment(
            tuple(self._masked(one) for one in found.reckonings),
            tuple(
                replace(
                    one,
                    message=self.masked(one.message),
                    reckoning=self._masked(one.reckoning) if one.reckoning else None,
                )
                for one in found.findings
            ),
        )

    def _masked(self, reckoning: Reckoning[T]) -> Reckoning[T]:
        """Hide in the arithmetic what the publication hides."""
        if not self.passages:
            return reckoning
        told: dict[str, Any] = {
            name: tuple(self.masked(one) for one in getattr(reckoning, name)) for name in ("steps", "notes")
        }
        inputs = tuple(Input(one.label, self.masked(one.value)) for one in reckoning.inputs)
        title, verdict = self.masked(reckoning.title), self.masked(reckoning.verdict)
        return replace(reckoning, title=title, verdict=verdict, inputs=inputs, **told)


def find_published(number: int) -> PublishedAct | None:
    """Give a published act by its number; None for the public when there is none."""
    act = with_what_is_told(Deliberation.objects.sealed()).filter(pk=number).first()
    return published(act) if act else None


def published(act: Deliberation) -> PublishedAct | None:
    """Give an act as its last publication shows it; None while it is not published."""
    events = tuple(act.events.all())
    shown = [one for one in events if one.kind == EventKind.PUBLICATION and hasattr(one, "publication")]
    if not shown:
        return None
    return PublishedAct(act, max(shown, key=_order).publication, events)


def _order(event: ActEvent) -> int:
    return int(event.pk)
