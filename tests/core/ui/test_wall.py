import re

import pytest

from beffroi.core.ui.wall import BRICK_HEIGHT, MORTAR, build_wall, choose_course


def tops(path: str) -> list[float]:
    return [float(found) for found in re.findall(r"M-?[\d.]+ (-?[\d.]+)h", path)]


def test_the_wall_of_152_names_is_eleven_bricks_wide_so_that_77_ends_the_seventh_course():
    course = choose_course(152, 77)
    assert (course.bricks, course.quorum_ends_it) == (11, True)
    assert course.bricks * 7 == 77


def test_one_name_is_one_brick():
    wall = build_wall(present=102, proxies=23, absent=27, quorum=77)
    counts = [
        path.count("M") for path in (wall.present_path, wall.proxy_path, wall.absent_path, wall.unnamed_path)
    ]
    assert counts == [102, 23, 27, 0]
    assert wall.total == 152
    assert wall.beyond == 25


def test_no_two_bricks_overlap_in_a_course():
    wall = build_wall(present=102, proxies=23, absent=27, quorum=77)
    bricks = re.findall(r"M([\d.]+) ([\d.]+)h60", wall.present_path + wall.proxy_path + wall.absent_path)
    assert len(set(bricks)) == 152
    by_course: dict[str, list[float]] = {}
    for left, top in bricks:
        by_course.setdefault(top, []).append(float(left))
    for lefts in by_course.values():
        assert all(b - a == 63 for a, b in zip(sorted(lefts), sorted(lefts)[1:], strict=False))


def test_the_straight_line_lies_above_the_course_that_the_quorum_ends():
    wall = build_wall(present=102, proxies=23, absent=27, quorum=77)
    line = float(re.fullmatch(r"M-18 ([\d.]+)H739\.5", wall.line_path)[1])
    present = tops(wall.present_path)
    assert present[77] + BRICK_HEIGHT < line < present[76]


@pytest.mark.parametrize(("total", "quorum"), [(33, 17), (43, 22), (77, 39)])
def test_a_quorum_without_a_fitting_divisor_makes_the_line_step_down(total, quorum):
    wall = build_wall(present=total, proxies=0, absent=0, quorum=quorum)
    found = re.fullmatch(r"M-18 ([\d.]+)H([\d.]+)V([\d.]+)H[\d.]+", wall.line_path)
    upper, step, lower = float(found[1]), float(found[2]), float(found[3])
    across = choose_course(total, quorum).bricks
    assert lower - upper == BRICK_HEIGHT + MORTAR
    # To its left the line covers the bricks of the quorum's own course, and no more.
    lefts = [float(x) for x in re.findall(r"M([\d.]+) ", wall.present_path)]
    under = [
        left for rank, left in enumerate(lefts) if rank // across == quorum // across and left + 60 < step
    ]
    assert len(under) == quorum % across


def test_the_first_brick_lies_on_the_ground_and_the_last_at_the_top():
    wall = build_wall(present=5, proxies=3, absent=3, quorum=6)
    heights = tops(wall.present_path + wall.proxy_path + wall.absent_path)
    assert heights[0] == max(heights)
    assert heights[-1] == min(heights) == 0


def test_seats_that_no_list_names_are_drawn_apart():
    wall = build_wall(present=10, proxies=2, absent=3, quorum=10, in_office=19)
    assert wall.unnamed == 4
    assert wall.unnamed_path.count("M") == 4


@pytest.mark.parametrize("quorum", [None, 0, 40])
def test_without_a_quorum_that_fits_there_is_no_line(quorum):
    wall = build_wall(present=10, proxies=2, absent=3, quorum=quorum)
    assert wall.line_path == ""
    assert wall.quorum is None


def test_no_name_no_wall():
    assert build_wall(present=0, proxies=0, absent=0, quorum=None) is None


@pytest.mark.parametrize("total", range(1, 260))
def test_every_council_gets_a_wall_that_stands_in_its_frame(total):
    wall = build_wall(present=total, proxies=0, absent=0, quorum=total // 2 + 1)
    left, top, width, height = map(float, wall.view_box.split())
    for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", wall.present_path):
        assert left <= float(x) <= left + width - 60
        assert top <= float(y) <= top + height - BRICK_HEIGHT
