"""Doubts about the roll: seats, quorum, counts, proxies, members in two lists, the secretary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from beffroi.law import AssemblyKind, ProxyFault, ProxyFaultKind, Reckoning
from beffroi.law.french import plural
from beffroi.reader.blocks import BlockKind
from beffroi.reader.model import Finding, Mention, Proxy, Severity, Sitting
from beffroi.reader.people import Directory, key, neighbours, parts
from beffroi.reader.reckon import SittingReckonings, people_present, represented
from beffroi.reader.roll import Roll
from beffroi.reader.text import Text

QUORUM_SOURCES = {
    AssemblyKind.DEPARTEMENT: "CGCT L3121-14",
    AssemblyKind.STANDING_COMMITTEE: "CGCT L3121-14-1",
}
PROXY_SOURCES = {
    AssemblyKind.DEPARTEMENT: "CGCT L3121-16",
    AssemblyKind.STANDING_COMMITTEE: "CGCT L3121-16",
}


def roll_findings(text: Text, sitting: Sitting, roll: Roll, reckoned: SittingReckonings) -> Iterator[Finding]:
    """Doubts that the lists and the counts of a sitting raise."""
    if not sitting.present:
        return
    yield from _seats(text, sitting, roll)
    yield from _quorum(text, sitting, roll, reckoned.quorum)
    yield from _counts(text, sitting)
    yield from _proxies(text, sitting, reckoned.proxies)
    yield from _two_lists(text, sitting)
    yield from _twice(text, sitting)
    yield from _secretary(text, sitting)


def _heading(text: Text, sitting: Sitting, roll: Roll) -> tuple[int, str]:
    """The line that opens the list of the present, and its words."""
    line = roll.labels.get(BlockKind.PRESENT, sitting.present[0].line)
    return line, text.quote(text.line_start(line), limit=60)


def _seats(text: Text, sitting: Sitting, roll: Roll) -> Iterator[Finding]:
    if sitting.members_in_office is not None:
        return
    line, quote = _heading(text, sitting, roll)
    yield Finding(
        "seats-in-office-not-stated",
        Severity.WARNING,
        line,
        quote,
        "Le nombre de sièges en exercice n’est pas indiqué : "
        "le quorum est compté sur la somme des trois listes.",
        QUORUM_SOURCES.get(sitting.kind or AssemblyKind.COMMUNE, "CGCT L2121-17"),
    )


def _quorum(text: Text, sitting: Sitting, roll: Roll, quorum: Reckoning[int] | None) -> Iterator[Finding]:
    if quorum is None or quorum.holds is not False:
        return
    stated = sitting.counts_stated.present
    line, quote = _heading(text, sitting, roll)
    if stated and stated.start is not None:
        line, quote = stated.line, text.quote(text.line_start(stated.line))
    yield Finding(
        "quorum-not-met",
        Severity.ERROR,
        line,
        quote,
        f"Le quorum n’est pas atteint : {plural(quorum.value, 'présent exigé', 'présents exigés')}, "
        f"{len(people_present(sitting))} dans la liste.",
        QUORUM_SOURCES.get(sitting.kind or AssemblyKind.COMMUNE, "CGCT L2121-17"),
    )


def _counts(text: Text, sitting: Sitting) -> Iterator[Finding]:
    """What the text counts against what its lists add up to; one finding a line."""
    counts = sitting.counts_stated
    moves = len(sitting.movements)
    present, carried = len(people_present(sitting)), represented(sitting)
    absent = len({key(each.value) for each in sitting.absent})
    late = sum(not each.arrives for each in sitting.movements)
    lines: set[int] = set()
    checks: list[tuple[Mention[int] | None, set[int], str]] = [
        (counts.present, _around(present, moves), "présents"),
        (counts.represented, {carried, carried - late} if sitting.proxies else set(), "représentés"),
        (
            counts.absent,
            {absent, absent + carried} | _around(absent, moves) if sitting.absent else set(),
            "absents",
        ),
        (counts.voting, _around(present + carried, moves), "votants"),
    ]
    for stated, allowed, name in checks:
        if stated is None or not allowed or stated.value in allowed or stated.line in lines:
            continue
        lines.add(stated.line)
        yield Finding(
            "counts-stated-differ",
            Severity.WARNING,
            stated.line,
            text.quote(text.line_start(stated.line)),
            f"Le texte compte {stated.value} {name}, ses listes en donnent {min(allowed)}.",
        )


def _around(count: int, moves: int) -> set[int]:
    return set(range(count - moves, count + moves + 1))


def _proxies(
    text: Text, sitting: Sitting, reckoned: Reckoning[tuple[ProxyFault, ...]] | None
) -> Iterator[Finding]:
    source = PROXY_SOURCES.get(sitting.kind or AssemblyKind.COMMUNE, "CGCT L2121-20")
    if reckoned is None:
        return
    faults = Counter(fault.kind for fault in reckoned.value)
    if ProxyFaultKind.HOLDER_OVER_LIMIT in faults:
        yield from _over_limit(text, sitting.proxies, source)
    there = Directory(each.value for each in sitting.present)
    alike = neighbours(each.value for each in sitting.present)
    for proxy in sitting.proxies:
        name = proxy.holder.value
        if there.find_alike(name) is None and not there.could_be(name) and not alike.find(name):
            yield Finding(
                "proxy-holder-not-present",
                Severity.ERROR,
                proxy.holder.line,
                _quote_pair(text, proxy),
                f"{name} porte une procuration sans figurer parmi les présents.",
                source,
            )


def _over_limit(text: Text, proxies: Sequence[Proxy], source: str) -> Iterator[Finding]:
    held: Counter[str] = Counter()
    for proxy in proxies:
        held[key(proxy.holder.value)] += 1
        if held[key(proxy.holder.value)] == 2:
            yield Finding(
                "proxy-holder-over-limit",
                Severity.ERROR,
                proxy.giver.line,
                _quote_pair(text, proxy),
                f"{proxy.holder.value} porte plus d’une procuration.",
                source,
            )


def _quote_pair(text: Text, proxy: Proxy) -> str:
    start, end = proxy.giver.start, proxy.holder.end
    if start is None or end is None or not 0 < end - start < 200:
        return text.quote(proxy.holder.start or 0, proxy.holder.end)
    return text.quote(start, end)


def _two_lists(text: Text, sitting: Sitting) -> Iterator[Finding]:
    there = Directory(each.value for each in sitting.present)
    left = Directory(each.name.value for each in sitting.movements)
    surnames_only = sum(len(parts(each.value)) == 1 for each in sitting.present) * 2 > len(sitting.present)
    others = [*(each.giver for each in sitting.proxies), *sitting.absent]
    for mention in others:
        if there.find(mention.value) is None or left.find_alike(mention.value) is not None:
            continue
        if len(parts(mention.value)) < 2 and not surnames_only:
            continue
        first = next(each for each in sitting.present if key(each.value) == key(mention.value))
        second = max((mention, first), key=lambda each: each.start or 0)
        yield Finding(
            "member-in-two-lists",
            Severity.ERROR,
            second.line,
            text.quote(second.start or 0, second.end),
            f"{mention.value} figure parmi les présents et dans une autre liste.",
        )


def _twice(text: Text, sitting: Sitting) -> Iterator[Finding]:
    for mentions in (sitting.present, sitting.absent, tuple(each.giver for each in sitting.proxies)):
        seen: set[str] = set()
        for mention in mentions:
            name = key(mention.value)
            if name in seen and len(parts(mention.value)) > 1:
                yield Finding(
                    "member-listed-twice",
                    Severity.WARNING,
                    mention.line,
                    text.quote(mention.start or 0, mention.end),
                    f"{mention.value} figure deux fois dans la même liste.",
                )
            seen.add(name)


def _secretary(text: Text, sitting: Sitting) -> Iterator[Finding]:
    secretary = sitting.secretary
    if secretary is None:
        return
    there = Directory(each.value for each in sitting.present)
    if there.find_alike(secretary.value) or there.could_be(secretary.value):
        return
    if neighbours(each.value for each in sitting.present).find(secretary.value):
        return
    yield Finding(
        "secretary-not-present",
        Severity.ERROR,
        secretary.line,
        text.quote(secretary.start or 0, secretary.end),
        f"{secretary.value}, secrétaire de séance, ne figure pas parmi les présents.",
        "CGCT L2121-15",
    )
