"""The map of a contract: its communes, by their outlines when all are loaded, else a labelled mesh."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beffroi.contracts.kinds import MentionKind
from beffroi.contracts.models import CitedOperation, Contract, PerimeterCommune
from beffroi.core.text import fold
from beffroi.territories.drawing import Drawing, Place, draw
from beffroi.territories.models import Commune
from beffroi.territories.sources import POPULATION_SOURCE


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
    # Where the population comes from, with its year; empty when the contract itself gives it.
    source: str = ""

    @property
    def count(self) -> int:
        """How many communes it has."""
        return len(self.drawing.cells)


def territory_of(contract: Contract) -> Territory | None:
    """Draw the communes of a contract; None when it names none. It was read with its mentions."""
    communes = list(contract.communes.all())
    known = {} if contract.is_fictitious else known_of([one.code for one in communes])
    places = placed(communes, known)
    contours = [one.contour for one in known.values() if hasattr(one, "contour")]
    drawing = draw(places, " ; ".join(sorted({one.source for one in contours})))
    if drawing is None:
        return None
    drawing = drawing.linked({one.code: f"#commune-{one.code}" for one in communes})
    population = sum(one.population for one in places) if all(one.population for one in places) else None
    years = sorted({one.population_year for one in known.values() if one.population_year})
    source = f"population totale, millésime {years[-1]} ; {POPULATION_SOURCE}" if years else ""
    return Territory(drawing, _pins(contract, drawing), population, source)


def known_of(codes: list[str]) -> dict[str, Commune]:
    """What the official division says of these communes, when it is loaded."""
    rows = Commune.objects.current().filter(code__in=codes).select_related("contour")
    return {one.code: one for one in rows}


def placed(communes: Iterable[PerimeterCommune], known: Mapping[str, Commune]) -> list[Place]:
    """Place communes on a map, without those that an amendment added and that the division does not know."""
    places = [_place(one, known.get(one.code)) for one in communes]
    return [one for one in places if one is not None]


def _place(commune: PerimeterCommune, known: Commune | None) -> Place | None:
    spot = commune if commune.longitude is not None or known is None else known
    if spot.longitude is None or spot.latitude is None:
        return None
    population = known.population if known else commune.population
    return Place(
        code=commune.code,
        name=commune.name,
        longitude=float(spot.longitude),
        latitude=float(spot.latitude),
        population=population or 0,
        outline=bytes(known.contour.outline) if known and hasattr(known, "contour") else b"",
    )


def _pins(contract: Contract, drawing: Drawing) -> tuple[Pin, ...]:
    cells = {one.code: one for one in drawing.cells}
    found: dict[str, list[CitedOperation]] = {}
    for mention in contract.cited_operations.all():
        if mention.kind == MentionKind.PAST and mention.commune_code in cells:
            found.setdefault(mention.commune_code, []).append(mention)
    ordered = sorted(found, key=lambda code: fold(cells[code].name))
    return tuple(
        Pin(rank, cells[code].name, f"{cells[code].x:.1f}", f"{cells[code].y:.1f}", tuple(found[code]))
        for rank, code in enumerate(ordered, start=1)
    )
