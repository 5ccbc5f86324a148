"""The three questions at the top of an act's page: where it stands, whose turn it is, what blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from beffroi.assemblies.kinds import ActState, Effect, EventKind
from beffroi.assemblies.models import Deliberation
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.core.dates import local_day, told_in_days
from beffroi.core.ui.parts import Answer, Blocker, Link, Standing, State, Step
from beffroi.law.french import french_date, plural

STATE_KINDS = {
    ActState.DRAFT: "now",
    ActState.ADOPTED: "now",
    ActState.RECEIVED: "now",
    ActState.ENFORCEABLE: "done",
    ActState.SUSPENDED: "stuck",
    ActState.WITHDRAWN: "no",
    ActState.REPEALED: "no",
    ActState.ANNULLED: "no",
    ActState.REJECTED: "no",
}
_ENDED = (ActState.WITHDRAWN, ActState.REPEALED, ActState.ANNULLED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one action that the act waits for, and the page where it is done."""

    verb: str
    name: str
    kind: EventKind | None = None


def next_step(deliberation: Deliberation, dates: ActCalendar) -> NextStep | None:
    """Say what comes next: seal, transmit, publish, notify; None when nothing is waited for."""
    if dates.state == ActState.DRAFT:
        return NextStep("Sceller la délibération", "act_seal")
    if dates.state in _ENDED:
        return None
    rejected = dates.state == ActState.REJECTED
    if deliberation.must_be_transmitted and dates.received_on is None and not rejected:
        return NextStep("Enregistrer la transmission", "act_event", EventKind.TRANSMISSION)
    if dates.published_on is None:
        return NextStep("Publier", "act_publish")
    if deliberation.effect == Effect.INDIVIDUAL and dates.notified_on is None and not rejected:
        return NextStep("Enregistrer la notification", "act_event", EventKind.NOTIFICATION)
    return None


def standing_of(
    deliberation: Deliberation, dates: ActCalendar, blockers: Sequence[Blocker], *, may_act: bool
) -> Standing:
    """Answer the three questions."""
    label = f"{ActState(dates.state).label.capitalize()}"
    if dates.state == ActState.ENFORCEABLE and dates.enforceable_on is not None:
        label = f"Exécutoire depuis le {french_date(dates.enforceable_on)}"
    stuck = None
    if blockers:
        more = len(blockers) - 1
        note = f"Et {plural(more, 'autre point', 'autres points')}." if more else ""
        stuck = Answer(
            blockers[0].sentence, note=note, law=blockers[0].source, link=Link("#blocages", "Voir")
        )
    return Standing(
        label="Situation de l’acte",
        where=Answer(label, note=dates.reason),
        turn=_turn(deliberation, dates, blocked=bool(blockers), may_act=may_act),
        stuck=stuck,
        pronoun="il",
    )


def _turn(deliberation: Deliberation, dates: ActCalendar, *, blocked: bool, may_act: bool) -> Answer:
    step = next_step(deliberation, dates)
    organisation = str(deliberation.sitting.assembly.organisation)
    if step is None:
        return _nobody(dates)
    if not may_act:
        return Answer(f"{organisation}, service des assemblées", note=f"{step.verb}.")
    if blocked:
        edit = reverse("assemblies:act_edit", args=[deliberation.pk])
        link = Link(edit, "Compléter la délibération") if step.name == "act_seal" else None
        return Answer(f"{organisation}, service des assemblées", note=f"{step.verb}.", link=link)
    args = [deliberation.pk, *([step.kind.value] if step.kind else [])]
    link = Link(reverse(f"assemblies:{step.name}", args=args), step.verb)
    return Answer(f"{organisation}, service des assemblées", link=link, button=True)


def _nobody(dates: ActCalendar) -> Answer:
    last = dates.appeal_until
    if last is None or dates.state in _ENDED:
        return Answer("À personne")
    if dates.on <= last:
        when = told_in_days(last, dates.on)
        return Answer(
            f"À qui veut le contester : jusqu’au {french_date(last)} inclus",
            note=f"{when[:1].upper()}{when[1:]}.",
            law="CJA, art. R421-1",
        )
    return Answer(f"À personne, le délai de recours a pris fin le {french_date(last)}")


def steps_of(deliberation: Deliberation, dates: ActCalendar) -> list[Step]:
    """Lay the life of the act as a course of bricks."""
    current = next_step(deliberation, dates)
    now = (current.name, current.kind) if current else ("", None)
    sealed_on = local_day(deliberation.sealed_at) if deliberation.sealed_at else None
    rejected = dates.state == ActState.REJECTED
    laid = [_step("Scellée", sealed_on, is_now=now[0] == "act_seal")]
    if deliberation.must_be_transmitted and not rejected:
        is_now = now == ("act_event", EventKind.TRANSMISSION)
        laid.append(_step("Reçue en préfecture", dates.received_on, is_now=is_now))
    laid.append(_step("Publiée", dates.published_on, is_now=now[0] == "act_publish"))
    if deliberation.effect == Effect.INDIVIDUAL and not rejected:
        is_now = now == ("act_event", EventKind.NOTIFICATION)
        laid.append(_step("Notifiée", dates.notified_on, is_now=is_now))
    return laid if rejected else [*laid, _step("Exécutoire", dates.enforceable_on, is_now=False)]


def _step(title: str, done_on: date | None, *, is_now: bool) -> Step:
    if done_on is not None:
        return Step(title, State("done", "Fait"), ("done",), french_date(done_on))
    if is_now:
        return Step(title, State("now", "À faire"), ("now",), current=True)
    return Step(title, State("next", "Plus tard"), ("open",))
