"""The doubts that a sitting raises: its convocation, its roll, its papers."""

from collections.abc import Iterator
from datetime import date

from beffroi.assemblies.rules.articles import article
from beffroi.assemblies.rules.inputs import Assessment, LegalFinding, SittingInput
from beffroi.assemblies.rules.presence import room_at
from beffroi.law import (
    AssemblyKind,
    LawInputError,
    Reckoning,
    clear_days,
    second_convocation,
    weekly_list_deadline,
)
from beffroi.law.french import french_date, plural, typeset
from beffroi.law.sources import REFORM_OF_2022
from beffroi.reader.model import Severity

_LIKE_COMMUNES = (AssemblyKind.COMMUNE, AssemblyKind.EPCI)


def assess_sitting(sitting: SittingInput, on: date) -> Assessment:
    """Apply the rules of sittings, as a reader of that day would.

    Source: CGCT L2121-7, L2121-11, L2121-12, L5211-1, L3121-19, L2121-15, L2121-25.
    """
    made: list[Reckoning[object]] = []
    findings = [
        *_convocation(sitting, made),
        *_seats(sitting),
        *_officers(sitting),
        *_moves(sitting),
        *_weekly_list(sitting, on, made),
    ]
    return Assessment(tuple(made), tuple(findings))


def source_of(reckoning: Reckoning[object]) -> str:
    """Name the first text that a reckoning stands on."""
    return reckoning.sources[0].label if reckoning.sources else ""


def _convocation(sitting: SittingInput, made: list[Reckoning[object]]) -> Iterator[LegalFinding]:
    if sitting.dispatched_on is None:
        dated = (
            f" La convocation est datée du {french_date(sitting.convened_on)}." if sitting.convened_on else ""
        )
        yield LegalFinding(
            "dispatch-date-not-stated",
            Severity.QUESTION,
            typeset(f"Quand la convocation est-elle partie ?{dated} C’est l’envoi qui compte."),
            article("L2121-10", sitting.regime),
        )
        return
    again = sitting.is_second and sitting.regime in _LIKE_COMMUNES
    try:
        reckoning: Reckoning[object] = (
            second_convocation(
                sitting.held_on,
                assembly=sitting.regime,
                dispatched_on=sitting.dispatched_on,
                urgent=sitting.is_urgent,
                alsace_moselle=sitting.alsace_moselle,
            )
            if again
            else clear_days(
                sitting.dispatched_on,
                sitting.held_on,
                assembly=sitting.regime,
                population=sitting.population,
                first_after_renewal=sitting.is_first_after_renewal,
                urgent=sitting.is_urgent,
            )
        )
    except LawInputError as error:
        yield LegalFinding(
            "convocation-date-unlikely", Severity.QUESTION, error.message, article("L2121-10", sitting.regime)
        )
        return
    made.append(reckoning)
    if reckoning.holds is False:
        yield LegalFinding(
            "convocation-too-late", Severity.ERROR, reckoning.verdict, source_of(reckoning), reckoning
        )


def _seats(sitting: SittingInput) -> Iterator[LegalFinding]:
    source = article("L2121-17", sitting.regime)
    if sitting.seats_stated is None and not sitting.seats_counted:
        yield LegalFinding(
            "seats-in-office-not-stated",
            Severity.QUESTION,
            "Combien de sièges en exercice ? Le quorum est compté ici sur la feuille de présence.",
            source,
        )
    elif sitting.seats_stated is not None and sitting.seats_counted not in (0, sitting.seats_stated):
        told = plural(sitting.seats_stated, "siège indiqué", "sièges indiqués")
        counted = plural(sitting.seats_counted, "mandat en cours", "mandats en cours")
        yield LegalFinding(
            "seats-in-office-differ", Severity.QUESTION, f"{told}, {counted} ce jour-là : lequel ?", source
        )


def _officers(sitting: SittingInput) -> Iterator[LegalFinding]:
    """Ask for the chair and the secretary, who sign since July 2022."""
    like_communes = sitting.regime in _LIKE_COMMUNES
    signs = like_communes and sitting.held_on >= REFORM_OF_2022
    source = article("L2121-23" if signs else "L2121-15", sitting.regime)
    end = ", qui signe les délibérations" if signs else ""
    here = room_at(sitting.roll, sitting.moves, 1).here if sitting.roll else None
    ever = {line.member for line in sitting.roll if line.member in (here or ())} | {
        move.member for move in sitting.moves
    }
    officers = (
        ("chair", "président de séance", sitting.chair),
        ("secretary", "secrétaire de séance", sitting.secretary),
    )
    for code, word, member in officers:
        if member is None:
            yield LegalFinding(
                f"{code}-not-stated", Severity.QUESTION, typeset(f"Qui est {word}{end} ?"), source
            )
        elif here is not None and member not in ever:
            name = next((line.name for line in sitting.roll if line.member == member), "")
            who = f"{name}, {word}," if name else f"Le {word}"
            yield LegalFinding(
                f"{code}-not-present", Severity.ERROR, f"{who} n’est pas parmi les présents.", source
            )


def _moves(sitting: SittingInput) -> Iterator[LegalFinding]:
    names = {line.member: line.name for line in sitting.roll}
    for move in sitting.moves:
        if move.before_rank is None:
            word = "arrive" if move.arrives else "part"
            name = names.get(move.member, "Un membre")
            yield LegalFinding(
                "movement-item-not-stated",
                Severity.QUESTION,
                typeset(f"{name} {word} en cours de séance : avant quel point ?"),
                article("L2121-17", sitting.regime),
            )


def _weekly_list(sitting: SittingInput, on: date, made: list[Reckoning[object]]) -> Iterator[LegalFinding]:
    try:
        reckoning = weekly_list_deadline(
            sitting.held_on, assembly=sitting.regime, listed_on=sitting.listed_on
        )
    except LawInputError as error:
        yield LegalFinding(
            "list-date-unlikely", Severity.QUESTION, error.message, article("L2121-25", sitting.regime)
        )
        return
    if reckoning.value is None:
        return
    made.append(reckoning)
    if reckoning.holds is False:
        yield LegalFinding(
            "list-posted-late", Severity.WARNING, reckoning.verdict, source_of(reckoning), reckoning
        )
    elif sitting.listed_on is None and on > reckoning.value:
        sentence = f"La liste des délibérations devait être affichée le {french_date(reckoning.value)}."
        yield LegalFinding("list-not-posted", Severity.QUESTION, sentence, source_of(reckoning), reckoning)
