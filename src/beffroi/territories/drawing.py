"""The map of communes as plain shapes: their outlines when known, else a mesh around their centres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

WIDTH = 720


@dataclass(frozen=True, slots=True)
class Place:
    """A commune to draw: where its centre is, and its outline in degrees when it is known."""

    code: str
    name: str
    longitude: float
    latitude: float
    population: int = 0
    outline: bytes = b""


@dataclass(frozen=True, slots=True)
class Cell:
    """A commune as drawn: the path of its shape, where its name goes, where it leads."""

    code: str
    name: str
    path: str
    x: float
    y: float
    is_named: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map without colours: a page and a PDF draw it each in their way."""

    width: float
    height: float
    land: str
    cells: tuple[Cell, ...]
    is_schematic: bool
    caption: str

    @property
    def view_box(self) -> str:
        """The frame of the SVG."""
        return f"0 0 {plain_number(self.width)} {plain_number(self.height)}"

    def linked(self, hrefs: Mapping[str, str]) -> "Drawing":
        """Give the cells that are named by their code a place to lead to."""
        cells = tuple(replace(one, href=hrefs.get(one.code, "")) for one in self.cells)
        return replace(self, cells=cells)


def draw(places: Sequence[Place], source: str = "", width: float = WIDTH) -> Drawing | None:
    """Draw communes: by their outlines when all have one, else as a mesh; nothing to draw gives None.

    `source` is that of the outlines, with its vintage and licence.
    """
    if not places:
        return None
    # numpy and shapely weigh as much as a tenth of the server: held by those that draw.
    from beffroi.territories.shapes import drawn  # noqa: PLC0415

    return drawn(tuple(sorted(places, key=lambda one: one.code)), source, width)


def plain_number(value: float) -> str:
    """Write a length of the drawing, to a tenth."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
