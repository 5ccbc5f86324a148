"""`beffroi archive export | check | import`: all that an organisation owns, in one file."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from beffroi.core.archive.checking import check_archive
from beffroi.core.archive.importing import import_archive
from beffroi.core.archive.manifest import DamagedArchive, Manifest
from beffroi.core.archive.reading import Archive
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.keys import key_id
from beffroi.law.french import plural
from beffroi.organisations.exporting import Progress, export_to
from beffroi.organisations.models import Organisation, User


class Command(BaseCommand):
    """Three tasks: write an archive, read it again, bring it into an empty instance."""

    help = "Exporte tout ce qu’une organisation possède, vérifie une archive, l’importe dans une base vide."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, the organisation and the file."""
        tasks = parser.add_subparsers(dest="task", required=True)
        export = tasks.add_parser("export", help="exporter ce qu’une organisation possède")
        export.add_argument("organisation", metavar="SIREN", help="son SIREN, ou son nom dans les adresses")
        export.add_argument("file", type=Path, metavar="FICHIER")
        export.add_argument("--at", type=_moment, help="moment écrit dans l’archive (ISO 8601, avec fuseau)")
        for name, told in (("check", "relire une archive"), ("import", "importer dans une instance vide")):
            task = tasks.add_parser(name, help=told)
            task.add_argument("file", type=Path, metavar="FICHIER")
            task.add_argument("--key", default="", help="clé publique (base 64) qui doit avoir signé")

    def handle(self, *args: Any, task: str, file: Path, **options: Any) -> None:
        """Do the task; refusals are one French line."""
        del args
        try:
            if task == "export":
                self._export(options["organisation"], file, options["at"] or timezone.now())
            elif task == "check":
                self._check(file, options["key"])
            else:
                self._import(file, options["key"])
        except (RuleViolation, OSError) as refusal:
            raise CommandError(getattr(refusal, "message", str(refusal))) from refusal

    def _export(self, named: str, file: Path, at: datetime) -> None:
        found = Organisation.objects.filter(siren=named).first() if named.isdigit() else None
        found = found or Organisation.objects.filter(slug=named).first()
        if found is None:
            raise CommandError(f"Aucune organisation n’a pour SIREN ou pour nom « {named} ».")
        with _bar("exportées") as progress:
            export_to(file, found, at=at, progress=progress)
        with Archive(file) as archive:
            self._tell(archive.manifest)
        self.stdout.write(f"Archive écrite et relue : {file}.")

    def _check(self, file: Path, key: str) -> None:
        with Archive(file) as archive, _bar("relues") as progress:
            _signed_by(archive.manifest, key)
            check_archive(archive, progress)
            self._tell(archive.manifest)
        self.stdout.write("Tout est entier : l’archive peut être importée dans une instance vide.")

    def _import(self, file: Path, key: str) -> None:
        with Archive(file) as archive:
            _signed_by(archive.manifest, key)
        with _bar("importées") as progress:
            manifest = import_archive(file, Organisation, progress=progress)
        self._tell(manifest)
        people = plural(User.objects.count(), "compte importé", "comptes importés")
        self.stdout.write(
            "Tout est importé, les registres ont été vérifiés puis signés par la clé de cette installation.\n"
            f"{people}, sans mot de passe : chacun choisit le sien par « Mot de passe oublié ». "
            "Les invitations en cours sont à renvoyer."
        )

    def _tell(self, manifest: Manifest) -> None:
        rows = plural(sum(manifest.rows.values()), "ligne")
        name = manifest.organisation.get("name", "")
        documents = sum(name.startswith("contents/") for name in manifest.members)
        self.stdout.write(
            f"{name}, {manifest.at} : {rows}, {plural(documents, 'document')}, "
            f"signée par la clé {key_id(manifest.public_key)} (Beffroi {manifest.beffroi})."
        )


def _signed_by(manifest: Manifest, key: str) -> None:
    if key and manifest.public_key != key:
        told = key_id(manifest.public_key)
        raise DamagedArchive(f"L’archive n’est pas signée par la clé attendue, mais par la clé {told}.")


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("no time zone")
    return found


@contextmanager
def _bar(done: str) -> Iterator[Progress]:
    """Show how far it is, on a terminal."""
    with tqdm(unit=f" lignes {done}", disable=None, leave=False, file=sys.stderr) as bar:

        def progress(seen: int, total: int) -> None:
            bar.total = total
            bar.update(seen - bar.n)

        yield progress
