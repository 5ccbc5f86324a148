"""Small divisions of an invented land, in the shape of the real package, and small maps."""

import json
from pathlib import Path
from typing import Any

from beffroi.core.text import fold
from beffroi.territories.models import Commune, Departement, Epci

VAL_CLAIR = "200000001"
HAUTES_TERRES = "200000002"


def today(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "nom": name, "type": "commune-actuelle", "departement": code[:2], **more}


def within(code: str, name: str, chief: str) -> dict[str, Any]:
    return {
        "code": code,
        "nom": name,
        "type": "commune-deleguee",
        "departement": code[:2],
        "chefLieu": chief,
    }


def group(siren: str, name: str, members: dict[str, int], kind: str = "CC") -> dict[str, Any]:
    return {
        "code": siren,
        "nom": name,
        "type": kind,
        "populationTotale": sum(members.values()),
        "membres": [{"code": code, "populationTotale": count} for code, count in members.items()],
    }


def division() -> dict[str, Any]:
    """Six communes of two EPCI; one was merged, one took a new name when it was, one has only an old code."""
    return {
        "package.json": {"name": "découpage inventé", "version": "6.0.0"},
        "departements.json": [
            {"code": "62", "nom": "Pas-de-Valclair", "region": "32"},
            {"code": "2A", "nom": "Île-du-Sud", "region": "94"},
        ],
        "communes.json": [
            today("62001", "Valclair"),
            today("62002", "Nœux-les-Prés"),
            today("62003", "Pontbrun-le-Neuf", anciensCodes=["62004", "62005"]),
            today("62006", "L’Étang"),
            today("2A001", "Porto-Chiaro"),
            within("62003", "Pontbrun", "62003"),
            within("62004", "Mesnil-Clair", "62003"),
            {"code": "62901", "nom": "Valclair 1er", "type": "arrondissement-municipal", "departement": "62"},
        ],
        "epci.json": [
            group(VAL_CLAIR, "CA du Val-Clair", {"62001": 5000, "62002": 1200, "62003": 800}, "CA"),
            group(HAUTES_TERRES, "CC des Hautes Terres", {"62006": 300}),
        ],
    }


def write_division(folder: Path, content: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, records in content.items():
        (folder / name).write_text(json.dumps(records), encoding="utf-8")
    return folder


def make_commune(code: str = "62001", name: str = "Valclair", **more: Any) -> Commune:
    departement, _ = Departement.objects.get_or_create(
        code="62", defaults={"name": "Pas-de-Valclair", "region_code": "32"}
    )
    more.setdefault("search_text", fold(f"{name} {code}"))
    return Commune.objects.create(code=code, name=name, departement=departement, **more)


def make_epci(siren: str = VAL_CLAIR, name: str = "CA du Val-Clair", **more: Any) -> Epci:
    more = {"kind": "CA", "population": 7000, "population_year": 2022, **more}
    return Epci.objects.create(siren=siren, name=name, search_text=fold(f"{name} {siren}"), **more)


def square(west: float, south: float, side: float = 0.1) -> list[list[float]]:
    """A square ring, with a point in the middle of each side."""
    corners = [(0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5), (0, 0)]
    return [[round(west + x * side, 6), round(south + y * side, 6)] for x, y in corners]


def feature(code: Any, ring: list[list[float]], column: str = "code") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {column: code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write_map(path: Path, features: list[dict[str, Any]], crs: str = "") -> Path:
    """Write a GeoJSON; `crs` names another system than WGS 84."""
    content: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
