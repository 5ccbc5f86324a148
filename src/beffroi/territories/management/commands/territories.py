"""`beffroi territories`: load the communes, EPCI and départements, their positions, their outlines."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from beffroi.core.errors import RuleViolation
from beffroi.territories.actions.bulk import Item
from beffroi.territories.actions.contours import load_contours
from beffroi.territories.actions.load import load_territories
from beffroi.territories.actions.positions import SHIPPED as SHIPPED_POSITIONS
from beffroi.territories.actions.positions import load_positions
from beffroi.territories.reports import SHOWN, listed
from beffroi.territories.sources import SHIPPED, read_source


def bar(batches: Sequence[Item], label: str) -> Iterable[Item]:
    """Show a progress bar, in a terminal only."""
    return tqdm(batches, desc=label, unit=" lot", disable=None, leave=False)


class Command(BaseCommand):
    help = "Charger les communes, les EPCI et les départements, leurs positions, leurs contours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three things to load, each a word."""
        what = parser.add_subparsers(dest="what", metavar="load | contours | positions")
        load = what.add_parser("load", help="la France entière, d’après le découpage administratif")
        load.add_argument("--from", dest="folder", type=Path, default=SHIPPED, help="dossier du paquet")
        load.add_argument("--population-year", type=int, help="millésime des populations du paquet")
        load.add_argument("--details", action="store_true", help="montrer les listes entières")
        contours = what.add_parser("contours", help="les contours, d’un fichier GeoJSON ou GeoPackage")
        contours.add_argument("file", type=Path, metavar="FICHIER")
        contours.add_argument(
            "--source", default="", help="source, millésime et licence, montrés sous la carte"
        )
        contours.add_argument("--tolerance", type=float, default=30, help="simplification, en mètres (30)")
        contours.add_argument("--details", action="store_true", help="montrer les listes entières")
        positions = what.add_parser(
            "positions", help="un point dans chaque commune, d’une table code,lon,lat"
        )
        positions.add_argument("file", type=Path, metavar="FICHIER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one of the three; an expected failure is one French line."""
        if not options["what"]:
            raise CommandError("Que charger ? « load », « contours FICHIER » ou « positions FICHIER ».")
        try:
            getattr(self, f"_{options['what']}")(options)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from refusal

    def _load(self, options: dict[str, Any]) -> None:
        source = read_source(options["folder"], options["population_year"])
        report = load_territories(source, progress=bar)
        for path in sorted(SHIPPED_POSITIONS.glob("*.csv")):
            written, unknown = load_positions(path)
            report.located += written
            report.unlocated += unknown
        self._tell(report.lines(shown=None if options["details"] else SHOWN))

    def _positions(self, options: dict[str, Any]) -> None:
        written, unknown = load_positions(options["file"])
        self._tell([f"Positions écrites ou changées : {written}."])
        self._tell(listed("Codes inconnus, laissés de côté", unknown))

    def _contours(self, options: dict[str, Any]) -> None:
        report = load_contours(
            options["file"], source=options["source"], tolerance=options["tolerance"], progress=bar
        )
        self._tell(report.lines(shown=None if options["details"] else SHOWN))

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)
