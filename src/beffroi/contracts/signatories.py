"""Does the person who signs for a party have the right to? Names and capacities compared: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beffroi.contracts.kinds import Side
from beffroi.contracts.rules import ARTICLES, NO_EARLY_SIGNATURE, Obstacle, Party, blockers_for_signature, of
from beffroi.core.text import fold
from beffroi.law import french

AUTHORISED = {
    Side.EPCI: "CGCT, art. L2122-21, L5211-9",
    Side.DEPARTEMENT: "CGCT, art. L3221-1",
}
# « président » said in full: « président du Conseil départemental ».
_OF = frozenset({"de", "du", "des", "d'"})
MOST_LETTERS_APART = 2


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs for a party, whom its act authorises, and why a doubt is no obstacle."""

    side: Side
    called: str
    name: str
    capacity: str
    authorised_name: str = ""
    authorised_capacity: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a signatory: answered in writing, or the signature waits."""

    side: Side
    sentence: str
    source: str


def obstacles_to_signing(
    parties: Sequence[Party], signatories: Sequence[Signatory], signed_on: date, today: date
) -> list[Obstacle]:
    """Name all that forbids a signature dated `signed_on`, entered `today`; an empty list allows it.

    Source: CGCT L2131-1, L3131-1; CE avis 10 June 1996, 176873; the deliberation, for who may sign.
    """
    found = list(blockers_for_signature(parties, signed_on))
    if signed_on > today:
        told = french.french_date(signed_on)
        sentence = f"La signature ne peut pas être datée du {told} : ce jour n’est pas encore venu."
        found.append(Obstacle("in-the-future", Side.BOTH, sentence, NO_EARLY_SIGNATURE))
    for one in signatories:
        found += _obstacles_of(one)
    signing = {one.side for one in signatories}
    for party in parties:
        if party.side not in signing:
            sentence = f"On ne sait pas qui signe pour {party.called}."
            found.append(Obstacle("no-signatory", party.side, sentence, AUTHORISED[party.side]))
    return found


def _obstacles_of(one: Signatory) -> list[Obstacle]:
    refusal = refused(one)
    if refusal:
        return [Obstacle("not-authorised", one.side, refusal, _source(one))]
    doubt = doubt_about(one)
    if doubt and not one.reason.strip():
        sentence = f"{doubt.sentence} Confirmez-le par écrit, avec votre raison."
        return [Obstacle("signatory-in-doubt", one.side, sentence, doubt.source)]
    return []


def refused(one: Signatory) -> str:
    """Say why the act does not let this person sign; empty when it may."""
    if not one.name.strip():
        return f"On ne sait pas qui signe pour {one.called}."
    act = f"La délibération {of(one.called)} autorise"
    if one.authorised_name and not (_same_name(one) or _near_name(one)):
        return f"{act} {_authorised(one)} à signer, et non {one.name}."
    if not one.authorised_name and one.authorised_capacity and not _may_be_capacity(one):
        return f"{act} « {one.authorised_capacity} » à signer, et non « {one.capacity} »."
    return ""


def doubt_about(one: Signatory) -> Doubt | None:
    """Ask what the act leaves open about a signatory; None when it is plain."""
    return Doubt(one.side, sentence, _source(one)) if (sentence := _question(one)) else None


def _question(one: Signatory) -> str:
    if not one.authorised_name and not one.authorised_capacity:
        return f"La délibération {of(one.called)} ne dit pas qui signe : {one.name} en a-t-il le pouvoir ?"
    if one.authorised_name and not _same_name(one):
        names = f"La délibération écrit « {one.authorised_name} » et la signature « {one.name} »"
        return f"{names} : est-ce la même personne ?"
    if one.authorised_capacity and not _same_capacity(one):
        return (
            f"La délibération autorise à signer comme « {one.authorised_capacity} » ; "
            f"la signature dit « {one.capacity} » : est-ce bien à ce titre ?"
        )
    return ""


def _authorised(one: Signatory) -> str:
    return (
        f"{one.authorised_name} ({one.authorised_capacity})"
        if one.authorised_capacity
        else one.authorised_name
    )


def _source(one: Signatory) -> str:
    return AUTHORISED.get(one.side, ARTICLES[Side.EPCI])


def _words(name: str) -> list[str]:
    """The words of a name, whatever its order: « DERVAUX Solène » and « Solène Dervaux » are one."""
    return sorted(fold(name).replace("'", " ").split())


def _same_name(one: Signatory) -> bool:
    return _words(one.name) == _words(one.authorised_name)


def _near_name(one: Signatory) -> bool:
    """Whether a slip could part two names: a few letters, or a second first name left out."""
    mine, theirs = _words(one.name), _words(one.authorised_name)
    if set(mine) < set(theirs) or set(theirs) < set(mine):
        return min(len(mine), len(theirs)) > 1
    return _apart(" ".join(mine), " ".join(theirs)) <= MOST_LETTERS_APART


def _same_capacity(one: Signatory) -> bool:
    mine, theirs = (fold(text).replace("'", "' ").split() for text in (one.capacity, one.authorised_capacity))
    short, long = sorted((mine, theirs), key=len)
    return mine == theirs or (bool(short) and long[: len(short)] == short and long[len(short)] in _OF)


def _may_be_capacity(one: Signatory) -> bool:
    """Whether the capacities are one, or differ by their gender: « président », « présidente »."""
    mine, theirs = fold(one.capacity), fold(one.authorised_capacity)
    return _same_capacity(one) or _apart(mine, theirs) <= MOST_LETTERS_APART


def _apart(one: str, other: str) -> int:
    """Count the letters to change, add or take off between two words (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[0], place
        for index, second in enumerate(other, start=1):
            before, row[index] = (
                row[index],
                min(row[index] + 1, row[index - 1] + 1, before + (letter != second)),
            )
    return row[-1]
