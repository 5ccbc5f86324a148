"""The map of a contract: its communes, by their outlines when all are loaded, else a labelled mesh."""

from dataclasses import dataclass

from beffroi.contracts.kinds import MentionKind
from beffroi.contracts.models import CitedOperation, Contract
from beffroi.territories.drawing import Drawing, Place, draw
from beffroi.territories.models import Contour


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place on the map, and what an earlier contract helped there."""

    rank: int
    commune: str
    x: str
    y: str
    operations: tuple[CitedOperation, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """The map, its numbered places and the list of its communes."""

    drawing: Drawing
    pins: tuple[Pin, ...]
    population: int | None

    @property
    def count(self) -> int:
        """How many communes it has."""
        return len(self.drawing.cells)


def territory_of(contract: Contract) -> Territory | None:
    """Draw the communes of a contract; None when it names none. It was read with its mentions."""
    communes = list(contract.communes.all())
    contours = {} if contract.is_fictitious else _contours([one.code for one in communes])
    is_outlined = len(contours) == len(communes)
    places = [
        Place(
            code=one.code,
            name=one.name,
            longitude=float(one.longitude),
            latitude=float(one.latitude),
            population=one.population or 0,
            outline=bytes(contours[one.code].outline) if is_outlined else b"",
        )
        for one in communes
    ]
    source = " ; ".join(sorted({one.source for one in contours.values()}))
    drawing = draw(places, source)
    if drawing is None:
        return None
    drawing = drawing.linked({one.code: f"#commune-{one.code}" for one in communes})
    counted = [one.population for one in communes if one.population is not None]
    population = sum(counted) if len(counted) == len(communes) else None
    return Territory(drawing, _pins(contract, drawing), population)


def _contours(codes: list[str]) -> dict[str, Contour]:
    rows = Contour.objects.filter(commune__code__in=codes).select_related("commune")
    return {one.commune.code: one for one in rows}


def _pins(contract: Contract, drawing: Drawing) -> tuple[Pin, ...]:
    cells = {one.code: one for one in drawing.cells}
    found: dict[str, list[CitedOperation]] = {}
    for mention in contract.cited_operations.all():
        if mention.kind == MentionKind.PAST and mention.commune_code in cells:
            found.setdefault(mention.commune_code, []).append(mention)
    ordered = sorted(found, key=lambda code: cells[code].name)
    return tuple(
        Pin(rank, cells[code].name, f"{cells[code].x:.1f}", f"{cells[code].y:.1f}", tuple(found[code]))
        for rank, code in enumerate(ordered, start=1)
    )
