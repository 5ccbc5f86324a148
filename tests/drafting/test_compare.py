"""Two versions side by side, word by word."""

import time

from beffroi.drafting.compare import Piece, Row, lines_between, sections_between, words_between
from beffroi.drafting.facts import Section


def test_only_the_words_that_differ_are_marked():
    left, right = words_between("Un comité par trimestre.", "Un comité par semestre.")
    assert [one.text for one in left if one.mark == "removed"] == ["trimestre"]
    assert [one.text for one in right if one.mark == "added"] == ["semestre"]
    assert "".join(one.text for one in left) == "Un comité par trimestre."


def test_a_line_alone_faces_nothing():
    rows = list(lines_between("a\nb", "a\nb\nc"))
    assert rows[-1] == Row(right=(Piece("c", "added"),))
    assert rows[0].is_same


def test_each_section_says_what_became_of_it():
    before = [Section("a", "A", "1"), Section("b", "B", "2"), Section("c", "C", "3"), Section("d", "D", "4")]
    after = [Section("b", "B", "2"), Section("a", "A", "un"), Section("d", "Dé", "4"), Section("e", "E", "5")]
    states = {one.key: one.state for one in sections_between(before, after)}
    assert states == {"b": "moved", "a": "changed", "d": "changed", "e": "added", "c": "removed"}
    renamed = next(one for one in sections_between(before, after) if one.key == "d")
    assert renamed.former_title == "D"


def test_identical_lines_are_counted_rather_than_shown():
    body = "\n".join(str(one) for one in range(50))
    (part,) = sections_between([Section("a", "A", body)], [Section("a", "A", f"{body}\nfin")])
    assert part.rows[0].skipped == 49
    assert len(part.rows) == 3


def test_long_hostile_texts_are_compared_in_time():
    started = time.process_time()
    list(lines_between("a b " * 12_000, "b a " * 12_000))
    list(lines_between("a\n" * 25_000, "b\na\n" * 12_000))
    list(lines_between("\n".join(map(str, range(9_000))), "\n".join(map(str, range(9_000, 0, -1)))))
    assert time.process_time() - started < 10
