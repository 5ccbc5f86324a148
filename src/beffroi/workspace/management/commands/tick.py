"""`beffroi tick`: do all that is due; run it from cron or a timer, as often as one likes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from beffroi.core.dates import parse_date
from beffroi.core.errors import NotReadable
from beffroi.workspace.tick import tick


class Command(BaseCommand):
    """Sends the digests, asks the antivirus again, erases what has expired."""

    help = (
        "Fait tout ce qui est dû : récapitulatifs par courriel, pièces à analyser, effacement de ce qui a "
        "expiré. Peut être lancée à toute heure, deux fois de suite ou deux à la fois : chacun reçoit un "
        "seul courriel."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day for which the digests are sent."""
        parser.add_argument("--on", default="", help="jour des récapitulatifs ; aujourd’hui par défaut")

    def handle(self, *args: Any, on: str, **options: Any) -> None:
        """Do it, say in French what was done, and exit with 1 when something outside stood in the way."""
        del args, options
        try:
            day = parse_date(on) if on else timezone.localdate()
        except NotReadable as error:
            raise CommandError(error.message, returncode=2) from error
        failed = False
        for told in tick(day, timezone.now):
            (self.stderr if told.failed else self.stdout).write(told.sentence)
            failed = failed or told.failed
        if failed:
            raise CommandError("Tout n’a pas pu être fait : ce qui reste le sera au prochain passage.")
