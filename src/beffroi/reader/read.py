"""The road of a reading: normalise → blocks → names → relations → checks."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from beffroi.reader.blocks import Block, BlockKind, find_blocks
from beffroi.reader.checks import find_findings
from beffroi.reader.deliberations import cut, read_deliberation, spread_common_dates
from beffroi.reader.header import read_head
from beffroi.reader.model import Reading, Sitting
from beffroi.reader.movements import late_proxies, read_movements
from beffroi.reader.roll import read_roll
from beffroi.reader.tables import RollTable, find_tables
from beffroi.reader.text import Text


def read(raw: str) -> Reading:
    """Read the text of an act or of a record: what it says, and the doubts it raises; nothing is inferred."""
    text = Text.of(unicodedata.normalize("NFC", raw))
    head = read_head(text)
    tables = find_tables(text)
    blocks = first_roll(text, tables)
    roll = read_roll(text, blocks, tables, head.chair)
    lists = _extent(blocks, tables)
    movements = read_movements(text, lists[0], len(text.folded))
    givers = {each.giver.value for each in roll.proxies}
    late = [each for each in late_proxies(text, movements) if each.giver.value not in givers]
    sitting = Sitting(
        assembly=head.assembly,
        kind=head.kind,
        sitting_on=head.sitting_on,
        sitting_at=head.sitting_at,
        convened_on=head.convened_on,
        members_in_office=head.members_in_office,
        counts_stated=head.counts,
        chair=head.chair,
        secretary=head.secretary or roll.secretary,
        present=tuple(roll.present),
        proxies=(*roll.proxies, *late),
        absent=tuple(roll.absent),
        substitutes=tuple(roll.substitutes),
        movements=movements,
    )
    since = head.sitting_on.value if head.sitting_on else None
    segments = cut(text, lists[1])
    deliberations = [
        read_deliberation(text, segment, lists=lists, alone=len(segments) == 1, since=since)
        for segment in segments
    ]
    reading = Reading(sitting, tuple(spread_common_dates(text, deliberations)), (), text.lines)
    return replace(reading, findings=find_findings(text, reading, roll))


def _extent(blocks: list[Block], tables: list[RollTable]) -> tuple[int, int]:
    """From where to where the roll of the sitting stands."""
    spans = [*((each.start, each.end) for each in blocks), *((each.start, each.end) for each in tables)]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0, 0)


def first_roll(text: Text, tables: list[RollTable]) -> list[Block]:
    """The lists of the sitting: extracts that follow one another repeat them, and only the first counts."""
    kept: list[Block] = []
    seen: dict[BlockKind, int] = {}
    for block in find_blocks(text):
        if any(table.start <= block.start < table.end for table in tables):
            continue
        last = kept[-1].end if kept else block.start
        if kept and block.start - last > 3_000:
            break
        if block.kind is BlockKind.PRESENT and BlockKind.PRESENT in seen and len(seen) > 1:
            break
        kept.append(block)
        seen[block.kind] = block.start
    return kept
