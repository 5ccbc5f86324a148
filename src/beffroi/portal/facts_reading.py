"""The committed facts of an act, as a reading: the values of the exchange format and a map of their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from beffroi.law import AssemblyKind
from beffroi.reader.model import (
    Decision,
    Deliberation,
    Finding,
    Mention,
    Opinion,
    Proxy,
    Reading,
    Severity,
    Sitting,
    Vote,
)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where each value stands; a list of values has one line for all, or one for each."""

    known: dict[str, Any]

    def mention(self, key: str, value: Any) -> Mention[Any] | None:
        """A value on its line; None when the act does not say it."""
        return None if value is None else Mention(value, self.known[key])

    def mentions(self, key: str, values: Sequence[Any]) -> tuple[Mention[Any], ...]:
        """Values on their lines."""
        if not values:
            return ()
        lines = self.known[key]
        each = lines if isinstance(lines, list) else [lines] * len(values)
        return tuple(Mention(value, line) for value, line in zip(values, each, strict=True))


def reading_of_facts(facts: dict[str, Any]) -> Reading:
    """Turn facts into a reading without text.

    Raises: KeyError when a value stands in the facts and its line does not.
    """
    lines = _Lines(facts["lines"])
    acts = tuple(
        _act(act, lines, f"deliberations.{rank}.") for rank, act in enumerate(facts["deliberations"])
    )
    return Reading(_sitting(facts, lines), acts, tuple(_finding(one) for one in facts["findings"]), None)


def _sitting(facts: dict[str, Any], lines: _Lines) -> Sitting:
    givers = lines.mentions("proxies.giver", [pair["giver"] for pair in facts["proxies"]])
    holders = lines.mentions("proxies.holder", [pair["holder"] for pair in facts["proxies"]])
    at = facts["sitting_at"]
    return Sitting(
        assembly=lines.mention("assembly", facts["assembly"]),
        kind=AssemblyKind(facts["kind"]) if facts["kind"] else None,
        sitting_on=lines.mention("sitting_on", _day(facts["sitting_on"])),
        sitting_at=lines.mention("sitting_at", time.fromisoformat(at) if at else None),
        convened_on=lines.mention("convened_on", _day(facts["convened_on"])),
        members_in_office=lines.mention("members_in_office", facts["members_in_office"]),
        chair=lines.mention("chair", facts["chair"]),
        secretary=lines.mention("secretary", facts["secretary"]),
        present=lines.mentions("present", facts["present"]),
        proxies=tuple(Proxy(giver, holder) for giver, holder in zip(givers, holders, strict=True)),
        absent=lines.mentions("absent", facts["absent"]),
    )


def _act(act: dict[str, Any], lines: _Lines, under: str) -> Deliberation:
    opinions = lines.mentions(f"{under}opinions", [one["commission"] for one in act["opinions"]])
    texts = lines.mentions(f"{under}decisions", [one["text"] for one in act["decisions"]])
    return Deliberation(
        number=lines.mention(f"{under}number", act["number"]),
        title=lines.mention(f"{under}title", act["title"]),
        citations=lines.mentions(f"{under}citations", act["citations"]),
        opinions=tuple(
            Opinion(commission, _day(one["on"]), one["favourable"])
            for commission, one in zip(opinions, act["opinions"], strict=True)
        ),
        decisions=tuple(
            Decision(one["verb"], text) for one, text in zip(act["decisions"], texts, strict=True)
        ),
        vote=Vote(
            wording=lines.mention(f"{under}vote.wording", act["vote"]["wording"]),
            in_favour=lines.mention(f"{under}vote.for", act["vote"]["for"]),
            against=lines.mention(f"{under}vote.against", act["vote"]["against"]),
            abstain=lines.mention(f"{under}vote.abstain", act["vote"]["abstain"]),
        ),
        received_on=lines.mention(f"{under}received_on", _day(act["received_on"])),
        published_on=lines.mention(f"{under}published_on", _day(act["published_on"])),
        court=lines.mention(f"{under}court", act["court"]),
    )


def _finding(one: dict[str, Any]) -> Finding:
    return Finding(
        code=one["code"],
        severity=Severity(one["severity"]),
        line=one["line"],
        quote=one["quote"],
        message=one["message"],
        source=one["source"],
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
