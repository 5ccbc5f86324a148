"""What the page of the real act shows, on a given day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.assemblies.intake.findings import count_findings, show_findings
from beffroi.core.text import fold
from beffroi.core.ui.dates_line import milestones
from beffroi.core.ui.parts import Finding as ShownFinding
from beffroi.core.ui.wall import Wall, build_wall
from beffroi.law.reckoning import Reckoning
from beffroi.portal.act import Act
from beffroi.portal.reading import computed
from beffroi.portal.reserve import ShownSum, hold_back
from beffroi.portal.standing import calendar_of, where_it_stands, whose_turn
from beffroi.portal.values import clock, dates_part, places, vote_part
from beffroi.reader.model import Sitting


@dataclass(frozen=True, slots=True)
class Name:
    """One member, and how they took part when they were not there."""

    name: str
    state: str


def act_page(act: Act, *, on: date, text_href: str | None) -> dict[str, Any]:
    """Gather the context of the page; `text_href` is None when its lines cannot be shown."""
    reading = act.worked.reading
    sitting, deliberation = reading.sitting, reading.deliberations[0]
    sums, sitting_sums = act.worked.acts[0], act.worked.sitting
    dates = calendar_of(
        sitting,
        deliberation,
        enforceable_on=sums.enforceable.value if sums.enforceable else None,
        appeal_until=sums.appeal.value if sums.appeal else None,
        clear_days=sitting_sums.clear_days.value if sitting_sums.clear_days else None,
    )
    court = deliberation.court.value if deliberation.court else ""
    shown = show_findings(reading.findings, text_href=text_href)
    in_act, annexed = _split(act, shown)
    return {
        "act": act,
        "sitting": sitting,
        "deliberation": deliberation,
        "held_at": clock(sitting.sitting_at.value) if sitting.sitting_at else "",
        "text_href": text_href,
        "where": where_it_stands(dates, on),
        "turn": whose_turn(dates, on, court),
        "milestones": milestones(dates, on),
        "wall": _wall(act, sitting),
        "names": list_names(sitting),
        "votes_at_most": sums.ceiling.value if sums.ceiling else None,
        "sums": [_show_sum(act, one, on) for one in (*computed(sitting_sums), *computed(sums))],
        "findings_in_act": in_act,
        "findings_annexed": annexed,
        "findings_count": count_findings(reading.findings) if reading.findings else "",
    }


def list_names(sitting: Sitting) -> list[Name]:
    """Every member once, in alphabetical order."""
    found = [Name(one.value, "") for one in sitting.present]
    found += [Name(one.giver.value, f"procuration à {one.holder.value}") for one in sitting.proxies]
    found += [Name(one.value, "absence excusée") for one in sitting.absent]
    return sorted(found, key=lambda one: fold(one.name))


def _show_sum(act: Act, reckoning: Reckoning[Any], on: date) -> ShownSum:
    """Say of a date whether it is past; the rule itself knows no day but its own."""
    reached = isinstance(reckoning.value, date) and reckoning.value < on
    if reckoning.rule == "appeal-deadline":
        return ShownSum(reckoning, "sum", "Terminé") if reached else ShownSum(reckoning, "now", "En cours")
    if reckoning.rule == "enforceable" and isinstance(reckoning.value, date) and reckoning.value > on:
        return ShownSum(reckoning, "next", "À venir")
    reading = act.worked.reading
    return hold_back(reckoning, reading.sitting, reading.findings, reading.deliberations[0])


def _split(act: Act, shown: list[ShownFinding]) -> tuple[list[ShownFinding], list[ShownFinding]]:
    """Tell apart what the act asks and what its annex asks: the annex comes after the last date or vote."""
    reading = act.worked.reading
    deliberation = reading.deliberations[-1]
    closing = places([vote_part(deliberation, 1), dates_part(deliberation, 1)])
    lines = [mention.line for _, mention in closing]
    last = max([*lines, *(decision.text.line for decision in deliberation.decisions)], default=0)
    pairs = list(zip(shown, reading.findings, strict=False))
    in_act = [one for one, finding in pairs if finding.line <= last]
    return in_act, [one for one, finding in pairs if finding.line > last]


def _wall(act: Act, sitting: Sitting) -> Wall | None:
    quorum = act.worked.sitting.quorum
    return build_wall(
        present=len(sitting.present),
        proxies=len(sitting.proxies),
        absent=len(sitting.absent),
        quorum=quorum.value if quorum else None,
        in_office=sitting.members_in_office.value if sitting.members_in_office else None,
    )
