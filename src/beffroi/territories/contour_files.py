"""Opens a file of outlines, GeoJSON or GeoPackage, and finds the commune of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry.base import BaseGeometry

from beffroi.core.errors import RuleViolation

# Reading takes about six times the size of the file in memory.
MOST_BYTES = 400 * 1024**2
MOST_FEATURES = 60_000
DRIVERS = ("GeoJSON", "GPKG")
# WGS 84, and the same with the axes in the order that GeoJSON wants.
WGS_84 = ("EPSG:4326", "OGC:CRS84")
CODE_COLUMNS = ("code", "insee", "insee_com", "code_insee", "codgeo", "code_com", "com", "insee_commune")
POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(slots=True)
class Outlines:
    """The outlines of a file by code, and what was wrong with some."""

    column: str
    parts: dict[str, list[BaseGeometry]] = field(default_factory=dict)
    repaired: list[str] = field(default_factory=list)
    useless: list[str] = field(default_factory=list)


def read_outlines(path: Path) -> Outlines:
    """Read every outline of a file, in degrees.

    Raises: RuleViolation, when it is no map, is too big, is not in WGS 84, or has no column of codes.
    """
    _check_file(path)
    layer, column = _layer(path)
    try:
        _, _, geometries, columns = pyogrio.raw.read(path, layer=layer, columns=[column], force_2d=True)
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise _not_a_map(path) from error
    outlines = Outlines(column)
    for code, outline in zip(columns[0], geometries, strict=True):
        _add(outlines, _code(code), outline)
    if not outlines.parts:
        raise RuleViolation(f"Aucune surface lisible dans « {path.name} ».")
    _check_degrees(path, outlines)
    return outlines


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise RuleViolation(f"Le fichier « {path} » n’existe pas.")
    if path.stat().st_size > MOST_BYTES:
        raise RuleViolation(
            f"« {path.name} » dépasse {MOST_BYTES // 1024**2} Mo : prenez une version généralisée des "
            "contours, ou un seul département."
        )
    with path.open("rb") as file:
        head = file.read(512)
    if not head.startswith(b"SQLite format 3\0") and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise _not_a_map(path)


def _layer(path: Path) -> tuple[str, str]:
    """Choose the layer of communes and its column of codes."""
    try:
        names = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry]
        layers = {name: pyogrio.read_info(path, layer=name) for name in names}
    except (DataSourceError, DataLayerError) as error:
        raise _not_a_map(path) from error
    if not layers or any(one["driver"] not in DRIVERS for one in layers.values()):
        raise _not_a_map(path)
    coded = {name: column for name, one in layers.items() if (column := _code_column(one["fields"]))}
    if not coded:
        seen = sorted({str(name) for one in layers.values() for name in one["fields"]})
        raise RuleViolation(
            f"« {path.name} » n’a pas de colonne de codes de communes (code, insee, INSEE_COM, codgeo…). "
            f"Colonnes vues : {', '.join(seen) or 'aucune'}."
        )
    layer = min(coded, key=lambda name: "commune" not in name.lower())
    _check_info(path, layers[layer])
    return layer, coded[layer]


def _code_column(fields: Sequence[Any]) -> str:
    by_name = {str(name).lower(): str(name) for name in fields}
    return next((by_name[name] for name in CODE_COLUMNS if name in by_name), "")


def _check_info(path: Path, info: dict[str, Any]) -> None:
    if info["crs"] not in WGS_84:
        told = info["crs"] or "aucun système indiqué"
        raise RuleViolation(
            f"« {path.name} » n’est pas en longitudes et latitudes WGS 84 (lu : {str(told)[:60]}). "
            "Convertissez-le d’abord : ogr2ogr -t_srs EPSG:4326 sortie.geojson entrée."
        )
    if info["features"] > MOST_FEATURES:
        raise RuleViolation(
            f"« {path.name} » a {info['features']} objets, plus que la France n’a de communes : "
            "ce ne sont pas des contours de communes."
        )


def _code(value: Any) -> str:
    """Give a code its five characters: some tools read 01001 as a number and lose its zero."""
    text = str(value).strip().upper() if value is not None else ""
    return text.removesuffix(".0").zfill(5) if text else ""


def _add(outlines: Outlines, code: str, content: bytes | None) -> None:
    outline = shapely.from_wkb(content, on_invalid="ignore") if content else None
    if outline is None or outline.is_empty or shapely.get_type_id(outline) not in POLYGONS:
        outlines.useless.append(code or "sans code")
        return
    if not outline.is_valid:
        outline = shapely.make_valid(outline, method="structure", keep_collapsed=False)
        (outlines.repaired if outline.area else outlines.useless).append(code)
    if outline.area:
        outlines.parts.setdefault(code, []).append(outline)


def _check_degrees(path: Path, outlines: Outlines) -> None:
    bounds = shapely.bounds([part for parts in outlines.parts.values() for part in parts])
    west, south = bounds[:, 0].min(), bounds[:, 1].min()
    east, north = bounds[:, 2].max(), bounds[:, 3].max()
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise RuleViolation(
            f"Les coordonnées de « {path.name} » ne sont pas des degrés (de {west:.0f} à {east:.0f}) : "
            "convertissez le fichier en WGS 84 (ogr2ogr -t_srs EPSG:4326)."
        )
    # Seen from the metropolitan France, nothing lies at 41–52° east and 6° south to 10° north.
    swapped = (bounds[:, 0] > 40) & (bounds[:, 2] < 52) & (bounds[:, 1] > -6) & (bounds[:, 3] < 10)
    if swapped.mean() > 0.5:
        raise RuleViolation(f"Dans « {path.name} », longitudes et latitudes semblent échangées.")


def _not_a_map(path: Path) -> RuleViolation:
    return RuleViolation(f"« {path.name} » n’est pas une carte lisible : donnez un GeoJSON ou un GeoPackage.")
