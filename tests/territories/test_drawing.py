"""The drawing: every commune has its cell, cells fill the land, nothing is empty."""

import math
import re
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.territories.actions.positions import SHIPPED, read_positions
from beffroi.territories.drawing import Place, draw
from beffroi.territories.shapes import mesh, svg_path
from beffroi.territories.svg import standalone_svg
from territories.factories import square

PATH = re.compile(r"(M-?\d+(\.\d)? -?\d+(\.\d)?(L-?\d+(\.\d)? -?\d+(\.\d)?)+Z)+")


def place(code, longitude, latitude, **more):
    return Place(code, f"Commune {code}", longitude, latitude, **more)


def real_places():
    positions = read_positions(SHIPPED / "communes-200072460.csv")
    return [place(code, float(lon), float(lat)) for code, (lon, lat) in positions.items()]


def outlined(code, west, south):
    return place(code, 0, 0, outline=shapely.to_wkb(shapely.Polygon(square(west, south))))


def test_every_commune_has_one_cell_around_its_centre():
    drawing = draw(real_places())
    assert len(drawing.cells) == len({one.code for one in drawing.cells}) == 100
    assert all(PATH.fullmatch(one.path) for one in drawing.cells)
    assert PATH.fullmatch(drawing.land)
    for shape in mesh(real_places()):
        assert shape.geom_type == "Polygon"


def test_the_cells_fill_the_land_without_overlap():
    cells = mesh(real_places())
    land = shapely.union_all(cells)
    assert land.geom_type == "Polygon"
    assert not land.interiors
    assert sum(one.area for one in cells) == pytest.approx(land.area)


def test_a_mesh_says_that_it_is_schematic():
    drawing = draw(real_places(), source="ne sert pas")
    assert drawing.is_schematic
    assert drawing.caption.startswith("Limites schématiques")
    assert "ne sert pas" not in drawing.caption


def test_outlines_replace_the_mesh_when_all_are_known():
    drawing = draw([outlined("1", 2, 50), outlined("2", 2.1, 50)], source="Carte inventée, 2024")
    assert not drawing.is_schematic
    assert drawing.caption == "Contours des communes : Carte inventée, 2024."
    assert len(drawing.cells) == 2


def test_one_missing_outline_brings_the_mesh_back():
    places = [place("1", 2, 50, outline=outlined("1", 2, 50).outline), place("2", 2.1, 50)]
    assert draw(places).is_schematic


def test_the_drawing_keeps_the_proportions_of_the_ground():
    drawing = draw([outlined("1", 2, 60)])
    shape = (drawing.width - 24) / (drawing.height - 24)
    assert shape == pytest.approx(math.cos(math.radians(60.05)), rel=0.01)
    assert drawing.view_box == f"0 0 {drawing.width:g} {drawing.height:g}"


def test_north_is_up_and_east_is_right():
    drawing = draw([outlined("1", 2, 50), outlined("2", 2.1, 50.1)])
    first, second = drawing.cells
    assert first.x < second.x
    assert first.y > second.y


def test_the_same_communes_give_the_same_drawing_in_any_order():
    places = real_places()
    assert draw(places) == draw(places[::-1])


def test_nothing_to_draw_gives_nothing():
    assert draw([]) is None


@pytest.mark.parametrize(
    "points",
    [
        [(2, 50)],
        [(2, 50), (2.1, 50)],
        [(2, 50), (2.1, 50), (2.2, 50)],
        [(2, 50), (2, 50)],
        [(2, 50)] * 5,
        [(-61.5, 16.2), (-61.5, 16.3), (-61.6, 16.2)],
        [(55.5, -21.1), (55.6, -21.2), (55.5, -21.2), (55.55, -21.15)],
    ],
)
def test_few_aligned_or_equal_centres_still_have_each_a_cell(points):
    drawing = draw([place(str(rank), *point) for rank, point in enumerate(points)])
    assert len(drawing.cells) == len(points)
    assert all(PATH.fullmatch(one.path) for one in drawing.cells)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(2, 3, allow_nan=False), st.floats(50, 51, allow_nan=False)),
        min_size=1,
        max_size=40,
    )
)
def test_any_centres_have_each_a_cell_and_fill_the_land(points):
    places = [place(f"{rank:03}", *point) for rank, point in enumerate(points)]
    cells = mesh(places)
    assert len(cells) == len(places)
    assert all(one.area > 0 for one in cells)
    land = shapely.union_all(cells, grid_size=0.001)
    assert sum(one.area for one in cells) == pytest.approx(land.area, rel=1e-4)
    assert all(one.path for one in draw(places).cells)


def test_the_most_peopled_communes_are_named_where_there_is_room():
    places = [place(f"{x}{y}", 2 + x / 10, 50 + y / 10) for x in range(10) for y in range(10)]
    peopled = {"45": 30, "46": 20, "48": 10}
    places = [replace(one, population=peopled.get(one.code, 0)) for one in places]
    named = {one.code for one in draw(places).cells if one.is_named}
    assert {"45", "48"} <= named
    assert "55" not in named
    assert len(named) == 6


def test_a_drawing_takes_links():
    drawing = draw([place("1", 2, 50), place("2", 2.1, 50)]).linked({"1": "#commune-1"})
    assert [one.href for one in drawing.cells] == ["#commune-1", ""]


def test_a_path_is_rounded_and_keeps_its_holes():
    ring = [(0, 0), (9, 0), (9.04, 9), (9.01, 9.02), (0, 9)]
    hole = [(2, 2), (3, 2), (3, 3.456)]
    assert svg_path(shapely.Polygon(ring, [hole])) == "M0 0L9 0L9 9L0 9ZM2 2L3 2L3 3.5Z"


def test_a_standalone_map_holds_no_style_and_escapes_names():
    html = standalone_svg(draw([Place("1", "L’<Étang>", 2, 50, population=9)]), "Carte & plan")
    assert html.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<title>Carte &amp; plan</title>" in html
    assert "L’&lt;Étang&gt;" in html
    assert "style" not in html
