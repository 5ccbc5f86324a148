"""`beffroi verify`: say whether any sealed act was altered, and name all that was."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from beffroi.core.seals.models import Chain
from beffroi.core.seals.verification import count_entries, verify_all
from beffroi.law.french import plural

ALTERED = 1


class Command(BaseCommand):
    """Reads every seal again."""

    help = "Relit tous les registres scellés et nomme tout ce qui a été modifié, retiré ou ajouté."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file of heads and the name of a chain."""
        parser.add_argument("--heads", type=Path, help="fichier des têtes gardé ailleurs")
        parser.add_argument("--chain", default="", help="nom d’un seul registre")

    def handle(self, *, heads: Path | None, chain: str, **options: Any) -> None:
        """Verify, print one line for each alteration, and exit with 1 when there is one."""
        if heads is not None and not heads.is_file():
            raise CommandError(f"Le fichier « {heads} » n’existe pas.", returncode=2)
        if chain and not Chain.objects.filter(name=chain).exists():
            raise CommandError(f"Aucun registre ne s’appelle « {chain} ».", returncode=2)
        if not Path(heads or settings.SEAL_HEADS_FILE).is_file():
            self.stderr.write("Aucun fichier des têtes : une copie ancienne restaurée ne se verrait pas.")
        total = count_entries(chain)
        with tqdm(total=total, unit=" actes", disable=None, leave=False, file=sys.stderr) as bar:
            found = verify_all(bar.update, heads=heads, chain=chain)
        for alteration in found:
            self.stdout.write(alteration.sentence)
        if found:
            self.stderr.write(f"{plural(len(found), 'altération')} dans {plural(total, 'entrée')}.")
            sys.exit(ALTERED)
        self.stdout.write(f"Tout est entier : {plural(total, 'entrée')}.")
