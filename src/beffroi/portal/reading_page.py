"""What the reader page shows of one reading: the text on one side, its structure on the other."""

import json
from dataclasses import dataclass
from typing import Any

from beffroi.assemblies.intake.findings import count_findings, show_findings
from beffroi.assemblies.intake.pane import build_pane
from beffroi.portal.reading import Worked, computed, to_dict
from beffroi.portal.reserve import ShownSum, hold_back
from beffroi.portal.values import (
    Part,
    act_part,
    count_lists,
    dates_part,
    places,
    presence_part,
    sitting_part,
    vote_part,
)

LONGEST_JSON = 300_000


@dataclass(frozen=True, slots=True)
class ActParts:
    """The groups of one deliberation, and its rules."""

    number: int
    parts: tuple[Part, ...]
    sums: tuple[ShownSum, ...]


def reading_page(worked: Worked) -> dict[str, Any]:
    """Gather the context of the page; the text is shown only when it is at hand."""
    reading = worked.reading
    sitting_parts = (sitting_part(reading.sitting), presence_part(reading.sitting))
    acts = tuple(
        ActParts(
            number,
            (act_part(act, number), vote_part(act, number), dates_part(act, number)),
            tuple(hold_back(one, reading.sitting, reading.findings, act) for one in computed(sums)),
        )
        for number, (act, sums) in enumerate(zip(reading.deliberations, worked.acts, strict=False), start=1)
    )
    every_part = [*sitting_parts, *(part for one in acts for part in one.parts)]
    pane = None
    if reading.lines is not None:
        pane = build_pane(reading.lines, places(every_part), [finding.line for finding in reading.findings])
    told = json.dumps(to_dict(reading), ensure_ascii=False, indent=1)
    return {
        "sitting_parts": sitting_parts,
        "sitting_sums": tuple(
            hold_back(one, reading.sitting, reading.findings) for one in computed(worked.sitting)
        ),
        "acts": acts,
        "hidden_acts": len(reading.deliberations) - len(acts),
        "findings": show_findings(reading.findings, text_href=""),
        "findings_total": len(reading.findings),
        "summary": f"{count_lists(reading.sitting)}, {count_findings(reading.findings)}",
        "pane": pane,
        "json_text": told if len(told) <= LONGEST_JSON else "",
    }
