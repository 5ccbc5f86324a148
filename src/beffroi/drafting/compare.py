"""Two versions side by side: which lines, and inside them which words, were added or removed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from beffroi.drafting.facts import Section

# Beyond this many words, two lines are told as changed without comparing their words.
MOST_WORDS = 2_000
# Identical lines kept on each side of a change, for who reads the change alone.
AROUND = 1

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")

Mark = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both sides have, or one alone."""

    text: str
    mark: Mark = "same"


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of each side, or of one; `skipped` identical lines stand for themselves, unshown."""

    left: Line | None = None
    right: Line | None = None
    skipped: int = 0

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class PartDiff:
    """What became of a section."""

    key: str
    title: str
    state: Literal["same", "changed", "added", "removed", "moved"]
    rows: tuple[Row, ...]
    # Its title before, when it changed.
    former_title: str = ""


WORDS_OF_STATE = {
    "same": "inchangée",
    "changed": "modifiée",
    "added": "ajoutée",
    "removed": "retirée",
    "moved": "déplacée",
}


def sections_between(before: Sequence[Section], after: Sequence[Section]) -> tuple[PartDiff, ...]:
    """Compare section by section, in the order of the later version, then those that were removed."""
    old = {one.key: one for one in before}
    new = {one.key: one for one in after}
    kept_before = [one.key for one in before if one.key in new]
    kept_after = [one.key for one in after if one.key in old]
    moved = {one for one, other in zip(kept_after, kept_before, strict=True) if one != other}
    found = [_part(old.get(one.key), one, one.key in moved) for one in after]
    gone = [
        PartDiff(one.key, one.title, "removed", tuple(lines_between(one.body, "")))
        for one in before
        if one.key not in new
    ]
    return (*found, *gone)


def _part(before: Section | None, after: Section, has_moved: bool) -> PartDiff:
    if before is None:
        return PartDiff(after.key, after.title, "added", tuple(lines_between("", after.body)))
    former = before.title if before.title != after.title else ""
    if before.body == after.body and not former:
        return PartDiff(after.key, after.title, "moved" if has_moved else "same", ())
    rows = folded(tuple(lines_between(before.body, after.body)))
    return PartDiff(after.key, after.title, "changed", rows, former)


def lines_between(before: str, after: str) -> Iterator[Row]:
    """Lay two texts side by side, line by line; lines that changed face each other."""
    old, new = before.split("\n") if before else [], after.split("\n") if after else []
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            yield from (Row(_same(one), _same(one)) for one in old[i:i_end])
            continue
        removed, added = old[i:i_end], new[j:j_end]
        facing = min(len(removed), len(added))
        for one, other in zip(removed[:facing], added[:facing], strict=True):
            yield Row(*words_between(one, other))
        yield from (Row(left=_whole(one, "removed")) for one in removed[facing:])
        yield from (Row(right=_whole(one, "added")) for one in added[facing:])


def words_between(before: str, after: str) -> tuple[Line, Line]:
    """Mark the words that only one of two lines has."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _whole(before, "removed"), _whole(after, "added")
    left: list[Piece] = []
    right: list[Piece] = []
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new).get_opcodes():
        gone, come = "".join(old[i:i_end]), "".join(new[j:j_end])
        if gone:
            left.append(Piece(gone, "same" if what == "equal" else "removed"))
        if come:
            right.append(Piece(come, "same" if what == "equal" else "added"))
    return tuple(left), tuple(right)


def folded(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Replace long runs of identical lines by their count."""
    near = {
        there
        for here, row in enumerate(rows)
        if not row.is_same
        for there in range(here - AROUND, here + AROUND + 1)
    }
    found: list[Row] = []
    for here, row in enumerate(rows):
        if here in near:
            found.append(row)
        elif found and found[-1].skipped:
            found[-1] = Row(skipped=found[-1].skipped + 1)
        else:
            found.append(Row(skipped=1))
    return tuple(found)


def _same(line: str) -> Line:
    return (Piece(line),)


def _whole(line: str, mark: Mark) -> Line:
    return (Piece(line, mark),)
