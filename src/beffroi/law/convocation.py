"""Convocations: the days between the dispatch and the sitting."""

from dataclasses import replace
from datetime import date, timedelta

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.calendar import ONE_DAY
from beffroi.law.errors import LawInputError, check_count, check_date, check_order
from beffroi.law.french import agree, day_list, french_date, french_number, plural
from beffroi.law.reckoning import Day, Reckoning, Source, told_inputs
from beffroi.law.tables import NOTICES, URGENT_CLEAR_DAYS, Notice, in_force

LONGEST_NOTICE = timedelta(days=366)
LISTED_DAYS = 15
HOW_IT_COUNTS = (
    "Ni le jour de l’envoi ni celui de la séance ne comptent ; "
    "les samedis, dimanches et jours fériés comptent, et rien n’est reporté."
)


def clear_days(
    dispatched_on: date,
    sitting_on: date,
    *,
    assembly: AssemblyKind,
    population: int | None = None,
    first_after_renewal: bool = False,
    urgent: bool = False,
) -> Reckoning[int]:
    """Count the clear days between the dispatch of a convocation and the sitting.

    Unit: clear days.
    Raises: LawInputError when the sitting precedes the dispatch, or follows it by more than a year.
    Source: CGCT L2121-7, L2121-11, L2121-12, L5211-1, L3121-19, L3121-19-1.
    Example: dispatched on 6 December for 12 December → 5 (7, 8, 9, 10, 11).
    """
    check_span(dispatched_on, sitting_on)
    if population is not None:
        check_count("population", population)
    notices = _notices(sitting_on, assembly, population, first_after_renewal)
    if urgent:
        notices = [_shortened(notice) for notice in notices[:1]]
    clear = count_clear_days(dispatched_on, sitting_on)
    holds = _agreed([_enough(notice, dispatched_on, sitting_on) for notice in notices])
    used = _dedupe([source for notice in notices for source in notice.sources])
    return Reckoning(
        rule="clear-days",
        value=clear,
        holds=holds,
        title=_title(notices, dispatched_on, sitting_on),
        verdict=_verdict(notices, holds, dispatched_on, sitting_on),
        inputs=told_inputs((
            ("Envoi", french_date(dispatched_on)),
            ("Séance", french_date(sitting_on)),
            ("Assemblée", assembly.label),
            ("Population", None if population is None else plural(population, "habitant")),
            ("Première réunion après un renouvellement", "oui" if first_after_renewal else None),
            ("Urgence", "oui" if urgent else None),
        )),
        steps=_steps(notices, dispatched_on, sitting_on),
        sources=used or (sources.BUREAU_DELEGATION,),
        notes=_notes(notices, dispatched_on, sitting_on, urgent=urgent),
        days=counted_days(dispatched_on, sitting_on),
    )  # fmt: skip


def check_span(dispatched_on: date, sitting_on: date) -> None:
    """Refuse a sitting that precedes its convocation, or follows it by more than a year."""
    check_date("dispatched_on", dispatched_on)
    check_date("sitting_on", sitting_on)
    check_order(
        "sitting_on", dispatched_on, sitting_on, "La séance ne peut pas précéder l’envoi de la convocation."
    )
    if sitting_on - dispatched_on > LONGEST_NOTICE:
        raise LawInputError("sitting_on", "La séance suit l’envoi de plus d’un an : vérifiez les deux dates.")


def count_clear_days(dispatched_on: date, sitting_on: date) -> int:
    """Count the days strictly between two dates."""
    return max(0, (sitting_on - dispatched_on).days - 1)


def counted_days(dispatched_on: date, sitting_on: date) -> tuple[Day, ...]:
    """List every day from the dispatch to the sitting; both ends stand there uncounted."""
    span = (sitting_on - dispatched_on).days
    return tuple(Day(dispatched_on + ONE_DAY * n, 0 < n < span) for n in range(span + 1))


def listed(days: tuple[Day, ...]) -> str:
    """Name the counted days, or the first and the last when there are many.

    Example: 7, 8, 9, 10, 11 décembre.
    """
    counted = [day.on for day in days if day.counted]
    if len(counted) <= LISTED_DAYS:
        return day_list(counted)
    return f"du {french_date(counted[0])} au {french_date(counted[-1])}"


def _notices(on: date, assembly: AssemblyKind, population: int | None, first: bool) -> list[Notice]:
    """Keep the delays that may apply: several when the population decides and is not known."""
    return [
        notice
        for notice in in_force(NOTICES, on)
        if notice.assembly is assembly
        and notice.first_after_renewal in (None, first)
        and (population is None or notice.least_population <= population)
        and (population is None or notice.population_under is None or population < notice.population_under)
    ]


