"""The doubts that one act raises: quorum when it is called, proxies, votes, number."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from beffroi.assemblies.kinds import Ballot, Outcome
from beffroi.assemblies.rules.articles import article
from beffroi.assemblies.rules.inputs import ActInput, Assessment, LegalFinding, SittingInput
from beffroi.assemblies.rules.presence import Room, room_at
from beffroi.assemblies.rules.sitting_findings import assess_sitting, source_of
from beffroi.law import (
    ChairVote,
    LawInputError,
    ProxyFaultKind,
    Reckoning,
    check_proxies,
    quorum,
    vote_ceiling,
    vote_outcome,
)
from beffroi.law import Outcome as LawOutcome
from beffroi.reader.model import Severity

PROXY_CODES = {
    ProxyFaultKind.HOLDER_OVER_LIMIT: "proxy-holder-over-limit",
    ProxyFaultKind.HOLDER_NOT_PRESENT: "proxy-holder-not-present",
    ProxyFaultKind.GIVER_PRESENT: "member-in-two-lists",
    ProxyFaultKind.GIVEN_TWICE: "proxy-given-twice",
    ProxyFaultKind.GIVEN_TO_SELF: "proxy-given-to-self",
    ProxyFaultKind.HOLDER_IS_GIVER: "proxy-passed-on",
    ProxyFaultKind.HOLDER_RECUSED: "proxy-holder-recused",
    ProxyFaultKind.TOO_MANY_SITTINGS: "proxy-too-long",
}
# A recused holder is lawful: the giver's vote is merely lost.
_NOTED = (ProxyFaultKind.HOLDER_RECUSED,)
_DECIDED = {LawOutcome.ADOPTED: Outcome.ADOPTED, LawOutcome.REJECTED: Outcome.REJECTED}


def assess_act(sitting: SittingInput, act: ActInput, on: date) -> Assessment:
    """Apply the rules of sittings, then those of the act, as a reader of that day would.

    Source: CGCT L2121-17, L2121-20, L2121-21, L3121-14 to L3121-16, L2131-11.
    """
    of_sitting = assess_sitting(sitting, on)
    made: list[Reckoning[object]] = []
    room = room_at(sitting.roll, sitting.moves, act.rank)
    findings = [*_number(sitting, act), *_counts_missing(sitting, act), *_secrecy(sitting, act, room)]
    if sitting.roll:
        findings += [
            *_quorum(sitting, act, room, made),
            *_proxies(sitting, act, room, made),
            *_ceiling(sitting, act, room, made),
        ]
    findings += _outcome(sitting, act, made)
    return Assessment((*of_sitting.reckonings, *made), (*of_sitting.findings, *findings))


def _number(sitting: SittingInput, act: ActInput) -> Iterator[LegalFinding]:
    if not act.number:
        yield LegalFinding(
            "number-missing",
            Severity.QUESTION,
            "La délibération n’a pas de numéro.",
            article("R2121-9", sitting.regime),
        )


def _counts_missing(sitting: SittingInput, act: ActInput) -> Iterator[LegalFinding]:
    if act.votes_for is None or act.votes_against is None:
        yield LegalFinding(
            "vote-counts-missing",
            Severity.QUESTION,
            "Le vote n’a pas de décompte.",
            article("L2121-20", sitting.regime),
        )


def _secrecy(sitting: SittingInput, act: ActInput, room: Room) -> Iterator[LegalFinding]:
    if act.ballot != Ballot.SECRET:
        return
    if act.names_votes:
        yield LegalFinding(
            "secret-ballot-names",
            Severity.ERROR,
            "Le scrutin était secret, et des votes portent un nom.",
            article("L2121-21", sitting.regime),
        )
    if room.remote:
        yield LegalFinding(
            "secret-ballot-at-distance",
            Severity.ERROR,
            "Des membres étaient à distance : le scrutin secret reporte l’affaire.",
            article("L5211-11-1", sitting.regime),
        )


def _quorum(
    sitting: SittingInput, act: ActInput, room: Room, made: list[Reckoning[object]]
) -> Iterator[LegalFinding]:
    in_office = sitting.seats_stated or sitting.seats_counted or len(sitting.roll)
    try:
        reckoning = quorum(
            in_office,
            len(room.present),
            assembly=sitting.regime,
            represented=len(room.proxies),
            remote=len(room.remote),
            interested=len(act.recused & room.here),
            on=sitting.held_on,
            second_convocation=sitting.is_second,
            second_shortened=sitting.is_urgent,
            alsace_moselle=sitting.alsace_moselle,
        )
    except LawInputError as error:
        yield LegalFinding(
            "counts-stated-differ", Severity.ERROR, error.message, article("L2121-17", sitting.regime)
        )
        return
    made.append(reckoning)
    if reckoning.holds is False:
        yield LegalFinding(
            "quorum-not-met", Severity.ERROR, reckoning.verdict, source_of(reckoning), reckoning
        )


def _proxies(
    sitting: SittingInput, act: ActInput, room: Room, made: list[Reckoning[object]]
) -> Iterator[LegalFinding]:
    if not room.proxies:
        return
    name = _names(sitting)
    reckoning = check_proxies(
        [(name[giver], name[holder]) for giver, holder in room.proxies],
        present={name[one] for one in room.here},
        assembly=sitting.regime,
        recused={name[one] for one in act.recused if one in name},
    )
    made.append(reckoning)
    told: set[tuple[str, str]] = set()
    for fault in reckoning.value:
        key = (PROXY_CODES[fault.kind], fault.message)
        if key not in told:
            told.add(key)
            severity = Severity.QUESTION if fault.kind in _NOTED else Severity.ERROR
            yield LegalFinding(key[0], severity, fault.message, source_of(reckoning), reckoning)


def _names(sitting: SittingInput) -> dict[int, str]:
    """Name the members; two homonyms keep their numbers, so that they stay two people."""
    times = Counter(line.name for line in sitting.roll)
    names = {one: f"membre {one}" for line in sitting.roll for one in (line.member, line.holder) if one}
    for line in sitting.roll:
        names[line.member] = line.name if times[line.name] == 1 else f"{line.name} ({line.member})"
    return names


def too_many_votes(sitting: SittingInput, act: ActInput) -> str:
    """Say that the votes told exceed those of the members on the roll; empty when they do not."""
    found = _ceiling(sitting, act, room_at(sitting.roll, sitting.moves, act.rank), [])
    return next((one.message for one in found if one.severity == Severity.ERROR), "")


def votes_recorded(act: ActInput) -> int:
    """Add the votes that are told."""
    told = (act.votes_for, act.votes_against, act.abstentions, act.not_voting, act.blank_votes)
    return sum(one for one in told if one is not None)


def _ceiling(
    sitting: SittingInput, act: ActInput, room: Room, made: list[Reckoning[object]]
) -> Iterator[LegalFinding]:
    """Compare only a count whose four parts are told; too many votes show without all of them."""
    recused = act.recused & room.here
    carried = sum(1 for _, holder in room.proxies if holder in recused)
    parts = (act.votes_for, act.votes_against, act.abstentions, act.not_voting)
    complete = all(part is not None for part in parts)
    recorded = votes_recorded(act)
    try:
        reckoning = vote_ceiling(
            len(room.here),
            len(room.proxies),
            recused=len(recused),
            proxies_of_recused=carried,
            recorded=recorded if complete or recorded else None,
        )
    except LawInputError as error:
        yield LegalFinding(
            "vote-counts-inconsistent", Severity.ERROR, error.message, article("L2121-20", sitting.regime)
        )
        return
    made.append(reckoning)
    over = recorded > reckoning.value
    if over or (complete and recorded < reckoning.value):
        severity = Severity.ERROR if over else Severity.WARNING
        yield LegalFinding(
            "vote-counts-inconsistent", severity, reckoning.verdict, source_of(reckoning), reckoning
        )


def _outcome(sitting: SittingInput, act: ActInput, made: list[Reckoning[object]]) -> Iterator[LegalFinding]:
    if act.votes_for is None or act.votes_against is None:
        return
    try:
        reckoning = vote_outcome(
            act.votes_for,
            act.votes_against,
            assembly=sitting.regime,
            abstentions=act.abstentions or 0,
            blank=act.blank_votes or 0,
            refusals=act.not_voting or 0,
            chair_vote=ChairVote(act.chair_vote) if act.chair_vote in set(ChairVote) else None,
            secret=act.ballot == Ballot.SECRET,
            accounts=act.is_accounts,
            on=sitting.held_on,
        )
    except LawInputError as error:
        yield LegalFinding(
            "vote-counts-inconsistent", Severity.ERROR, error.message, article("L2121-20", sitting.regime)
        )
        return
    made.append(reckoning)
    source = source_of(reckoning)
    if reckoning.value is LawOutcome.TIED:
        yield LegalFinding("chair-vote-not-stated", Severity.QUESTION, reckoning.verdict, source, reckoning)
    elif _DECIDED[reckoning.value] != act.outcome:
        sentence = f"La délibération est enregistrée {act.outcome.label}. {reckoning.verdict}"
        yield LegalFinding("outcome-inconsistent", Severity.ERROR, sentence, source, reckoning)
