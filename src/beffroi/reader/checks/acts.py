"""Doubts about one deliberation: its number, its vote, its signatures, the name of what it approves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from beffroi.law import AssemblyKind
from beffroi.reader.grammar import rule
from beffroi.reader.model import Deliberation, Finding, Mention, Reading, Severity, Sitting
from beffroi.reader.people import Directory
from beffroi.reader.text import Text

SIGNED_BY_TWO_FROM = date(2022, 7, 1)


def act_findings(text: Text, reading: Reading) -> Iterator[Finding]:
    """Doubts that each deliberation raises."""
    for one in reading.deliberations:
        yield from _number(text, one)
        yield from _counts_missing(text, one)
        yield from _counts_inconsistent(text, reading.sitting, one)
        yield from _names_of_the_act(text, one)
    yield from _signatures(text, reading.sitting)


def _anchor(one: Deliberation) -> Mention[str] | None:
    if one.title:
        return one.title
    return one.decisions[0].text if one.decisions else one.vote.wording


def _number(text: Text, one: Deliberation) -> Iterator[Finding]:
    anchor = _anchor(one)
    if one.number is None and anchor is not None:
        yield Finding(
            "number-missing",
            Severity.WARNING,
            anchor.line,
            text.quote(anchor.start or 0, anchor.end),
            "La délibération n’a pas de numéro ; ceux que le texte cite sont ceux d’autres actes.",
            "CGCT R2121-9",
        )


def _counts_missing(text: Text, one: Deliberation) -> Iterator[Finding]:
    vote = one.vote
    if vote.wording is None or vote.in_favour or vote.against or vote.abstain:
        return
    folded = text.folded[vote.wording.start : vote.wording.end]
    if "majorite" in folded:
        yield Finding(
            "vote-counts-missing",
            Severity.WARNING,
            vote.wording.line,
            text.quote(vote.wording.start or 0, vote.wording.end),
            "Une majorité est annoncée sans le nombre de voix pour, contre et d’abstentions.",
            "CGCT L2121-20",
        )


def _counts_inconsistent(text: Text, sitting: Sitting, one: Deliberation) -> Iterator[Finding]:
    counts = (one.vote.in_favour, one.vote.against, one.vote.abstain)
    if not all(counts) or one.vote.wording is None or not sitting.present:
        return
    total = sum(each.value for each in counts if each)
    voters = _voters_at(sitting, one, counts[0].start or 0 if counts[0] else 0)
    if total in voters:
        return
    first = min((each for each in counts if each), key=lambda each: each.start or 0)
    yield Finding(
        "vote-counts-inconsistent",
        Severity.ERROR,
        first.line,
        text.quote(one.vote.wording.start or 0, one.vote.wording.end),
        f"Pour, contre et abstentions font {total} voix ; {max(voters)} pouvaient s’exprimer.",
        "CGCT L2121-20",
    )


def _voters_at(sitting: Sitting, one: Deliberation, place: int) -> set[int]:
    """The votes that could be cast when an item was called: arrivals, departures and recusals counted."""
    there = {each.value for each in sitting.present}
    known = Directory(there)
    gone: set[str] = set()
    for movement in sitting.movements:
        if (movement.name.start or 0) > place:
            continue
        name = known.find_alike(movement.name.value)
        if movement.arrives and name is None:
            there.add(movement.name.value)
        elif not movement.arrives and name is not None:
            gone.add(name)
    inside = Directory(there - gone)
    carried = sum(
        inside.find_alike(each.giver.value) is None and (each.giver.start or 0) <= place
        for each in sitting.proxies
    )
    recused = {inside.find_alike(each.value) for each in one.vote.recused_names} - {None}
    by_recused = sum(inside.find_alike(each.holder.value) in recused for each in sitting.proxies)
    voters = len(there - gone) + carried - len(recused)
    return {voters, voters - by_recused}


_ALL_SIGN = rule(r"""
    (?:ont signe[^.\n]{0,60}?|signe (?:par )?)(?:tous )?les (?:membres|conseillers) presents
    |suivent les signatures|les membres presents ont signe
""")


def _signatures(text: Text, sitting: Sitting) -> Iterator[Finding]:
    if sitting.kind not in (AssemblyKind.COMMUNE, AssemblyKind.EPCI) or sitting.sitting_on is None:
        return
    match = _ALL_SIGN.search(text.folded)
    if match and sitting.sitting_on.value >= SIGNED_BY_TWO_FROM:
        yield Finding(
            "signed-by-all-members",
            Severity.WARNING,
            text.line_of(match.start()),
            text.quote(match.start(), match.end()),
            "Depuis le 1er juillet 2022, la délibération est signée par le président "
            "et le secrétaire de séance.",
            "CGCT L2121-23",
        )


_KINDS = ("contrat", "convention", "protocole", "charte", "pacte", "accord-cadre")
_NAMED = rule(
    r"\b(?:l[ea]|ledit|ladite|du|de la|d'un|d'une|cet?t?e?|un|une) (?P<noun>{kinds})\b[^,;.\n]{0,60}",
    kinds="|".join(_KINDS),
)
_TITLE_KIND = re.compile(rf"\b(?P<noun>{'|'.join(_KINDS)})s?\b")


def _names_of_the_act(text: Text, one: Deliberation) -> Iterator[Finding]:
    """What is approved under one name and signed under another."""
    known: dict[str, int] = {}
    if one.title and one.title.start is not None:
        match = _TITLE_KIND.search(text.folded, one.title.start, one.title.end or one.title.start)
        if match:
            known[match["noun"]] = one.title.line
    for decision in one.decisions:
        start, end = decision.text.start, decision.text.end
        if start is None or end is None or not _approves_or_signs(text.folded[start:end], decision.verb):
            continue
        match = _NAMED.search(text.folded, start, end)
        if match is None:
            continue
        if known and match["noun"] not in known:
            others = ", ".join(f"« {noun} » (ligne {line})" for noun, line in known.items())
            yield Finding(
                "act-named-inconsistently",
                Severity.WARNING,
                text.line_of(match.start()),
                text.quote(match.start(), match.end()),
                f"L’acte approuvé est nommé « {match['noun']} » ici, {others} ailleurs : est-ce le même ?",
            )
            return
        known.setdefault(match["noun"], text.line_of(match.start()))


def _approves_or_signs(words: str, verb: str) -> bool:
    return bool(re.search(r"sign|approuv|annex|ci-joint", words)) or verb.upper().startswith(
        ("APPROUVE", "ADOPTE")
    )
