"""The same set on the map of a contract: how many operations concern each of its communes."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet
from django.http import QueryDict

from beffroi.contracts.in_force import Terms
from beffroi.contracts.models import PerimeterCommune
from beffroi.contracts.perimeter import known_of, placed
from beffroi.core.text import fold
from beffroi.core.ui.lists import address
from beffroi.operations.lists.figures import CappedCount
from beffroi.operations.models import Operation
from beffroi.territories.drawing import Drawing, draw

# Beyond this a commune has « plus de 99 ».
MOST_IN_A_COMMUNE = 99


@dataclass(frozen=True, slots=True)
class Spot:
    """A commune: how many operations of the set concern it, and the list of them."""

    code: str
    name: str
    count: int
    href: str

    @property
    def told(self) -> str:
        """The count in words."""
        return f"plus de {MOST_IN_A_COMMUNE}" if self.count > MOST_IN_A_COMMUNE else str(self.count)


@dataclass(frozen=True, slots=True)
class Pin:
    """A count written on the map."""

    rank: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class OperationMap:
    """The drawing, the counts written on it, and the same as a list."""

    drawing: Drawing | None
    pins: tuple[Pin, ...]
    spots: tuple[Spot, ...]


def counted_communes(terms: Terms, rows: QuerySet[Operation]) -> list[PerimeterCommune]:
    """The communes of a contract on a day, each with how many operations of the set concern it.

    One that an amendment took out stays as long as operations concern it.
    """
    here = rows.order_by().filter(communes=OuterRef("pk"))
    counted = CappedCount(here.values("pk")[: MOST_IN_A_COMMUNE + 1])
    found = PerimeterCommune.objects.filter(contract=terms.contract).annotate(counted=counted)
    kept = [one for one in found if one.counted or terms.holds(one)]
    for one in kept:
        # Its code stays that of its row: lists are asked by it.
        one.name = terms.told(one).name
    return sorted(kept, key=lambda one: fold(one.name))


def map_of(terms: Terms, rows: QuerySet[Operation], query: QueryDict, list_href: str) -> OperationMap:
    """Draw the communes and write the counts; the others are drawn bare."""
    contract, communes = terms.contract, counted_communes(terms, rows)
    spots = tuple(
        Spot(one.code, one.name, one.counted, list_href + address(query, commune=one.code, page="", apres=""))  # type: ignore[attr-defined]
        for one in communes
    )
    known = {} if contract.is_fictitious else known_of([one.code for one in communes])
    contours = sorted({one.contour.source for one in known.values() if hasattr(one, "contour")})
    drawing = draw(placed(communes, known), " ; ".join(contours))
    if drawing is None:
        return OperationMap(None, (), spots)
    busy = {one.code: one for one in spots if one.count}
    drawing = drawing.linked({code: one.href for code, one in busy.items()})
    return OperationMap(drawing, _pins(drawing, busy), spots)


def _pins(drawing: Drawing, busy: dict[str, Spot]) -> tuple[Pin, ...]:
    return tuple(
        Pin(str(min(busy[cell.code].count, MOST_IN_A_COMMUNE)), f"{cell.x:.1f}", f"{cell.y:.1f}")
        for cell in drawing.cells
        if cell.code in busy
    )
