"""`beffroi demo`: from nothing to pages one can open, on this machine."""

import argparse
import multiprocessing
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from granian import Granian
from granian.constants import Interfaces

FAILED = 2
REAL_CONTRACT = "bethune-bruay-2023-2026"
INVENTED_CONTRACT = "val-clair-2024-2027"
SETTINGS = "beffroi.config.settings.demo"
# Loaded by name: it has tables, and the settings must be read first.
PEOPLE = "beffroi.demo.people"
WORKERS = 2
# A slow client holds one thread; with more threads than places, the gate answers instead of the queue.
THREADS = 4
# How long the worker may take to finish what it does.
PATIENCE_SECONDS = 5
HELP = """\
beffroi demo [--host NOM] [--port NUMÉRO]

Prépare la base et les fichiers de la démonstration, puis la sert jusqu’à Ctrl-C.
  --host   nom ou adresse d’écoute ; « localhost » si rien n’est dit
  --port   port d’écoute ; 8000 si rien n’est dit"""


class Refused(Exception):
    """The demonstration cannot start: one French line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse in French; what argparse says is English."""
        raise Refused("option inconnue ou sans valeur ; voir « beffroi demo --aide ».")


def main(argv: Sequence[str]) -> int:
    """Prepare what the pages need, then serve until interrupted."""
    if any(word in ("-h", "--help", "--aide") for word in argv):
        print(HELP)
        return 0
    try:
        options = _options(argv)
        address = free_address(options.host, options.port)
    except Refused as refusal:
        print(f"beffroi demo : {refusal}", file=sys.stderr)
        return FAILED
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    # Made here, before the workers start: all of them must sign with the same key.
    os.environ.setdefault("BEFFROI_SECRET_KEY", secrets.token_urlsafe(50))
    os.environ.setdefault("BEFFROI_PUBLIC_ADDRESS", f"http://{options.host}:{options.port}")
    print("Préparation de la démonstration…", flush=True)
    prepare()
    print(welcome(options.host, options.port), flush=True)
    with _worker():
        _serve(address, options.port)
    return 0


@contextmanager
def _worker() -> Iterator[None]:
    """Run the worker of the background tasks as long as the pages are served."""
    words = [sys.executable, "-m", "beffroi", "db_worker", "--verbosity", "0", "--no-startup-delay"]
    process = subprocess.Popen(words)  # noqa: S603  our own command
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="beffroi demo", add_help=False, allow_abbrev=False)
    parser.add_argument("--host", default="localhost")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args(argv)


def free_address(host: str, port: int) -> str:
    """Find the numeric address of a host and make sure that nobody listens there yet.

    Raises: Refused.
    """
    if not 1 <= port <= 65535:
        raise Refused(f"le port {port} n’existe pas : donnez un nombre de 1 à 65535.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Refused(f"l’adresse « {host} » n’est pas connue de cette machine.") from error
    # A name may have two addresses; browsers try both, old tools only the first kind.
    family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError as error:
            raise Refused(f"le port {port} est réservé : choisissez-en un autre avec --port.") from error
        except OSError as error:
            raise Refused(
                f"le port {port} de {host} est déjà pris : choisissez-en un autre avec --port."
            ) from error
    return str(address[0])


def prepare() -> None:
    """Make the folder of data, the tables and the static files; a second time, there is little to do."""
    django.setup()
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    # A first load takes some seconds; what each command tells is for those who call it.
    for words in (("territories", "load"), ("subjects", "load"), ("demonstration",)):
        call_command(*words, stdout=StringIO())


def welcome(host: str, port: int) -> str:
    """Tell the address, the pages to see, and who can be played."""
    name = f"[{host}]" if ":" in host else host
    root = f"http://{name}:{port}"
    pages = (
        (
            ("contracts:contract", REAL_CONTRACT),
            "le contrat 2023-2026, d’après le document : ce que sa signature attend",
        ),
        (("register:list",), "le registre public : chercher un acte, le lire, vérifier son PDF"),
        (("portal:act",), "la délibération du 12 décembre 2023, lue et vérifiée"),
        (("portal:read",), "déposer l’acte d’un autre conseil"),
        (("contracts:contract", INVENTED_CONTRACT), "un contrat signé, dans un territoire fictif"),
        (("territories:epci", "200072460"), "les 100 communes de l’agglomération"),
        (("calculators:index",), "calculer un délai, un quorum, une majorité"),
    )
    lines = [f"Beffroi est prêt : {root}{reverse('portal:home')}", "", "À voir :"]
    lines += [f"  {root}{reverse(page, args=args)}\n      {told}" for (page, *args), told in pages]
    lines += ["", "Qui jouer, sans mot de passe, depuis le bandeau de chaque page :"]
    lines += [f"  {person}, {told}" for _, person, told in import_module(PEOPLE).told_personas()]
    if not any(Path(settings.SEED_DIR).glob("*.txt")):
        lines.append("Texte source absent : l’acte réel est montré d’après ses faits relevés à la main.")
    return "\n".join([*lines, "", "Ctrl-C pour arrêter."])


def _serve(address: str, port: int) -> None:
    # Workers begin anew: forked after documents were drawn here, they would wait for ever for the threads of
    # the typesetter, which a fork leaves behind, and hold the database meanwhile.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "beffroi.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        # Ctrl-C in a terminal reaches the workers too, and one told twice to stop may never do so.
        workers_kill_timeout=1,
        log_enabled=False,
    ).serve()
