"""`beffroi files scan | check`: have the pieces looked at, or their files checked."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.files.actions import check_files, scan_pending, stray_files
from beffroi.files.models import PieceVersion
from beffroi.law.french import plural

DAMAGED = 1


class Command(BaseCommand):
    """Two tasks on what is stored; both may be run again at any time."""

    help = "Fait analyser les pièces en attente (scan), ou vérifie leurs fichiers (check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one word that says what to do."""
        parser.add_argument("task", choices=["scan", "check"])

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        """Do the task."""
        del args, options
        if task == "scan":
            self._scan()
        else:
            self._check()

    def _scan(self) -> None:
        try:
            report = scan_pending()
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"{plural(report.clean, 'fichier sain', 'fichiers sains')}, "
            f"{plural(report.infected, 'infecté')}, {report.left} en attente."
        )
        if report.left:
            raise CommandError(report.reason)

    def _check(self) -> None:
        damages = check_files()
        for damage in damages:
            self.stdout.write(damage.sentence)
        for name in stray_files(timezone.now()):
            self.stdout.write(f"Le fichier {name} n’appartient à aucune version.")
        total = PieceVersion.objects.count()
        if damages:
            self.stderr.write(f"{plural(len(damages), 'version abîmée', 'versions abîmées')} sur {total}.")
            sys.exit(DAMAGED)
        self.stdout.write(f"Tout est entier : {plural(total, 'version')}.")
