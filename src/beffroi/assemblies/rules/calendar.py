"""What the dates of an act make of it on a given day; what happens later never changes an earlier answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from beffroi.assemblies.kinds import ActState, Effect, EventKind, Outcome
from beffroi.assemblies.rules.effects import effect_of
from beffroi.law import (
    AdministrativeAppeal,
    AssemblyKind,
    Reckoning,
    appeal_deadline,
    enforceable_on,
    prefect_deadline,
)
from beffroi.law.french import french_date

K = EventKind
# What ends an act, the gravest first: it wins over what merely stops it.
_ENDS = ((K.ANNULMENT, ActState.ANNULLED), (K.WITHDRAWAL, ActState.WITHDRAWN), (K.REPEAL, ActState.REPEALED))


@dataclass(frozen=True, slots=True)
class EventDates:
    """One event, as the rules read it; `received_on` where the other side's reception counts."""

    kind: EventKind
    happened_on: date
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActDatesInput:
    """An act with all that happened to it, in any order."""

    regime: AssemblyKind
    held_on: date
    sealed: bool
    outcome: Outcome = Outcome.ADOPTED
    effect: Effect = Effect.OTHER
    must_be_transmitted: bool = True
    alsace_moselle: bool = False
    events: tuple[EventDates, ...] = ()


@dataclass(frozen=True, slots=True)
class EventEffect:
    """One event and what it changes, in one sentence."""

    event: EventDates
    sentence: str


@dataclass(frozen=True, slots=True)
class ActCalendar:
    """The dates of an act as they were known on a day, its state that day and why."""

    on: date
    state: ActState
    reason: str
    received_on: date | None
    published_on: date | None
    notified_on: date | None
    enforceable: Reckoning[date | None]
    appeal: Reckoning[date] | None
    beneficiary_appeal: Reckoning[date] | None
    prefect: Reckoning[date] | None
    effects: tuple[EventEffect, ...]

    @property
    def enforceable_on(self) -> date | None:
        """The day it becomes enforceable, once every date that it needs is known."""
        return self.enforceable.value

    @property
    def appeal_until(self) -> date | None:
        """The last day to go to court, the latest of those who may."""
        known = [one.value for one in (self.appeal, self.beneficiary_appeal) if one is not None]
        return max(known, default=None)


def act_calendar(act: ActDatesInput, on: date) -> ActCalendar:
    """Compute what an act is on a day, from what had happened by then.

    Source: CGCT L2131-1, L2131-6, L3131-1, L3132-1; CJA R421-1; CRPA L240-1.
    Example: received and published on 20 December 2023 → enforceable that day, appeal until 21 February 2024.
    """
    events = known_on(act.events, on)
    received_on = _first_reception(events)
    published_on = _first(events, K.PUBLICATION)
    notified_on = _first_notification(events)
    enforceable = enforceable_on(
        received_on,
        published_on,
        individual=act.effect == Effect.INDIVIDUAL,
        notified_on=notified_on,
        transmission_required=act.must_be_transmitted,
        assembly=act.regime,
    )
    state, reason = _state(act, events, enforceable, received_on, on)
    individual = act.effect == Effect.INDIVIDUAL
    return ActCalendar(
        on=on,
        state=state,
        reason=reason,
        received_on=received_on,
        published_on=published_on,
        notified_on=notified_on,
        enforceable=enforceable,
        appeal=_appeal(act, events, published_on),
        beneficiary_appeal=_appeal(act, events, notified_on) if individual else None,
        prefect=_prefect(act, events, received_on),
        effects=tuple(
            EventEffect(one, effect_of(one.kind, one.happened_on, one.received_on)) for one in events
        ),
    )


def known_on(events: Iterable[EventDates], on: date) -> tuple[EventDates, ...]:
    """Give what had happened by a day, in order; a reception that was still to come is not told."""
    past = [one for one in events if one.happened_on <= on]
    told = [
        replace(one, received_on=None) if one.received_on is not None and one.received_on > on else one
        for one in past
    ]
    return tuple(sorted(told, key=lambda one: one.happened_on))


def _first(events: Sequence[EventDates], kind: EventKind) -> date | None:
    return min((one.happened_on for one in events if one.kind == kind), default=None)


