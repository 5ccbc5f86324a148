"""Dates read in the text of an act that are not yet events of the recorded one."""

from dataclasses import dataclass
from datetime import date

from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import Deliberation, Intake

_READ = (("received_on", EventKind.TRANSMISSION), ("published_on", EventKind.PUBLICATION))


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A reception or a publication to record, once the act is sealed."""

    deliberation: Deliberation
    kind: EventKind
    on: date

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.deliberation.pk}-{self.kind.value}"

    @property
    def is_publication(self) -> bool:
        """Whether the clerk must first choose what is shown."""
        return self.kind is EventKind.PUBLICATION

    @property
    def is_ready(self) -> bool:
        """Whether it may be recorded as it stands: a publication has its own page."""
        return self.deliberation.is_sealed and not self.is_publication


def dates_to_record(intake: Intake) -> list[ReadDate]:
    """The dates that the text gives for recorded acts and that no event tells yet."""
    if intake.sitting is None:
        return []
    acts = Deliberation.objects.filter(sitting=intake.sitting).select_related("sitting__assembly")
    recorded = {one.pk: one for one in acts.prefetch_related("events")}
    found = []
    for act in intake.corrected["deliberations"]:
        deliberation = recorded.get(act.get("recorded_as"))
        if deliberation is None:
            continue
        told = {event.kind for event in deliberation.events.all()}
        found += [
            ReadDate(deliberation, kind, date.fromisoformat(act[name]))
            for name, kind in _READ
            if act[name] and kind not in told
        ]
    return found
