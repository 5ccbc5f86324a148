"""`beffroi heads export FILE`: copy the signed heads where the owner of the database cannot write."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from beffroi.core.seals.heads import append_heads, head_of
from beffroi.core.seals.models import Chain
from beffroi.law.french import plural


class Command(BaseCommand):
    """Writes the head of each chain."""

    help = "Ajoute à un fichier la tête signée de chaque registre, une ligne chacune."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do and the file."""
        parser.add_argument("action", choices=["export"], help="« export » : ajouter les têtes au fichier")
        parser.add_argument("file", type=Path, help="fichier de sortie")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Append the heads as they now stand."""
        heads = [head_of(chain) for chain in Chain.objects.all()]
        append_heads(heads, file)
        self.stdout.write(f"{plural(len(heads), 'tête')} dans {file}.")
