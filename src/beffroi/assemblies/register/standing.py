"""The three questions of a published act, on a given day, and the line of its dates."""

from datetime import date

from beffroi.assemblies.kinds import ActState
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.core.dates import told_in_days
from beffroi.core.ui.dates_line import Calendar, Milestone, milestones
from beffroi.core.ui.parts import Answer, Standing
from beffroi.law.french import french_date, french_day

S = ActState
_ENDED = (S.WITHDRAWN, S.REPEALED, S.ANNULLED)
LABEL = "Situation de l’acte"


def standing_of(calendar: ActCalendar, *, court: str, author: str) -> Standing:
    """Say where the act stands, whose turn it is and what blocks."""
    return Standing(
        LABEL,
        where=_where(calendar),
        turn=_turn(calendar, court, author),
        stuck=_stuck(calendar),
        pronoun="elle",
    )


def dates_line(
    calendar: ActCalendar, *, convened_on: date | None, held_on: date, clear_days: int | None
) -> list[Milestone]:
    """Lay the dates of the act in order."""
    dates = Calendar(
        convened_on=convened_on,
        sitting_on=held_on,
        received_on=calendar.received_on,
        published_on=calendar.published_on,
        enforceable_on=calendar.enforceable_on,
        appeal_until=calendar.appeal_until,
        clear_days=clear_days,
    )
    return milestones(dates, calendar.on)


def _where(calendar: ActCalendar) -> Answer:
    if calendar.state == S.ENFORCEABLE and calendar.enforceable_on is not None:
        return Answer(f"Exécutoire depuis le {french_date(calendar.enforceable_on)}", note=calendar.reason)
    if calendar.state in (S.ADOPTED, S.RECEIVED):
        return Answer("Publiée, pas encore exécutoire", note=calendar.reason)
    return Answer(calendar.state.label.capitalize(), note=calendar.reason)


def _turn(calendar: ActCalendar, court: str, author: str) -> Answer:
    if calendar.state in _ENDED:
        return Answer("À personne", note="Cet acte ne produit plus d’effet.")
    if calendar.state == S.REJECTED:
        return Answer("À personne", note="Une délibération rejetée ne décide rien.")
    last = calendar.appeal_until
    if last is None:
        return Answer("Le délai de recours n’a pas commencé", note="Il part de la publication.")
    before = f"{court[:1].upper()}{court[1:]}" if court else "Tribunal administratif"
    if calendar.on > last:
        return Answer(f"À personne, le délai de recours a pris fin le {french_date(last)}")
    when = told_in_days(last, calendar.on)
    return Answer(
        f"À qui veut la contester : jusqu’au {french_day(last)} inclus",
        note=f"{when[:1].upper()}{when[1:]}. {before}, ou recours gracieux auprès de son auteur, {author}.",
        law="CJA, art. R421-1",
    )


def _stuck(calendar: ActCalendar) -> Answer | None:
    """What keeps the act from its effects; nothing once it has them, or has none left to have."""
    if calendar.state == S.SUSPENDED:
        return Answer("L’acte est suspendu", note=calendar.reason, law="CJA, art. L521-1")
    if calendar.state in (S.ADOPTED, S.RECEIVED):
        return Answer("Une date manque", note=calendar.enforceable.verdict, law=_source(calendar))
    return None


def _source(calendar: ActCalendar) -> str:
    sources = calendar.enforceable.sources
    return sources[0].label if sources else ""
