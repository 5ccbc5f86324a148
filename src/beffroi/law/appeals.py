"""Until when an act may be challenged in court."""

from dataclasses import dataclass
from datetime import date

from beffroi.law import sources
from beffroi.law.calendar import add_months
from beffroi.law.delays import two_clear_months
from beffroi.law.errors import LawInputError, check_date, check_optional_date, check_order
from beffroi.law.french import french_date, french_day
from beffroi.law.reckoning import Input, Reckoning, Source, told_inputs

SILENCE_MONTHS = 2
POSTING_COUNTS_FROM = date(2025, 6, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeAppeal:
    """An appeal to the author of the act (recours gracieux), with the days that are known."""

    posted_on: date | None = None
    received_on: date | None = None
    rejected_on: date | None = None
    notified_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an administrative appeal changes: whether it was in time, and where the new delay starts."""

    in_time: bool | None
    verdict: str
    start: date | None = None
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def appeal_deadline(
    published_on: date,
    *,
    administrative_appeal: AdministrativeAppeal | None = None,
    alsace_moselle: bool = False,
) -> Reckoning[date]:
    """Give the last day to go to court: two clear months, postponed to a working day.

    `holds` tells whether the administrative appeal was made in time; None without one, or when nothing tells.

    Raises: LawInputError for an administrative appeal without a date, or with dates in the wrong order.
    Source: CJA R421-1; CRPA L411-2, L231-4; CE 8 June 2016, 387547; CE 30 June 2025, 494573.
    Example: published on 20 December 2023 → 21 February 2024.
    """
    check_date("published_on", published_on)
    delay = two_clear_months(published_on, alsace_moselle=alsace_moselle)
    steps = delay.steps
    answer = None
    if administrative_appeal is not None:
        seen_on = _check(administrative_appeal, published_on)
        answer = _answer(administrative_appeal, seen_on, published_on, delay.last)
        if answer.start is not None:
            delay = two_clear_months(answer.start, alsace_moselle=alsace_moselle)
            steps = (*steps, *answer.steps, *delay.steps)
        else:
            steps = (*steps, *answer.steps)
    return Reckoning(
        rule="appeal-deadline",
        value=delay.last,
        holds=None if answer is None else answer.in_time,
        title=f"Recours ouvert jusqu’au {french_day(delay.last)} inclus",
        verdict="Deux mois francs après la publication." if answer is None else answer.verdict,
        inputs=_inputs(published_on, administrative_appeal, alsace_moselle=alsace_moselle),
        steps=steps,
        sources=_sources(published_on, administrative_appeal),
        notes=(
            "Le délai court de la publication, non du jour où l’acte devient exécutoire ; "
            "pour le bénéficiaire d’une décision individuelle, de la notification qui indique les recours.",
            *(() if answer is None else answer.notes),
        ),
    )


def _check(appeal: AdministrativeAppeal, published_on: date) -> date:
    """Give the day the authority got the appeal, or at worst the day it was posted."""
    for field in ("posted_on", "received_on", "rejected_on", "notified_on"):
        check_optional_date(field, getattr(appeal, field))
    seen_on = appeal.received_on or appeal.posted_on
    if seen_on is None:
        raise LawInputError("received_on", "Le recours gracieux a besoin d’une date d’envoi ou de réception.")
    made_on = appeal.posted_on or seen_on
    field = "posted_on" if appeal.posted_on else "received_on"
    check_order(field, published_on, made_on, "Le recours gracieux ne peut pas précéder la publication.")
    check_order(
        "received_on", appeal.posted_on, appeal.received_on, "La réception ne peut pas précéder l’envoi."
    )
    check_order(
        "rejected_on", seen_on, appeal.rejected_on, "Le rejet ne peut pas précéder le recours gracieux."
    )
    known_on = appeal.rejected_on or seen_on
    check_order("notified_on", known_on, appeal.notified_on, "La notification ne peut pas précéder le rejet.")
    return seen_on


def _in_time(appeal: AdministrativeAppeal, published_on: date, last: date) -> bool | None:
    """Compare with the delay the posting (acts since 30 June 2025) or the receipt (acts before)."""
    posted, received = appeal.posted_on, appeal.received_on
    if received is not None and received <= last:
        return True
    if posted is not None and posted > last:
        return False
    if published_on >= POSTING_COUNTS_FROM:
        return None if posted is None else True
    return None if received is None else False


def _answer(appeal: AdministrativeAppeal, seen_on: date, published_on: date, last: date) -> _Answer:
    in_time = _in_time(appeal, published_on, last)
    by_posting = published_on >= POSTING_COUNTS_FROM
    posted_late = appeal.posted_on is not None and appeal.posted_on > last
    what = "envoyé" if posted_late else "reçu"
    if in_time is None:
        missing = "d’envoi" if by_posting else "de réception"
        return _Answer(
            None, f"La date {missing} du recours gracieux manque : on ne peut dire s’il est à temps."
        )
    if not in_time:
        late = f"Recours gracieux {what} après le {french_date(last)} : trop tard, il ne change rien."
        return _Answer(False, late)
    return _restart(appeal, seen_on)


def _restart(appeal: AdministrativeAppeal, seen_on: date) -> _Answer:
    """Find the day from which a new delay runs: notified rejection, or two months of silence."""
    silence = add_months(seen_on, SILENCE_MONTHS)
    if appeal.notified_on is not None and appeal.notified_on <= silence:
        step = f"Rejet notifié le {french_date(appeal.notified_on)} : un nouveau délai part de ce jour"
        return _Answer(True, "Deux mois francs après la notification du rejet.", appeal.notified_on, (step,))
    step = f"{french_date(seen_on)} + {SILENCE_MONTHS} mois de silence = rejet le {french_date(silence)}"
    verdict = "Deux mois francs après le rejet du recours gracieux né du silence."
    return _Answer(True, verdict, silence, (step,), _notes(appeal))


def _notes(appeal: AdministrativeAppeal) -> tuple[str, ...]:
    notes = []
    if appeal.received_on is None:
        notes.append(
            "Réception inconnue : compté depuis l’envoi, le dernier jour ne peut être que plus tardif."
        )
    if appeal.notified_on is not None:
        notes.append(
            "Rejet exprès notifié après le rejet né du silence : son effet est à confirmer par un juriste."
        )
    elif appeal.rejected_on is not None:
        notes.append("Rejet non notifié : compté comme un silence, à confirmer par un juriste.")
    return tuple(notes)


def _inputs(
    published_on: date, appeal: AdministrativeAppeal | None, *, alsace_moselle: bool
) -> tuple[Input, ...]:
    known = AdministrativeAppeal() if appeal is None else appeal
    dates = (
        ("Publication", published_on),
        ("Recours gracieux envoyé", known.posted_on),
        ("Recours gracieux reçu", known.received_on),
        ("Recours gracieux rejeté", known.rejected_on),
        ("Rejet notifié", known.notified_on),
    )
    told = [(label, None if on is None else french_date(on)) for label, on in dates]
    return told_inputs([*told, ("Jours fériés d’Alsace-Moselle", "oui" if alsace_moselle else None)])


def _sources(published_on: date, appeal: AdministrativeAppeal | None) -> tuple[Source, ...]:
    if appeal is None:
        return (sources.APPEAL,)
    cited = (sources.APPEAL, sources.ADMINISTRATIVE_APPEAL, sources.SILENCE, sources.NEW_DELAY_RULING)
    return (*cited, sources.POSTED_IN_TIME) if published_on >= POSTING_COUNTS_FROM else cited
