"""The shapes behind a map: outlines laid flat, the mesh around centres, paths on paper, names that fit."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from beffroi.territories.drawing import Cell, Drawing, Place, plain_number

Points = npt.NDArray[np.float64]

METRES_PER_DEGREE = 111_320
MARGIN = 12
SCHEMATIC = (
    "Limites schématiques : chaque cellule entoure le centre d’une commune, "
    "elle ne dit rien de son tracé réel."
)
# Two centres closer than this are one point for the mesh: they are set apart.
SAME_PLACE = 1.0
# A name is written where nothing is in its way: a letter's width, a line's height, in the map's units.
MOST_NAMES, LETTER, LINE = 6, 12.0, 28.0


# The same communes are drawn at each visit, and a mesh costs tens of milliseconds.
@lru_cache(maxsize=32)
def drawn(ordered: tuple[Place, ...], source: str, width: float) -> Drawing:
    """Draw communes, which stand in the order of their codes."""
    is_schematic = not all(one.outline for one in ordered)
    shapes = mesh(ordered) if is_schematic else outlines(ordered)
    caption = SCHEMATIC if is_schematic else f"Contours des communes : {source}."
    return _drawing(ordered, shapes, is_schematic=is_schematic, caption=caption, width=width)


def outlines(places: Sequence[Place]) -> list[BaseGeometry]:
    """The outlines of the communes, in metres."""
    shapes = shapely.from_wkb([one.outline for one in places])
    middle = _middle(shapely.total_bounds(shapes))
    return list(shapely.transform(shapes, lambda points: _flat(points, middle)))


def mesh(places: Sequence[Place]) -> list[BaseGeometry]:
    """One cell around each centre, in metres; together they fill a hull around all, without overlap."""
    centres = np.array([(one.longitude, one.latitude) for one in places])
    points = _set_apart(_flat(centres, _middle(shapely.total_bounds(MultiPoint(centres)))))
    hull = _hull(points)
    if len(points) == 1:
        return [hull]
    cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=hull.envelope, ordered=True)
    return list(shapely.intersection(list(cells.geoms), hull))


def _middle(bounds: Points) -> Points:
    west, south, east, north = bounds
    return np.array(((west + east) / 2, (south + north) / 2))


def _flat(points: Points, middle: Points) -> Points:
    """Lay degrees flat around a middle, in metres: exact enough for the span of an EPCI."""
    east, north = math.cos(math.radians(middle[1])) * METRES_PER_DEGREE, METRES_PER_DEGREE
    flat: Points = (points - middle) * np.array((east, north))
    return flat


def _set_apart(points: Points) -> Points:
    """Move the points that share a place with an earlier one, a few metres further each."""
    seen: dict[tuple[int, int], int] = {}
    moved = points.copy()
    for rank, (x, y) in enumerate(points):
        square = (round(x / SAME_PLACE), round(y / SAME_PLACE))
        again = seen.get(square, 0)
        seen[square] = again + 1
        if again:
            # The golden angle: no two of them fall on the same place.
            turn = again * 2.399963
            reach = 100 * SAME_PLACE * math.sqrt(again)
            moved[rank] = (x + reach * math.cos(turn), y + reach * math.sin(turn))
    return moved


def _hull(points: Points) -> BaseGeometry:
    """An outline around all the points, drawn in where they leave room, half a commune beyond the last."""
    cloud = MultiPoint(points)
    convex = cloud.convex_hull
    spread = math.sqrt(convex.area / len(points)) or convex.length / len(points) or 1_000.0
    hull = shapely.concave_hull(cloud, ratio=0.3) if len(points) > 3 else convex
    around = hull.buffer(spread * 0.6, quad_segs=4)
    return shapely.Polygon(around.exterior).simplify(spread * 0.05)


def _drawing(
    places: Sequence[Place], shapes: Sequence[BaseGeometry], *, is_schematic: bool, caption: str, width: float
) -> Drawing:
    west, south, east, north = shapely.total_bounds(list(shapes))
    scale = (width - 2 * MARGIN) / max(east - west, north - south, 1.0)
    height = (north - south) * scale + 2 * MARGIN
    drawn_width = (east - west) * scale + 2 * MARGIN

    def on_paper(points: Points) -> Points:
        return np.column_stack(
            ((points[:, 0] - west) * scale + MARGIN, (north - points[:, 1]) * scale + MARGIN)
        )

    paper = list(shapely.transform(list(shapes), on_paper))
    labels = [_label(shape) for shape in paper]
    named = _named(places, labels, drawn_width)
    cells = tuple(
        Cell(
            one.code,
            one.name,
            svg_path(shape),
            round(label.x, 1),
            round(label.y, 1),
            is_named=one.code in named,
        )
        for one, shape, label in zip(places, paper, labels, strict=True)
    )
    land = svg_path(shapely.union_all(paper, grid_size=0.1))
    return Drawing(round(drawn_width, 1), round(height, 1), land, cells, is_schematic, caption)


def _label(shape: BaseGeometry) -> Point:
    """A point well inside a shape: the middle when it is inside."""
    return shape.centroid if shape.contains(shape.centroid) else shape.representative_point()


def _named(places: Sequence[Place], labels: Sequence[Point], width: float) -> set[str]:
    """Choose the names to write: those of the most peopled communes, where they do not meet."""
    boxes: list[BaseGeometry] = []
    named: set[str] = set()
    for one, label in sorted(zip(places, labels, strict=True), key=lambda pair: -pair[0].population):
        half = len(one.name) * LETTER / 2
        box = shapely.box(label.x - half, label.y - LINE / 2, label.x + half, label.y + LINE / 2)
        fits = label.x - half > 0 and label.x + half < width
        if fits and not any(box.intersects(other) for other in boxes):
            boxes.append(box)
            named.add(one.code)
        if len(named) == MOST_NAMES:
            break
    return named


def svg_path(shape: BaseGeometry) -> str:
    """Write a surface as an SVG path, coordinates rounded to a tenth."""
    rings = [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _ring(points: Points) -> str:
    """Write a closed line; neighbours that the rounding made equal are written once."""
    told = [f"{plain_number(x)} {plain_number(y)}" for x, y in points[:-1]]
    return f"M{'L'.join(one for one, before in zip(told, ['', *told], strict=False) if one != before)}Z"
