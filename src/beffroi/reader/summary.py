"""A reading told on one screen, in French: what the act says, what the law computes, what is doubtful."""

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

from beffroi.law import Reckoning
from beffroi.law.french import french_date, plural, typeset
from beffroi.reader.model import Deliberation, Finding, Mention, Reading, Severity, Sitting, Vote
from beffroi.reader.reckon import reckon_deliberation, reckon_sitting

SEVERITIES = {Severity.ERROR: "erreur", Severity.WARNING: "alerte", Severity.QUESTION: "question"}
UNSAID = "non lu"
LONGEST = 160


def summarise(reading: Reading) -> str:
    """Tell a reading in French; what the text does not say is told as not read."""
    lines = [*_sitting(reading.sitting)]
    for rank, one in enumerate(reading.deliberations, start=1):
        lines += ["", *_deliberation(reading.sitting, one, rank)]
    lines += ["", *_findings(reading.findings)]
    return "\n".join(typeset(line) for line in lines)


def _sitting(sitting: Sitting) -> Iterator[str]:
    yield sitting.assembly.value if sitting.assembly else "Assemblée non lue"
    held = french_date(sitting.sitting_on.value) if sitting.sitting_on else UNSAID
    at = f" à {sitting.sitting_at.value:%H h %M}" if sitting.sitting_at else ""
    yield f"  Séance du : {held}{at}"
    yield f"  Convocation : {french_date(sitting.convened_on.value) if sitting.convened_on else UNSAID}"
    yield f"  Président de séance : {_said(sitting.chair)} ; secrétaire : {_said(sitting.secretary)}"
    yield (
        f"  Lus : {plural(len(sitting.present), 'présent')}, {plural(len(sitting.proxies), 'procuration')}, "
        f"{plural(len(sitting.absent), 'absent')} ; en exercice : {_said(sitting.members_in_office)}"
    )
    for movement in sitting.movements:
        at = f" à {movement.at:%H h %M}" if movement.at else ""
        yield f"  {'Arrivée' if movement.arrives else 'Départ'} : {movement.name.value}{at}"
    found = reckon_sitting(sitting)
    yield from _verdicts((found.clear_days, found.quorum, found.proxies))


def _deliberation(sitting: Sitting, one: Deliberation, rank: int) -> Iterator[str]:
    number = f"n° {one.number.value}" if one.number else f"{rank}, sans numéro lu"
    yield f"Délibération {number} : {_short(one.title.value) if one.title else 'titre non lu'}"
    for decision in one.decisions:
        yield f"  {decision.verb} {_short(decision.text.value)}"
    yield f"  Vote : {_vote(one.vote)}"
    received = french_date(one.received_on.value) if one.received_on else UNSAID
    published = french_date(one.published_on.value) if one.published_on else UNSAID
    yield f"  Reçue en préfecture : {received} ; publiée : {published}"
    found = reckon_deliberation(sitting, one)
    yield from _verdicts((found.ceiling, found.enforceable, found.appeal))


def _vote(vote: Vote) -> str:
    counts = (
        (vote.in_favour, "pour", "pour"),
        (vote.against, "contre", "contre"),
        (vote.abstain, "abstention", None),
    )
    told = [plural(count.value, one, many) for count, one, many in counts if count]
    wording = [f"« {_short(vote.wording.value)} »"] if vote.wording else []
    return ", ".join([*wording, *told]) or UNSAID


def _verdicts(found: Iterable[Reckoning[Any] | None]) -> Iterator[str]:
    for one in found:
        if one is not None:
            yield f"  → {one.title}. {one.verdict}"


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    yield plural(len(findings), "constat") if findings else "Aucun constat"
    for one in findings:
        source = f" ({one.source})" if one.source else ""
        yield f"  ligne {one.line}, {SEVERITIES[one.severity]} : {one.message}{source} [{one.code}]"
        if one.quote:
            yield f"      « {_short(one.quote)} »"


def _said(mention: Mention[Any] | None) -> str:
    return UNSAID if mention is None else str(mention.value)


def _short(text: str) -> str:
    return shorten(text, LONGEST, placeholder="…")
