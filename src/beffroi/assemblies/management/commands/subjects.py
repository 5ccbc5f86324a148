"""`beffroi subjects load [FILE]`: the subjects of acts."""

import json
import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from beffroi.assemblies.actions.subjects import load_subjects

OWN_LIST = Path(__file__).resolve().parents[2] / "data" / "subjects.json"
_CODE = re.compile(r"[0-9]\.[0-9]{1,2}")


class Command(BaseCommand):
    help = "Charge la liste des matières des actes ; peut être relancée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the only thing to do, and the file."""
        parser.add_argument("action", choices=["load"])
        parser.add_argument(
            "file", nargs="?", type=Path, default=OWN_LIST, help="JSON ; sinon la liste fournie"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, then load it."""
        labels, version_on = self._read(options["file"])
        done = load_subjects(labels, version_on)
        self.stdout.write(
            f"Matières au {done.version_on:%d/%m/%Y} : {done.added} ajoutées, {done.changed} modifiées"
            + (f", {done.left} hors de la liste gardées." if done.left else ".")
        )

    def _read(self, path: Path) -> tuple[dict[str, str], date]:
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            labels = {str(one["code"]): str(one["label"]) for one in told["subjects"]}
            version_on = date.fromisoformat(told["version_on"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path} ne se lit pas comme une liste de matières.") from error
        wrong = [code for code in labels if not _CODE.fullmatch(code)]
        if wrong or not labels:
            raise CommandError(f"Code de matière inconnu : {wrong[0]}." if wrong else "La liste est vide.")
        return labels, version_on
