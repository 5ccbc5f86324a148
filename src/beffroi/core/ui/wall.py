"""The wall of a sitting: one brick, one name, from the ground up; the quorum line lies on the bricks."""

from dataclasses import dataclass
from math import sqrt

BRICK_WIDTH, BRICK_HEIGHT, MORTAR = 60.0, 21.0, 3.0
PITCH_X, PITCH_Y = BRICK_WIDTH + MORTAR, BRICK_HEIGHT + MORTAR
STAGGER = PITCH_X / 2
OVERHANG = 18.0  # how far the line runs beyond the bricks
LINE_GAP = 8.0  # opened in the wall when the line runs straight
WIDTH_TO_HEIGHT = 2.06
STRETCH = 1.6  # how far from its best proportions a wall may go so that the quorum ends a course
FEWEST_ACROSS = 7  # a small council does not get bricks as large as doors


@dataclass(frozen=True, slots=True)
class Course:
    """How many bricks make a course, and whether the quorum ends one."""

    bricks: int
    quorum_ends_it: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that the template writes: three paths of bricks, the line and the frame."""

    present: int
    proxies: int
    absent: int
    unnamed: int
    quorum: int | None
    present_path: str
    proxy_path: str
    absent_path: str
    unnamed_path: str
    line_path: str
    view_box: str

    @property
    def total(self) -> int:
        """Bricks in the wall."""
        return self.present + self.proxies + self.absent + self.unnamed

    @property
    def beyond(self) -> int:
        """Members present beyond the quorum."""
        return max(0, self.present - (self.quorum or 0))


def choose_course(total: int, quorum: int | None) -> Course:
    """Choose the bricks per course: the divisor of the quorum nearest to the best proportions, if near."""
    best = max(1.0, sqrt(total * WIDTH_TO_HEIGHT * PITCH_Y / PITCH_X))
    if quorum:
        ratios = {
            bricks: max(bricks / best, best / bricks)
            for bricks in range(1, quorum + 1)
            if quorum % bricks == 0
        }
        nearest = min(ratios, key=lambda bricks: (ratios[bricks], bricks))
        if ratios[nearest] <= STRETCH:
            return Course(nearest, quorum_ends_it=True)
    return Course(max(1, round(best)), quorum_ends_it=False)


def build_wall(
    *, present: int, proxies: int, absent: int, quorum: int | None, in_office: int | None = None
) -> Wall | None:
    """Lay the bricks: present, proxies, absent, then seats that no list names; None without a name."""
    named = present + proxies + absent
    if named == 0:
        return None
    unnamed = max(0, (in_office or 0) - named)
    total = named + unnamed
    drawn_quorum = quorum if quorum is not None and 0 < quorum <= total else None
    layout = _Layout(total, choose_course(total, drawn_quorum), drawn_quorum)
    return Wall(
        present=present,
        proxies=proxies,
        absent=absent,
        unnamed=unnamed,
        quorum=drawn_quorum,
        present_path=layout.path(0, present),
        proxy_path=layout.path(present, present + proxies),
        absent_path=layout.path(present + proxies, named),
        unnamed_path=layout.path(named, total),
        line_path=layout.line(),
        view_box=layout.view_box(),
    )


class _Layout:
    """Places of bricks and line; the origin is the top left corner of the wall."""

    def __init__(self, total: int, course: Course, quorum: int | None) -> None:
        self.total = total
        self.across = course.bricks
        self.quorum = quorum
        self.courses = -(-total // self.across)
        straight = course.quorum_ends_it and quorum is not None
        self.opened_above = quorum // self.across if straight and quorum else None
        stagger = STAGGER if self.courses > 1 else 0.0
        self.width = self.across * PITCH_X - MORTAR + stagger
        opening = LINE_GAP if self._is_opened() else 0.0
        self.height = self.courses * PITCH_Y - MORTAR + opening

    def _is_opened(self) -> bool:
        return self.opened_above is not None and self.opened_above < self.courses

    def top(self, course: int) -> float:
        """The upper edge of a course, counted from the ground."""
        lifted = (
            LINE_GAP
            if self._is_opened() and self.opened_above is not None and course >= self.opened_above
            else 0.0
        )
        return self.height - BRICK_HEIGHT - course * PITCH_Y - lifted

    def left(self, brick: int) -> float:
        """The left edge of a brick."""
        course, place = divmod(brick, self.across)
        return place * PITCH_X + (STAGGER if course % 2 else 0.0)

    def path(self, first: int, end: int) -> str:
        """The outline of a run of bricks."""
        outline = f"h{_figure(BRICK_WIDTH)}v{_figure(BRICK_HEIGHT)}h-{_figure(BRICK_WIDTH)}z"
        return "".join(
            f"M{_figure(self.left(brick))} {_figure(self.top(brick // self.across))}{outline}"
            for brick in range(first, end)
        )

    def line(self) -> str:
        """The quorum line: straight on a full course, else one step down where the last brick ends."""
        if not self.quorum:
            return ""
        full, beyond = divmod(self.quorum, self.across)
        end = _figure(self.width + OVERHANG)
        if self.opened_above is not None:
            half_gap = (MORTAR + (LINE_GAP if self._is_opened() else 0.0)) / 2
            return f"M-{_figure(OVERHANG)} {_figure(self.top(full - 1) - half_gap)}H{end}"
        upper = self.top(full) - MORTAR / 2
        step = self.left(self.quorum - 1) + BRICK_WIDTH + MORTAR / 2
        lower = upper + PITCH_Y
        if beyond == 0:
            return f"M-{_figure(OVERHANG)} {_figure(lower)}H{end}"
        return f"M-{_figure(OVERHANG)} {_figure(upper)}H{_figure(step)}V{_figure(lower)}H{end}"

    def view_box(self) -> str:
        """The frame; a narrow wall keeps room on its right."""
        widest = max(self.width, FEWEST_ACROSS * PITCH_X - MORTAR + STAGGER)
        return f"-{_figure(OVERHANG)} -4 {_figure(widest + 2 * OVERHANG)} {_figure(self.height + 6)}"


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
