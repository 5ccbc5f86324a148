"""Until when the prefect may refer an act to the court."""

from dataclasses import dataclass
from datetime import date

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.delays import ClearDelay, two_clear_months
from beffroi.law.errors import LawInputError, check_date, check_optional_date, check_order
from beffroi.law.french import french_date, french_day
from beffroi.law.reckoning import Input, Reckoning, Source, told_inputs

_C, _D = (sources.PREFECT_C, sources.PREFECT_RESTART), (sources.PREFECT_D, sources.PREFECT_RESTART)
PREFECT_SOURCES: dict[AssemblyKind | None, tuple[Source, ...]] = {
    AssemblyKind.COMMUNE: _C,
    AssemblyKind.EPCI: _C,
    AssemblyKind.BUREAU: _C,
    AssemblyKind.DEPARTEMENT: _D,
    AssemblyKind.STANDING_COMMITTEE: _D,
    None: (sources.PREFECT_C, sources.PREFECT_D, sources.PREFECT_RESTART),
}


@dataclass(frozen=True, slots=True)
class _Request:
    """What the prefect asked for, and the day the answer starts the delay again."""

    name: str
    asked_field: str
    asked_on: date | None
    answer: str
    answered_field: str
    answered_on: date | None


def prefect_deadline(
    received_on: date,
    *,
    pieces_requested_on: date | None = None,
    pieces_received_on: date | None = None,
    pieces_refused_on: date | None = None,
    withdrawal_requested_on: date | None = None,
    withdrawal_rejected_on: date | None = None,
    explanation_requested_on: date | None = None,
    assembly: AssemblyKind | None = None,
    alsace_moselle: bool = False,
) -> Reckoning[date]:
    """Give the last day of the prefect's referral: two clear months from the reception of a complete act.

    A request made after the delay ran out restarts nothing; a mere request for explanations never does.

    Raises: LawInputError for an answer that precedes its request or the reception.
    Source: CGCT L2131-6, L3132-1; CE 15 May 2013, 357031.
    """
    check_date("received_on", received_on)
    check_optional_date("explanation_requested_on", explanation_requested_on)
    requests = (
        _pieces(pieces_requested_on, pieces_received_on, pieces_refused_on),
        _Request(
            "demande de retrait ou de modification", "withdrawal_requested_on", withdrawal_requested_on,
            "Demande de retrait ou de modification rejetée", "withdrawal_rejected_on", withdrawal_rejected_on,
        ),
    )  # fmt: skip
    for request in requests:
        _check(received_on, request)
    delay, steps, notes = _run(
        two_clear_months(received_on, alsace_moselle=alsace_moselle), requests, alsace_moselle
    )
    if explanation_requested_on is not None:
        notes = (*notes, "Une simple demande d’explications ne change rien au délai.")
    return Reckoning(
        rule="prefect-deadline",
        value=delay.last,
        holds=None,
        title=f"Déféré possible jusqu’au {french_day(delay.last)} inclus",
        verdict=f"Deux mois francs à compter du {french_date(delay.start)}.",
        inputs=_inputs(received_on, requests, explanation_requested_on, alsace_moselle=alsace_moselle),
        steps=steps,
        sources=PREFECT_SOURCES[assembly],
        notes=notes,
    )


def _pieces(requested_on: date | None, received_on: date | None, refused_on: date | None) -> _Request:
    name, field = "demande de pièces", "pieces_requested_on"
    if refused_on is None:
        return _Request(
            name, field, requested_on, "Pièces manquantes reçues", "pieces_received_on", received_on
        )
    if received_on is not None:
        raise LawInputError("pieces_refused_on", "Les pièces sont reçues ou refusées, pas les deux.")
    return _Request(name, field, requested_on, "Refus des pièces", "pieces_refused_on", refused_on)


def _check(received_on: date, request: _Request) -> None:
    check_optional_date(request.asked_field, request.asked_on)
    check_optional_date(request.answered_field, request.answered_on)
    check_order(
        request.asked_field, received_on, request.asked_on, "La demande ne peut pas précéder la réception."
    )
    since = request.asked_on or received_on
    check_order(
        request.answered_field, since, request.answered_on, "La réponse ne peut pas précéder la demande."
    )


def _run(
    delay: ClearDelay, requests: tuple[_Request, ...], alsace_moselle: bool
) -> tuple[ClearDelay, tuple[str, ...], tuple[str, ...]]:
    """Start the delay again at each answer, in the order of the answers."""
    steps, notes = [*delay.steps], []
    for request in sorted(requests, key=lambda one: one.answered_on or date.max):
        if request.asked_on is not None and request.asked_on > delay.last:
            notes.append(
                f"La {request.name} est postérieure au {french_date(delay.last)} : sans effet sur le délai."
            )
        elif request.answered_on is not None:
            if request.asked_on is None:
                notes.append(f"Date de la {request.name} inconnue : tenue pour faite dans le délai.")
            delay = two_clear_months(request.answered_on, alsace_moselle=alsace_moselle)
            restart = (
                f"{request.answer} le {french_date(request.answered_on)} : un nouveau délai part de ce jour"
            )
            steps += [restart, *delay.steps]
        elif request.asked_on is not None:
            notes.append(f"La {request.name} attend sa réponse : le délai repartira de celle-ci.")
    return delay, tuple(steps), tuple(notes)


def _inputs(
    received_on: date,
    requests: tuple[_Request, ...],
    explanation_requested_on: date | None,
    *,
    alsace_moselle: bool,
) -> tuple[Input, ...]:
    told: list[tuple[str, date | None]] = [("Réception en préfecture", received_on)]
    for request in requests:
        told += [(request.name.capitalize(), request.asked_on), (request.answer, request.answered_on)]
    told.append(("Demande d’explications", explanation_requested_on))
    dates = [(label, None if on is None else french_date(on)) for label, on in told]
    return told_inputs([*dates, ("Jours fériés d’Alsace-Moselle", "oui" if alsace_moselle else None)])