def _shortened(notice: Notice) -> Notice:
    return replace(notice, days=URGENT_CLEAR_DAYS, clear=True)


def _dedupe(cited: list[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(cited))


def _enough(notice: Notice, dispatched_on: date, sitting_on: date) -> bool:
    return dispatched_on <= _latest_dispatch(notice, sitting_on)


def _latest_dispatch(notice: Notice, sitting_on: date) -> date:
    return sitting_on - timedelta(days=notice.days + (1 if notice.clear else 0))


def _agreed(answers: list[bool]) -> bool | None:
    """Give the common answer of the delays that may apply, or None when they differ or there is none."""
    return answers[0] if len(set(answers)) == 1 else None


def _unit(notice: Notice) -> str:
    return plural(notice.days, "jour franc", "jours francs") if notice.clear else plural(notice.days, "jour")


def _required(notices: list[Notice]) -> str:
    if not notices:
        return "aucun délai connu"
    others = [french_number(notice.days) for notice in notices[:-1]]
    return f"{' ou '.join([*others, _unit(notices[-1])])} {agree(notices[-1].days, 'exigé')}"


def _counted(notices: list[Notice], dispatched_on: date, sitting_on: date) -> str:
    clear = count_clear_days(dispatched_on, sitting_on)
    if not notices:
        return plural(clear, "jour franc compté", "jours francs comptés")
    if not notices[0].clear:
        elapsed = plural((sitting_on - dispatched_on).days, "compté")
        return f"{elapsed} ({plural(clear, 'jour franc', 'jours francs')})"
    return plural(clear, "compté")


def _title(notices: list[Notice], dispatched_on: date, sitting_on: date) -> str:
    subject = "Rapports" if notices and not notices[0].clear else "Convocation"
    return f"{subject} : {_required(notices)}, {_counted(notices, dispatched_on, sitting_on)}"


def _verdict(notices: list[Notice], holds: bool | None, dispatched_on: date, sitting_on: date) -> str:
    if not notices:
        return "Le programme ne connaît pas de texte qui fixe ce délai : voir le règlement intérieur."
    latest = min(_latest_dispatch(notice, sitting_on) for notice in notices)
    if holds is None:
        return "Le délai dépend de la population de la commune : moins de 3 500 habitants, ou 3 500 et plus."
    if not holds:
        least = max(_latest_dispatch(notice, sitting_on) for notice in notices)
        return f"Trop tard : il fallait envoyer au plus tard le {french_date(least)}."
    if dispatched_on == latest:
        return f"Le minimum exact. Un envoi le {french_date(latest + ONE_DAY)} aurait été trop tard."
    return f"Dans les délais : l’envoi pouvait attendre le {french_date(latest)}."


def _steps(notices: list[Notice], dispatched_on: date, sitting_on: date) -> tuple[str, ...]:
    span = (sitting_on - dispatched_on).days
    clear = count_clear_days(dispatched_on, sitting_on)
    named = listed(_listed_days(notices, dispatched_on, sitting_on))
    total = f"{_required(notices)}, {_counted(notices, dispatched_on, sitting_on)}"
    return (
        f"Du {french_date(dispatched_on)} au {french_date(sitting_on)} : {plural(span, 'jour')}",
        f"{span} − 1 = {plural(clear, 'jour franc', 'jours francs')}"
        if span
        else "Le jour même : aucun jour franc",
        f"{total} : {named}" if named else total,
    )


def _listed_days(notices: list[Notice], dispatched_on: date, sitting_on: date) -> tuple[Day, ...]:
    """Give the days that the count names: a delay that is not clear counts the day of the sitting too."""
    days = counted_days(dispatched_on, sitting_on)
    if not notices or notices[0].clear or len(days) == 1:
        return days
    return (*days[:-1], replace(days[-1], counted=True))


def _notes(notices: list[Notice], dispatched_on: date, sitting_on: date, *, urgent: bool) -> tuple[str, ...]:
    notes = [HOW_IT_COUNTS, "La date qui compte est celle de l’envoi, non celle que porte la convocation."]
    if urgent:
        notes.append(
            "En urgence, jamais moins d’un jour franc ; l’assemblée se prononce sur l’urgence à l’ouverture."
        )
    for notice in notices:
        short = not notice.clear and count_clear_days(dispatched_on, sitting_on) < notice.days
        if short and _enough(notice, dispatched_on, sitting_on):
            notes.append(
                f"Moins de {notice.days} jours francs : si le délai devait être franc, "
                "l’envoi serait trop tardif (à confirmer par un juriste)."
            )
    return tuple(notes)
