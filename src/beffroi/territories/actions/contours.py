"""Loads the outlines of communes from a file, simplified so that neighbours still touch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from django.db import transaction
from django.utils import timezone
from shapely.geometry.base import BaseGeometry

from beffroi.core.errors import RuleViolation
from beffroi.law.french import french_number
from beffroi.territories.actions.bulk import Progress, batches_of, silent
from beffroi.territories.contour_files import read_outlines
from beffroi.territories.models import Commune, Contour
from beffroi.territories.reports import SHOWN, listed

Points = npt.NDArray[np.float64]
METRES_PER_DEGREE = 111_320
MOST_TOLERANCE = 5_000


@dataclass(slots=True)
class ContourReport:
    """What a load of outlines did."""

    source: str
    column: str
    created: int = 0
    replaced: int = 0
    gaps: int = 0
    points_before: int = 0
    points_after: int = 0
    joined: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    useless: list[str] = field(default_factory=list)

    def lines(self, *, shown: int | None = SHOWN) -> Iterator[str]:
        """Tell it, line by line."""
        yield f"Source : {self.source} (codes lus dans la colonne « {self.column} »)."
        yield f"Contours : {self.created} ajoutés, {self.replaced} remplacés."
        before, after = french_number(self.points_before), french_number(self.points_after)
        yield f"Simplification : {before} points, puis {after} ; les limites communes restent communes."
        if self.gaps:
            yield f"Dans le fichier, {self.gaps} contours ne touchent pas exactement leurs voisins."
        titles = {
            "Contours de communes fusionnées, joints à celui de la commune qui leur succède": self.joined,
            "Codes qu’aucune commune ne porte, laissés de côté": self.unknown,
            "Géométries invalides, réparées": self.repaired,
            "Géométries inutilisables, laissées de côté": self.useless,
        }
        for title, told in titles.items():
            yield from listed(title, told, shown)


def load_contours(
    path: Path, *, source: str = "", tolerance: float = 30, progress: Progress = silent
) -> ContourReport:
    """Store the outlines of a file; those of the same communes are replaced, the others stay.

    Unit: `tolerance` in metres.
    Raises: RuleViolation, before anything is written.
    """
    if not 0 <= tolerance <= MOST_TOLERANCE:
        raise RuleViolation(f"La tolérance se donne en mètres, de 0 à {MOST_TOLERANCE}.")
    source = " ".join(source.split()) or f"fichier {path.name}, source et millésime non indiqués"
    if len(source) > 300:
        raise RuleViolation("La source tient en 300 caractères.")
    found = read_outlines(path)
    report = ContourReport(source, found.column, repaired=found.repaired, useless=found.useless)
    outlines = _by_commune(found.parts, report)
    if not outlines:
        raise RuleViolation(
            f"Aucun code de « {path.name} » n’est celui d’une commune chargée : "
            f"colonne lue « {found.column} », par exemple {', '.join(report.unknown[:3])}. "
            "Les communes se chargent par « beffroi territories load »."
        )
    simple = simplified(list(outlines.values()), tolerance)
    report.points_before = int(shapely.get_num_coordinates(list(outlines.values())).sum())
    report.points_after = int(shapely.get_num_coordinates(simple).sum())
    report.gaps = int((~shapely.is_empty(shapely.coverage_invalid_edges(list(outlines.values())))).sum())
    _write(dict(zip(outlines, simple, strict=True)), report, progress)
    return report


def simplified(outlines: list[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """Simplify outlines together, so that a boundary that two share stays one.

    Unit: degrees in and out, `tolerance` in metres.
    """
    if not tolerance:
        return outlines
    flat = shapely.transform(outlines, _to_metres)
    return list(shapely.transform(shapely.coverage_simplify(flat, tolerance), _to_degrees))


def _to_metres(points: Points) -> Points:
    """Lay the globe flat point by point (sinusoidal): the same point always lands on the same place."""
    longitudes, latitudes = points.T
    return np.column_stack((longitudes * np.cos(np.radians(latitudes)), latitudes)) * METRES_PER_DEGREE


def _to_degrees(points: Points) -> Points:
    eastings, latitudes = points.T / METRES_PER_DEGREE
    return np.column_stack((eastings / np.cos(np.radians(latitudes)), latitudes))


def _by_commune(parts: Mapping[str, list[BaseGeometry]], report: ContourReport) -> dict[int, BaseGeometry]:
    """Gather the parts of each commune of today; a merged one brings its own to its successor."""
    known = {
        code: (pk, is_current, successor)
        for code, pk, is_current, successor in Commune.objects.values_list(
            "code", "pk", "is_current", "successor"
        )
    }
    gathered: dict[int, list[BaseGeometry]] = {}
    for code, outlines in parts.items():
        pk, is_current, successor = known.get(code, (None, False, None))
        target = pk if is_current else successor
        if target is None:
            report.unknown.append(code or "sans code")
            continue
        if not is_current:
            report.joined.append(code)
        gathered.setdefault(target, []).extend(outlines)
    return {pk: one[0] if len(one) == 1 else shapely.union_all(one) for pk, one in gathered.items()}


def _write(outlines: Mapping[int, BaseGeometry], report: ContourReport, progress: Progress) -> None:
    now = timezone.now()
    with transaction.atomic():
        known = set(Contour.objects.select_for_update().values_list("commune_id", flat=True))
        report.replaced = len(known & outlines.keys())
        report.created = len(outlines) - report.replaced
        rows = [
            Contour(commune_id=pk, outline=shapely.to_wkb(one), source=report.source, loaded_at=now)
            for pk, one in outlines.items()
        ]
        for batch in progress(batches_of(rows), "Contours"):
            Contour.objects.bulk_create(
                batch,
                update_conflicts=True,
                unique_fields=["commune"],
                update_fields=["outline", "source", "loaded_at"],
            )