def _first_reception(events: Sequence[EventDates]) -> date | None:
    days = [one.received_on for one in events if one.kind == K.TRANSMISSION and one.received_on is not None]
    return min(days, default=None)


def _first_notification(events: Sequence[EventDates]) -> date | None:
    """Give the day the beneficiary got it; without a receipt, the day that was recorded."""
    days = [one.received_on or one.happened_on for one in events if one.kind == K.NOTIFICATION]
    return min(days, default=None)


def _state(
    act: ActDatesInput,
    events: Sequence[EventDates],
    enforceable: Reckoning[date | None],
    received_on: date | None,
    on: date,
) -> tuple[ActState, str]:
    if not act.sealed:
        return ActState.DRAFT, "La délibération n’est pas encore scellée au registre."
    if act.outcome == Outcome.REJECTED:
        return ActState.REJECTED, f"L’assemblée l’a rejetée le {french_date(act.held_on)}."
    for kind, state in _ENDS:
        ended = _first(events, kind)
        if ended is not None:
            return state, f"{kind.label.capitalize()} du {french_date(ended)}."
    suspended_on = _suspended_on(events)
    if suspended_on is not None:
        return ActState.SUSPENDED, f"Suspendue depuis le {french_date(suspended_on)}."
    if enforceable.value is not None and enforceable.value <= on:
        return ActState.ENFORCEABLE, enforceable.verdict
    if received_on is not None:
        return ActState.RECEIVED, f"Reçue en préfecture le {french_date(received_on)}. {enforceable.verdict}"
    return ActState.ADOPTED, enforceable.verdict


def _suspended_on(events: Sequence[EventDates]) -> date | None:
    """Give since when it is suspended; a lifting of the same day comes after the suspension."""
    since = None
    for one in events:
        if one.kind == K.SUSPENSION and since is None:
            since = one.happened_on
        elif one.kind == K.SUSPENSION_LIFTED:
            since = None
    return since


def _appeal(act: ActDatesInput, events: Sequence[EventDates], start: date | None) -> Reckoning[date] | None:
    """Count from the day the act was made known; of several administrative appeals, the last delay wins."""
    if start is None:
        return None
    made = [one for one in events if one.kind == K.APPEAL and one.happened_on >= start]
    answers = [one for one in events if one.kind == K.APPEAL_REJECTED]
    counted = [appeal_deadline(start, alsace_moselle=act.alsace_moselle)]
    for one in made:
        answer = next(
            (rest for rest in answers if rest.happened_on >= (one.received_on or one.happened_on)), None
        )
        if answer is not None:
            answers.remove(answer)
        appeal = AdministrativeAppeal(
            posted_on=one.happened_on,
            received_on=one.received_on,
            rejected_on=answer.happened_on if answer else None,
            notified_on=answer.received_on if answer else None,
        )
        counted.append(
            appeal_deadline(start, administrative_appeal=appeal, alsace_moselle=act.alsace_moselle)
        )
    # A late appeal changes nothing, but the page says so: it is kept when it ties.
    return max(reversed(counted), key=lambda one: one.value)


def _prefect(
    act: ActDatesInput, events: Sequence[EventDates], received_on: date | None
) -> Reckoning[date] | None:
    if received_on is None:
        return None

    def last(kind: EventKind, since: date) -> date | None:
        days = [one.happened_on for one in events if one.kind == kind and one.happened_on >= since]
        return max(days, default=None)

    pieces_asked = last(K.PIECES_REQUESTED, received_on)
    pieces_in = last(K.PIECES_RECEIVED, pieces_asked or received_on)
    pieces_refused = None if pieces_in else last(K.PIECES_REFUSED, pieces_asked or received_on)
    withdrawal_asked = last(K.WITHDRAWAL_REQUESTED, received_on)
    return prefect_deadline(
        received_on,
        pieces_requested_on=pieces_asked,
        pieces_received_on=pieces_in,
        pieces_refused_on=pieces_refused,
        withdrawal_requested_on=withdrawal_asked,
        withdrawal_rejected_on=last(K.WITHDRAWAL_REFUSED, withdrawal_asked or received_on),
        explanation_requested_on=last(K.EXPLANATION_REQUESTED, received_on),
        assembly=act.regime,
        alsace_moselle=act.alsace_moselle,
    )
