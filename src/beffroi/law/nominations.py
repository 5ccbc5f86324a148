"""Nominations: who is elected at one round of voting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import LawInputError, check_count, check_date
from beffroi.law.french import french_date, plural
from beffroi.law.reckoning import Reckoning, Source, told_inputs

LAST_ROUND = 3
NOMINATION_SOURCES: dict[AssemblyKind, tuple[Source, ...]] = {
    AssemblyKind.COMMUNE: (sources.C_BALLOTS,),
    AssemblyKind.EPCI: (sources.C_BALLOTS, sources.E_AS_COMMUNE),
    AssemblyKind.DEPARTEMENT: (sources.D_VOTES, sources.D_ROUNDS),
    AssemblyKind.STANDING_COMMITTEE: (sources.D_VOTES_FOR_SC,),
    AssemblyKind.BUREAU: (sources.C_BALLOTS_FOR_BUREAU,),
}


@dataclass(frozen=True, slots=True)
class Nomination:
    """What a round gives: who is elected, the votes that were needed, and the next round if there is one."""

    elected: str | None
    threshold: int
    next_round: int | None


def nomination_round(
    votes: Mapping[str, int],
    *,
    round_number: int,
    assembly: AssemblyKind,
    born_on: Mapping[str, date] | None = None,
    secret: bool = True,
    waived_unanimously: bool = False,
    secrecy_imposed: bool = False,
) -> Reckoning[Nomination]:
    """Tell who is elected: absolute majority at two rounds, then the relative one, the eldest on a tie.

    A sole candidate takes effect at once. `holds` says whether someone is elected; None when the ages
    of tied candidates are not known. The vote is secret unless the members unanimously waive it and no
    text imposes it.

    Unit: votes, blank and void ballots left out.
    Raises: LawInputError for no candidate, a round that does not exist, an open vote without a valid waiver.
    Source: CGCT L2121-21, L3121-15.
    """
    _check(votes, round_number, secret=secret, waived=waived_unanimously, imposed=secrecy_imposed)
    ages = {name: check_date("born_on", born) for name, born in (born_on or {}).items()}
    valid = sum(votes.values())
    threshold = valid // 2 + 1 if round_number < LAST_ROUND else 1
    elected, holds, reason = _elected(votes, threshold, round_number, ages)
    going_on = elected is None and round_number < LAST_ROUND
    rounds = f"{round_number}{'er' if round_number == 1 else 'e'} tour"
    return Reckoning(
        rule="nomination-round",
        value=Nomination(elected, threshold, round_number + 1 if going_on else None),
        holds=holds,
        title=f"Nomination, {rounds} : {elected or 'personne'}",
        verdict=reason,
        inputs=told_inputs((
            ("Assemblée", assembly.label),
            ("Tour", str(round_number)),
            *((name, _candidate(count, ages.get(name))) for name, count in votes.items()),
            ("Scrutin", "secret" if secret else "public, à l’unanimité"),
        )),
        steps=_steps(votes, valid, round_number, rounds),
        sources=NOMINATION_SOURCES[assembly],
        notes=(
            "Le scrutin est secret ; on peut y renoncer à l’unanimité si aucun texte ne l’impose.",
        ),
    )  # fmt: skip


def _check(votes: Mapping[str, int], round_number: int, *, secret: bool, waived: bool, imposed: bool) -> None:
    if not votes or any(not name.strip() for name in votes):
        raise LawInputError("votes", "Il faut au moins un candidat, chacun avec son nom.")
    for count in votes.values():
        check_count("votes", count)
    if not 1 <= check_count("round_number", round_number) <= LAST_ROUND:
        raise LawInputError("round_number", "Une nomination compte trois tours au plus.")
    if not secret and imposed:
        raise LawInputError("secret", "Un texte impose le scrutin secret : il ne peut pas être levé.")
    if not secret and not waived:
        raise LawInputError("secret", "Le scrutin est secret, sauf si les membres y renoncent à l’unanimité.")


def _steps(votes: Mapping[str, int], valid: int, round_number: int, rounds: str) -> tuple[str, ...]:
    tally = ", ".join(f"{name} {count}" for name, count in votes.items())
    cast = f"{plural(valid, 'suffrage exprimé', 'suffrages exprimés')} : {tally}"
    if round_number == LAST_ROUND:
        return cast, f"{rounds}, majorité relative"
    half = valid // 2
    return cast, f"{rounds}, majorité absolue : {valid} ÷ 2, arrondi à {half}, plus 1 = {half + 1}"


def _candidate(count: int, born: date | None) -> str:
    age = "" if born is None else f", né(e) le {french_date(born)}"
    return plural(count, "voix", "voix") + age


def _elected(
    votes: Mapping[str, int], threshold: int, round_number: int, ages: Mapping[str, date]
) -> tuple[str | None, bool | None, str]:
    """Give the elected candidate, whether there is one, and the French reason."""
    if len(votes) == 1:
        sole = next(iter(votes))
        return sole, True, f"Candidature unique : la nomination de {sole} prend effet aussitôt."
    best = max(votes.values())
    first = [name for name, count in votes.items() if count == best]
    if best == 0:
        return None, False, "Aucun suffrage exprimé : personne n’est élu."
    if round_number < LAST_ROUND:
        if best >= threshold:
            return first[0], True, f"{first[0]} obtient la majorité absolue."
        return (
            None,
            False,
            f"Personne n’obtient la majorité absolue de {threshold} : un autre tour est nécessaire.",
        )
    if len(first) == 1:
        return first[0], True, f"{first[0]} obtient le plus de voix."
    return _eldest(first, ages)


def _eldest(tied: list[str], ages: Mapping[str, date]) -> tuple[str | None, bool | None, str]:
    if any(name not in ages for name in tied):
        return None, None, "Égalité : le plus âgé est élu, et une date de naissance manque."
    oldest = min(ages[name] for name in tied)
    named = [name for name in tied if ages[name] == oldest]
    if len(named) > 1:
        return None, None, "Égalité de voix et d’âge : les textes ne disent pas qui est élu."
    return named[0], True, f"Égalité : {named[0]}, de plus grand âge, est élu."
