from beffroi.assemblies.intake import pane as source_pane
from beffroi.assemblies.intake.pane import Gap, Line, build_pane
from beffroi.reader.model import Mention
from portal.factories import TEXT, mention


def numbers(pane):
    return [row.number for row in pane.rows if isinstance(row, Line)]


def marked(pane):
    return [
        (row.number, one.text, one.anchor)
        for row in pane.rows
        if isinstance(row, Line)
        for one in row.segments
        if one.anchor
    ]


def test_a_value_is_marked_on_its_line_and_leads_to_its_row():
    pane = build_pane(TEXT.split("\n"), [("v-date", mention(None, "12 mars 2024"))], [])
    assert marked(pane) == [(2, "12 mars 2024", "v-date")]


def test_the_text_of_a_line_is_whole_whatever_is_marked():
    places = [("a", mention(None, "DURAND Anne")), ("b", mention(None, "PETIT Luc"))]
    pane = build_pane(TEXT.split("\n"), places, [])
    line = next(row for row in pane.rows if isinstance(row, Line) and row.number == 3)
    assert "".join(one.text for one in line.segments) == "Présents : DURAND Anne, PETIT Luc"


def test_a_name_split_by_the_end_of_a_line_is_marked_on_both():
    text = "Présents : DURAND\nAnne, PETIT Luc"
    pane = build_pane(text.split("\n"), [("v", mention("DURAND Anne", "DURAND\nAnne", text))], [])
    assert marked(pane) == [(1, "DURAND", "v"), (2, "Anne", "v")]


def test_two_values_of_the_same_words_keep_one_mark():
    places = [("a", mention(None, "PETIT Luc")), ("b", mention(None, "PETIT Luc"))]
    assert len(marked(build_pane(TEXT.split("\n"), places, []))) == 1


def test_a_short_value_inside_a_long_one_keeps_its_own_mark():
    places = [("list", mention(None, "DURAND Anne, PETIT Luc")), ("name", mention(None, "PETIT Luc"))]
    pane = build_pane(TEXT.split("\n"), places, [])
    assert marked(pane) == [(3, "DURAND Anne, ", "list"), (3, "PETIT Luc", "name")]


def test_a_finding_stands_on_the_line_it_quotes():
    pane = build_pane(TEXT.split("\n"), [], [7, 3])
    told = {row.number: row.findings for row in pane.rows if isinstance(row, Line)}
    assert told[7] == (1,)
    assert told[3] == (2,)


def test_what_is_far_from_any_value_is_folded_and_counted():
    lines = ["Séance du 12 mars 2024", *["texte"] * 600, "Fait à Arras le"]
    pane = build_pane(lines, [("v", Mention("x", 1, 10, 22))], [602])
    assert numbers(pane) == [1, 2, 3, 600, 601, 602]
    assert [row.count for row in pane.rows if isinstance(row, Gap)] == [596]


def test_a_short_head_and_a_short_foot_are_shown_too():
    lines = ["texte"] * 100
    assert numbers(
        build_pane(lines, [("v", Mention("x", 30, None, None)), ("w", Mention("x", 70, None, None))], [])
    ) == [*range(1, 101)]
    lines = ["texte"] * 1000
    assert numbers(build_pane(lines, [("v", Mention("x", 500, None, None))], [])) == [498, 499, 500, 501, 502]


def test_blank_lines_are_neither_shown_nor_counted_as_left_out():
    pane = build_pane(["a", "", "", "b"], [("v", Mention("a", 1, 0, 1)), ("w", Mention("b", 4, 4, 5))], [])
    assert numbers(pane) == [1, 4]
    assert not [row for row in pane.rows if isinstance(row, Gap)]


def test_a_text_of_200000_lines_gives_a_page_of_bounded_size():
    lines = ["ligne de texte"] * 200_000
    places = [(f"v{n}", Mention("x", n, None, None)) for n in range(1, 200_000, 7)]
    pane = build_pane(lines, places, list(range(1, 200_000, 11)))
    assert len(numbers(pane)) <= source_pane.MOST_LINES


def test_one_line_of_ten_megabytes_is_cut_and_says_so():
    pane = build_pane(["x" * 10_000_000], [("v", Mention("x", 1, 0, 5))], [])
    (line,) = pane.rows
    assert line.is_cut
    assert sum(len(one.text) for one in line.segments) == source_pane.LONGEST_LINE


def test_long_lines_count_too():
    lines = ["y" * 19_000] * 200
    pane = build_pane(lines, [("v", Mention("y", 1, 0, 1)), ("w", Mention("y", 200, None, None))], [])
    shown = sum(len(one.text) for row in pane.rows if isinstance(row, Line) for one in row.segments)
    assert shown <= source_pane.MOST_CHARACTERS


def test_a_text_in_which_nothing_was_read_shows_its_beginning():
    pane = build_pane(["rien"] * 5000, [], [])
    assert numbers(pane)[0] == 1
    assert isinstance(pane.rows[-1], Gap)


def test_places_outside_the_text_are_ignored():
    pane = build_pane(["a"], [("v", Mention("x", 99, 500, 510))], [0, 42])
    assert marked(pane) == []
