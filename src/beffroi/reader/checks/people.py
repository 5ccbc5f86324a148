"""Doubts about names: two people whose names are near, one person whose name is written in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi.reader.model import Finding, Mention, Reading, Severity, Sitting
from beffroi.reader.people import Directory, key, neighbours, parts, same_given_name, written_differently
from beffroi.reader.text import Text


def people_findings(text: Text, reading: Reading) -> Iterator[Finding]:
    """Near names are a question, never an error."""
    members = _members(reading.sitting)
    yield from _near(text, members)
    yield from _spelled(text, reading, members)


def _members(sitting: Sitting) -> list[Mention[str]]:
    return [*sitting.present, *(each.giver for each in sitting.proxies), *sitting.absent]


def _near(text: Text, members: list[Mention[str]]) -> Iterator[Finding]:
    known = neighbours(())
    seen: set[str] = set()
    for mention in members:
        name = key(mention.value)
        if name in seen:
            continue
        seen.add(name)
        twin = known.find(mention.value)
        if twin and same_given_name(twin, mention.value):
            yield Finding(
                "near-duplicate-names",
                Severity.QUESTION,
                mention.line,
                text.quote(mention.start or 0, mention.end),
                f"{twin} et {mention.value} : deux personnes, ou une seule écrite de deux façons ?",
            )
        known.add(mention.value)


def _spelled(text: Text, reading: Reading, members: list[Mention[str]]) -> Iterator[Finding]:
    """One person at two places whose name differs by an accent or a letter."""
    directory = Directory(each.value for each in members)
    alike = neighbours(each.value for each in members)
    told: set[str] = set()
    for mention in _elsewhere(reading):
        exact = directory.find(mention.value)
        other = exact or (alike.find(mention.value) if len(parts(mention.value)) > 1 else None)
        if other is None or mention.value in told or not written_differently(other, mention.value):
            continue
        told.add(mention.value)
        yield Finding(
            "name-spelled-differently",
            Severity.QUESTION,
            mention.line,
            text.quote(mention.start or 0, mention.end),
            f"« {mention.value} » ici, « {other} » dans la liste : la même personne ?",
        )


def _elsewhere(reading: Reading) -> Iterator[Mention[str]]:
    """Where members are named outside the lists."""
    sitting = reading.sitting
    if sitting.chair:
        yield sitting.chair
    yield from (each.holder for each in sitting.proxies)
    if sitting.secretary:
        yield sitting.secretary
    yield from (each.name for each in sitting.movements)
    for one in reading.deliberations:
        yield from (*one.vote.against_names, *one.vote.abstain_names, *one.vote.recused_names)
