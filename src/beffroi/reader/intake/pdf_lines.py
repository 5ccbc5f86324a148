"""Glyphs on a page → lines as the eye reads them: across, with gaps kept as spaces (pure geometry)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import NamedTuple

_SAME_BASE = 0.12  # in heights: two glyphs of one run
_SAME_LINE = 0.45  # exponents included ("1er", "n°")
_BACK = 0.5  # a step back of this much starts another run
_TOUCHING = 0.15  # closer glyphs belong to one word
_WIDE = 1.0  # from here on a gap is a column, not a word space
_SPACE_WIDTH = 0.5
_TURNED_WINS = 8
_TRACKED_PAIRS = 4
_TRACKING_MAX = 0.6
_SPACES_MAX = 40
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_HYPHENS = frozenset("\x02\u00ad\ufffe")  # how PDFium gives the hyphen at the end of a line


class Glyph(NamedTuple):
    """One character: its box and the origin of its baseline in page units, y upwards, angle in degrees."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    x: float
    y: float
    angle: int


class _Placed(NamedTuple):
    """A glyph in the frame of its own direction of writing."""

    char: str
    left: float
    right: float
    base: float
    height: float


@dataclass(slots=True)
class _Run:
    glyphs: list[_Placed]
    base: float
    height: float
    left: float
    right: float

    def holds(self, glyph: _Placed) -> bool:
        """Whether the glyph goes on from the last one: same baseline, not back to the left."""
        height = max(self.height, glyph.height)
        level = abs(glyph.base - self.base) <= _SAME_BASE * height
        return level and glyph.left >= self.glyphs[-1].left - _BACK * height

    def add(self, glyph: _Placed) -> None:
        self.glyphs.append(glyph)
        self.left = min(self.left, glyph.left)
        self.right = max(self.right, glyph.right)
        self.height = max(self.height, glyph.height)


@dataclass(slots=True)
class _Line:
    base: float
    height: float
    widest: float = 0.0
    runs: list[_Run] = field(default_factory=list)

    def holds(self, run: _Run) -> bool:
        """Whether the run stands on this visual line: near its baseline and beside what is there."""
        if abs(self.base - run.base) > _SAME_LINE * max(self.height, run.height):
            return False
        slack = _TOUCHING * run.height
        return all(run.left >= other.right - slack or run.right <= other.left + slack for other in self.runs)

    def add(self, run: _Run) -> None:
        self.runs.append(run)
        if run.right - run.left > self.widest:  # the main text sets the baseline, not its exponent
            self.widest, self.base = run.right - run.left, run.base
            self.height = run.height


def page_lines(glyphs: Iterable[Glyph], upright: int = 0) -> tuple[list[str], list[str]]:
    """Lines written in the page's main direction, then those turned otherwise (stamps, watermarks).

    `upright` is the angle seen as level on screen; another wins only when nearly all is written in it.
    """
    directions: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        directions[glyph.angle].append(glyph)
    if not directions:
        return [], []
    main = max(directions, key=lambda angle: len(directions[angle]))
    # The last page of an act may hold a signature, and more letters in its turned stamp.
    if len(directions[upright]) * _TURNED_WINS >= len(directions[main]):
        main = upright
    turned = [line for angle in directions if angle != main for line in _lines(directions[angle], angle)]
    return _lines(directions[main], main), turned


def _lines(glyphs: list[Glyph], angle: int) -> list[str]:
    runs = _runs(_place(glyphs, angle))
    runs.sort(key=lambda run: (-run.base, run.left))
    lines: list[_Line] = []
    for run in runs:
        # Only the last two: columns may stand a little apart, a page of runs must not be quadratic.
        line = next((line for line in lines[:-3:-1] if line.holds(run)), None)
        if line is None:
            line = _Line(run.base, run.height)
            lines.append(line)
        line.add(run)
    lines.sort(key=lambda line: -line.base)
    return [text for text in map(_spell, lines) if text]


def _place(glyphs: list[Glyph], angle: int) -> list[_Placed]:
    along, across = cos(radians(angle)), sin(radians(angle))
    placed = []
    for glyph in glyphs:
        ends = [x * along - y * across for x in (glyph.left, glyph.right) for y in (glyph.bottom, glyph.top)]
        sides = [x * across + y * along for x in (glyph.left, glyph.right) for y in (glyph.bottom, glyph.top)]
        base = glyph.x * across + glyph.y * along
        placed.append(_Placed(glyph.char, min(ends), max(ends), base, max(sides) - min(sides) or 1.0))
    return placed


def _runs(glyphs: list[_Placed]) -> list[_Run]:
    runs: list[_Run] = []
    for glyph in glyphs:
        if runs and runs[-1].holds(glyph):
            runs[-1].add(glyph)
        elif not glyph.char.isspace():
            runs.append(_Run([glyph], glyph.base, glyph.height, glyph.left, glyph.right))
    return runs


def _spell(line: _Line) -> str:
    parts: list[str] = []
    reached: float | None = None
    blank = ""
    for run in sorted(line.runs, key=lambda run: run.left):
        tracking = _tracking(run)
        for index, glyph in enumerate(run.glyphs):
            if glyph.char.isspace():
                blank = blank or glyph.char
                continue
            if reached is not None:
                width = glyph.left - reached - (tracking if index else 0.0)
                parts.append(_gap(width, max(run.height, 0.1), blank))
            parts.append(_letter(glyph.char))
            reached, blank = max(glyph.right, reached or glyph.right), ""
    return "".join(parts).strip()


def _tracking(run: _Run) -> float:
    """Width set between all letters of a spaced-out title: it parts no words."""
    pairs = zip(run.glyphs, run.glyphs[1:], strict=False)
    gaps = sorted(
        after.left - before.right for before, after in pairs if (before.char + after.char).isalpha()
    )
    usual = gaps[len(gaps) // 2] if len(gaps) >= _TRACKED_PAIRS else 0.0
    return usual if 0 < usual < _TRACKING_MAX * run.height else 0.0


def _gap(width: float, height: float, blank: str) -> str:
    """Spaces for an empty width; a single one stays what the file wrote (no-break or not)."""
    if width >= _WIDE * height:
        return " " * max(2, round(min(_SPACES_MAX, width / (_SPACE_WIDTH * height))))
    if blank:
        return blank if blank in "\u00a0\u202f" else " "
    return " " if width > _TOUCHING * height else ""


def _letter(char: str) -> str:
    if char in _HYPHENS:
        return "-"
    return _LIGATURES.get(char, char)
