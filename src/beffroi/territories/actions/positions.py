"""Writes where communes are: a point in each, from a CSV file."""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.territories.actions.bulk import BATCH
from beffroi.territories.models import Commune

# Points entered as facts, loaded with the communes.
SHIPPED = Path(__file__).parents[1] / "positions"
COLUMNS = ("code", "lon", "lat")
DEGREE = Decimal("0.000001")


def load_positions(path: Path) -> tuple[int, list[str]]:
    """Write the positions of a file; give how many changed and the codes that no commune has.

    Raises: RuleViolation.
    """
    wanted = read_positions(path)
    with transaction.atomic():
        known = {
            one.code: one
            for one in Commune.objects.select_for_update().filter(code__in=list(wanted)).defer("search_text")
        }
        changed = []
        for code, one in known.items():
            if (one.longitude, one.latitude) != wanted[code]:
                one.longitude, one.latitude = wanted[code]
                changed.append(one)
        Commune.objects.bulk_update(changed, ["longitude", "latitude"], batch_size=BATCH // 4)
    return len(changed), sorted(wanted.keys() - known.keys())


def read_positions(path: Path) -> dict[str, tuple[Decimal, Decimal]]:
    """Read a table of positions: code, lon, lat, in degrees (WGS 84).

    Raises: RuleViolation.
    """
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleViolation(f"Le fichier « {path} » n’est pas une table lisible en UTF-8.") from error
    if not rows or not set(COLUMNS) <= rows[0].keys():
        raise RuleViolation(
            f"Le fichier « {path} » doit avoir les colonnes code, lon et lat, séparées par des virgules."
        )
    return {row["code"].strip(): _position(row, line) for line, row in enumerate(rows, start=2)}


def _position(row: dict[str, str], line: int) -> tuple[Decimal, Decimal]:
    try:
        longitude, latitude = (Decimal(row[name]).quantize(DEGREE) for name in ("lon", "lat"))
    except (InvalidOperation, TypeError) as error:
        raise RuleViolation(
            f"Ligne {line} : la longitude et la latitude sont des nombres, comme 2.64."
        ) from error
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        raise RuleViolation(f"Ligne {line} : {longitude}, {latitude} n’est pas une position en degrés.")
    return longitude, latitude
