"""`beffroi register rebuild`: the index of the public register, written anew from the acts."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from beffroi.assemblies.actions.index import count_to_index, rebuild_index
from beffroi.assemblies.actions.waiting import rebuild_waiting
from beffroi.law.french import plural


class Command(BaseCommand):
    """Rebuild the index; the acts themselves are only read."""

    help = "Récrit l’index du registre public depuis les actes publiés."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one word that says what to do."""
        parser.add_argument("task", choices=["rebuild"], metavar="rebuild", help="récrire tout l’index")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, telling how far it is."""
        del args
        quiet = options["verbosity"] == 0 or not sys.stderr.isatty()

        def shown(numbers: Any) -> Any:
            return tqdm(numbers, total=count_to_index(), unit="acte", disable=quiet)

        count = rebuild_index(shown)
        rebuild_waiting()
        if options["verbosity"]:
            self.stdout.write(f"Index du registre public : {plural(count, 'acte publié', 'actes publiés')}.")
