"""The text beside its reading: lines marked where a value was read, gaps elsewhere; bounded in size."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from beffroi.reader.model import Mention

MOST_LINES = 1500
MOST_CHARACTERS = 600_000
LONGEST_LINE = 20_000
MOST_MARKS = 2000
CONTEXT = 2
NEAR_AN_END = 40


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a line; `anchor` is the row of the value read there, empty for plain text."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as shown: its runs, and the findings that quote it."""

    number: int
    segments: tuple[Segment, ...]
    findings: tuple[int, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines left out, blank ones included."""

    count: int


@dataclass(frozen=True, slots=True)
class Pane:
    """What the left column shows."""

    rows: tuple[Line | Gap, ...]
    total: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    anchor: str


def build_pane(
    lines: Sequence[str], places: Iterable[tuple[str, Mention[Any]]], finding_lines: Sequence[int]
) -> Pane:
    """Choose the lines to show and mark the values in them; `finding_lines` come in the findings' order."""
    marks, read_lines = _marks(lines, places)
    findings: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(finding_lines, start=1):
        findings[line].append(number)
    shown = _chosen(lines, read_lines, set(findings))
    rows: list[Line | Gap] = []
    before = 0
    for number in shown:
        rows.extend(_gap(lines, before, number))
        rows.append(_line(number, lines[number - 1], marks.get(number, []), tuple(findings.get(number, ()))))
        before = number
    rows.extend(_gap(lines, before, len(lines) + 1))
    return Pane(tuple(rows), len(lines), shown[0] if shown else 0, shown[-1] if shown else 0)


def _marks(
    lines: Sequence[str], places: Iterable[tuple[str, Mention[Any]]]
) -> tuple[dict[int, list[_Mark]], set[int]]:
    """Turn offsets in the text into offsets in its lines: a value may run over several."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    marks: dict[int, list[_Mark]] = defaultdict(list)
    read_lines: set[int] = set()
    for anchor, mention in places:
        if 1 <= mention.line <= len(lines):
            read_lines.add(mention.line)
        if mention.start is None or mention.end is None:
            continue
        number = bisect_right(starts, mention.start)
        while number <= len(lines) and starts[number - 1] < mention.end:
            base = starts[number - 1]
            begin, end = max(0, mention.start - base), min(len(lines[number - 1]), mention.end - base)
            if begin < end:
                marks[number].append(_Mark(begin, end, anchor))
                read_lines.add(number)
            number += 1
    return marks, read_lines


def _chosen(lines: Sequence[str], read_lines: set[int], quoted: set[int]) -> list[int]:
    """Keep the whole run that was read when it fits, else what is linked and a little around it."""
    linked = sorted(read_lines | {line for line in quoted if 1 <= line <= len(lines)})
    around = {near for line in linked for near in range(line - CONTEXT, line + CONTEXT + 1)}
    if read_lines and max(read_lines) - min(read_lines) < MOST_LINES:
        around |= set(_whole_run(min(read_lines), max(read_lines), len(lines)))
    if not linked:
        around = set(range(1, min(len(lines), MOST_LINES // 10) + 1))
    chosen: list[int] = []
    characters = 0
    for number in sorted(around):
        if not 1 <= number <= len(lines) or not lines[number - 1].strip():
            continue
        characters += min(len(lines[number - 1]), LONGEST_LINE)
        if len(chosen) >= MOST_LINES or characters > MOST_CHARACTERS:
            break
        chosen.append(number)
    return chosen


def _whole_run(first: int, last: int, total: int) -> range:
    """From the first value to the last; a short head or foot of the text is shown too."""
    return range(1 if first <= NEAR_AN_END else first, (total if total - last <= NEAR_AN_END else last) + 1)


def _gap(lines: Sequence[str], before: int, number: int) -> list[Gap]:
    """Say how many lines are skipped, unless all of them are blank."""
    skipped = lines[before : number - 1]
    return [Gap(len(skipped))] if any(line.strip() for line in skipped) else []


def _line(number: int, text: str, marks: Sequence[_Mark], findings: tuple[int, ...]) -> Line:
    """Cut a line into runs; inside a long value, a short one keeps its own mark."""
    end = min(len(text), LONGEST_LINE)
    owners = [""] * end
    for mark in sorted(marks[:MOST_MARKS], key=lambda one: one.start - one.end):
        last = min(mark.end, end)
        owners[mark.start : last] = [mark.anchor] * max(0, last - mark.start)
    segments = []
    place = 0
    for anchor, run in groupby(owners):
        length = sum(1 for _ in run)
        segments.append(Segment(text[place : place + length], anchor))
        place += length
    return Line(number, tuple(segments), findings, is_cut=end < len(text))
