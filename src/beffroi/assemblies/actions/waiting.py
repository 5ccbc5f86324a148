"""Keeping what each act waits for: written anew each time something happens to the act."""

from collections.abc import Iterator
from datetime import date

from django.db import models, transaction
from django.utils import timezone

from beffroi.assemblies.gather import calendar_of
from beffroi.assemblies.kinds import ActStep
from beffroi.assemblies.models import Deliberation, Sitting, WaitingAct
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.assemblies.standing import next_step
from beffroi.core.dates import local_day

AT_ONCE = 200
_STEPS = {
    "act_seal": ActStep.SEAL,
    "transmission": ActStep.TRANSMIT,
    "act_publish": ActStep.PUBLISH,
    "notification": ActStep.NOTIFY,
}


@transaction.atomic
def refresh_waiting(deliberation: Deliberation) -> None:
    """Write what an act waits for; nothing once nothing is waited for."""
    act = _acts().get(pk=deliberation.pk)
    found = _waiting(act, timezone.localdate())
    if found is None:
        forget_waiting(act)
        return
    values = {"organisation": found.organisation, "step": found.step, "since_on": found.since_on}
    WaitingAct.objects.update_or_create(deliberation=act, defaults=values)


def forget_waiting(deliberation: Deliberation) -> None:
    """Wait for nothing more of an act."""
    WaitingAct.objects.filter(deliberation=deliberation).delete()


def move_waiting(sitting: Sitting) -> None:
    """Follow the day of a sitting that is not sealed: its drafts wait from there."""
    WaitingAct.objects.filter(deliberation__sitting=sitting).update(since_on=sitting.held_on)


@transaction.atomic
def rebuild_waiting() -> int:
    """Write anew what every act waits for; give how many wait."""
    WaitingAct.objects.all().delete()
    on = timezone.localdate()
    for acts in _batches():
        found = (_waiting(one, on) for one in acts)
        WaitingAct.objects.bulk_create([one for one in found if one is not None])
    return WaitingAct.objects.count()


def _acts() -> models.QuerySet[Deliberation]:
    return Deliberation.objects.select_related("sitting__assembly__organisation").prefetch_related("events")


def _batches() -> Iterator[list[Deliberation]]:
    last = 0
    while acts := list(_acts().filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield acts
        last = acts[-1].pk


def _waiting(act: Deliberation, on: date) -> WaitingAct | None:
    dates = calendar_of(act, on)
    step = next_step(act, dates)
    if step is None:
        return None
    kept = _STEPS[step.kind.value if step.kind else step.name]
    return WaitingAct(
        deliberation=act,
        organisation=act.sitting.assembly.organisation,
        step=kept,
        since_on=_since(kept, act, dates),
    )


def _since(step: ActStep, act: Deliberation, dates: ActCalendar) -> date:
    """Say from which day the step was possible: the sitting, the seal, the reception, the publication."""
    sealed_on = local_day(act.sealed_at) if act.sealed_at else act.sitting.held_on
    if step is ActStep.PUBLISH and dates.received_on is not None:
        return max(dates.received_on, sealed_on)
    if step is ActStep.NOTIFY and dates.published_on is not None:
        return dates.published_on
    return sealed_on
