"""Where an act stands on a given day; the day is given, no clock is asked."""

from datetime import date

from beffroi.core.dates import told_in_days
from beffroi.core.ui.dates_line import Calendar
from beffroi.core.ui.parts import Answer
from beffroi.law.french import french_date, french_day, typeset
from beffroi.reader.model import Deliberation, Sitting


def calendar_of(
    sitting: Sitting,
    act: Deliberation,
    *,
    enforceable_on: date | None,
    appeal_until: date | None,
    clear_days: int | None,
) -> Calendar:
    """Gather the dates of one act."""
    return Calendar(
        convened_on=sitting.convened_on.value if sitting.convened_on else None,
        sitting_on=sitting.sitting_on.value if sitting.sitting_on else None,
        received_on=act.received_on.value if act.received_on else None,
        published_on=act.published_on.value if act.published_on else None,
        enforceable_on=enforceable_on,
        appeal_until=appeal_until,
        clear_days=clear_days,
    )


def where_it_stands(dates: Calendar, on: date) -> Answer:
    """Say whether the act is enforceable on that day."""
    if dates.enforceable_on is None:
        missing = [
            name
            for name, known in (("la réception", dates.received_on), ("la publication", dates.published_on))
            if known is None
        ]
        note = f"L’acte ne dit pas {' ni '.join(missing)}." if missing else ""
        return Answer("Le jour où il devient exécutoire n’est pas connu", note=typeset(note))
    verb = "Exécutoire depuis le" if dates.enforceable_on <= on else "Exécutoire à partir du"
    return Answer(f"{verb} {french_date(dates.enforceable_on)}", note=_received_and_published(dates))


def whose_turn(dates: Calendar, on: date, court: str) -> Answer:
    """Say who may still contest the act on that day."""
    last = dates.appeal_until
    if last is None:
        return Answer("Le délai de recours ne peut pas être compté", note="L’acte ne dit pas sa publication.")
    before = (
        f"{court[:1].upper()}{court[1:]}, ou recours gracieux auprès de l’auteur de l’acte." if court else ""
    )
    if on <= last:
        when = told_in_days(last, on)
        return Answer(
            typeset(f"À qui veut le contester : jusqu’au {french_day(last)} inclus"),
            note=f"{when[:1].upper()}{when[1:]}. {before}".strip(),
        )
    return Answer(
        f"À personne, le délai de recours a pris fin le {french_date(last)}",
        note="Sauf si un recours gracieux l’a prolongé : l’acte ne peut pas le dire.",
    )


def _received_and_published(dates: Calendar) -> str:
    if dates.received_on is None or dates.published_on is None:
        return ""
    if dates.received_on == dates.published_on:
        return "Reçu par l’État et publié le même jour."
    return (
        f"Reçu par l’État le {french_date(dates.received_on)}, publié le {french_date(dates.published_on)}."
    )
