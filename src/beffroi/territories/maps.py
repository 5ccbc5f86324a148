"""From the tables to a drawing."""

from collections.abc import Iterable

from beffroi.territories.drawing import Drawing, Place, draw
from beffroi.territories.models import Commune


def map_of(communes: Iterable[Commune]) -> Drawing | None:
    """Draw communes that were read with their outline (`select_related("contour")`).

    Those whose outline and position are both unknown are not drawn; None when that is all of them.
    """
    rows = list(communes)
    outlined = [one for one in rows if hasattr(one, "contour")]
    if outlined and len(outlined) == len(rows):
        sources = sorted({one.contour.source for one in outlined})
        return draw([_place(one) for one in outlined], " ; ".join(sources))
    return draw([_place(one, outline=False) for one in rows if one.latitude is not None])


def _place(one: Commune, *, outline: bool = True) -> Place:
    return Place(
        code=one.code,
        name=one.name,
        longitude=float(one.longitude or 0),
        latitude=float(one.latitude or 0),
        population=one.population or 0,
        outline=bytes(one.contour.outline) if outline else b"",
    )
