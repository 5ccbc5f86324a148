"""A reading as the JSON of formats.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from beffroi.reader.model import Deliberation, Finding, Mention, Reading
from beffroi.reader.reckon import reckon_deliberation, reckon_sitting


def to_dict(reading: Reading) -> dict[str, Any]:
    """The structure of formats.md: plain values, null where the text says nothing."""
    sitting, counts = reading.sitting, reading.sitting.counts_stated
    return {
        "assembly": plain(sitting.assembly),
        "kind": sitting.kind.value if sitting.kind else None,
        "sitting_on": plain(sitting.sitting_on),
        "sitting_at": plain(sitting.sitting_at),
        "convened_on": plain(sitting.convened_on),
        "members_in_office": plain(sitting.members_in_office),
        "counts_stated": {
            "present": plain(counts.present),
            "represented": plain(counts.represented),
            "absent": plain(counts.absent),
            "voting": plain(counts.voting),
        },
        "chair": plain(sitting.chair),
        "secretary": plain(sitting.secretary),
        "present": _names(sitting.present),
        "proxies": [{"giver": each.giver.value, "holder": each.holder.value} for each in sitting.proxies],
        "absent": _names(sitting.absent),
        "substitutes": [
            {"sitting": each.sitting.value, "for": each.replaced.value} for each in sitting.substitutes
        ],
        "movements": [
            {
                "name": each.name.value,
                "kind": "arrival" if each.arrives else "departure",
                "at": _hour(each.at),
                "line": each.name.line,
            }
            for each in sitting.movements
        ],
        "deliberations": [_deliberation(reading, each) for each in reading.deliberations],
        "computed": _computed(reading),
        "findings": [_finding(each) for each in reading.findings],
    }


def _deliberation(reading: Reading, one: Deliberation) -> dict[str, Any]:
    reckoned = reckon_deliberation(reading.sitting, one)
    return {
        "number": plain(one.number),
        "title": plain(one.title),
        "citations": _names(one.citations),
        "opinions": [
            {"commission": each.commission.value, "on": _day(each.on), "favourable": each.favourable}
            for each in one.opinions
        ],
        "decisions": [{"verb": each.verb, "text": each.text.value} for each in one.decisions],
        "vote": {
            "wording": plain(one.vote.wording),
            "for": plain(one.vote.in_favour),
            "against": plain(one.vote.against),
            "abstain": plain(one.vote.abstain),
            "against_names": _names(one.vote.against_names),
            "abstain_names": _names(one.vote.abstain_names),
            "recused_names": _names(one.vote.recused_names),
        },
        "received_on": plain(one.received_on),
        "published_on": plain(one.published_on),
        "court": plain(one.court),
        "computed": {
            "enforceable_on": _day(reckoned.enforceable.value if reckoned.enforceable else None),
            "appeal_until": _day(reckoned.appeal.value if reckoned.appeal else None),
        },
    }


def _computed(reading: Reading) -> dict[str, Any]:
    reckoned = reckon_sitting(reading.sitting)
    return {
        "clear_days": reckoned.clear_days.value if reckoned.clear_days else None,
        "quorum": reckoned.quorum.value if reckoned.quorum else None,
        "quorum_met": reckoned.quorum.holds if reckoned.quorum else None,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "line": one.line,
        "quote": one.quote,
        "message": one.message,
        "source": one.source,
    }


def plain(mention: Mention[Any] | None) -> Any:
    """The value of a mention as JSON writes it."""
    if mention is None:
        return None
    value = mention.value
    if isinstance(value, time):
        return _hour(value)
    return _day(value) if isinstance(value, date) else value


def _names(mentions: Sequence[Mention[str]]) -> list[str]:
    return [mention.value for mention in mentions]


def _hour(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
