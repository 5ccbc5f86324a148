"""`beffroi schemes load FILE`: aids and their dated rules, from a TOML file."""

import tomllib
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from beffroi.core.journal.authors import SYSTEM
from beffroi.law.french import plural
from beffroi.schemes.files import load_schemes


class Command(BaseCommand):
    help = "Charge des aides et leurs règles datées ; peut être relancée sans rien changer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the only thing to do, and the file."""
        parser.add_argument("action", choices=["load"])
        parser.add_argument("file", type=Path, help="TOML : [[schemes]] et [[schemes.rules]]")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, load what can be, and name each row refused."""
        path = options["file"]
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except (OSError, ValueError) as error:
            raise CommandError(f"{path} ne se lit pas comme un fichier TOML.") from error
        done = load_schemes(told, by=SYSTEM)
        self.stdout.write(
            f"{plural(done.added, 'ligne ajoutée', 'lignes ajoutées')}, "
            f"{plural(done.known, 'déjà là', 'déjà là')}, {plural(len(done.refused), 'refusée')}."
        )
        for one in done.refused:
            self.stderr.write(one)
        if done.refused:
            raise CommandError("Des aides n’ont pas été chargées.")
