"""Carry the demonstration from an embedded installation to a PostgreSQL one, organisation by organisation.

Each command is that of an operator, in a process of its own: migrate, demonstration, archive export, import,
verify, export again; both exports are then compared. DATABASE_URL names the server (tools/with-postgres):
databases are made on it, and removed.
Words: the organisations to carry, by their names in the addresses; all of them otherwise.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

AT = "2026-11-26T10:00:00+00:00"
MODEL = f"beffroi_moved_{os.getpid()}"
EVERY_ONE = """from beffroi.organisations.models import Organisation
print(*Organisation.objects.values_list("slug", flat=True))"""
# What the key of each installation signs anew: it must differ, which shows that the bytes are compared.
DIFFERS = {"signature.json"}


def database(name: str) -> str:
    """The address of a database of the server; that of a socket has no host."""
    address, _, query = os.environ["DATABASE_URL"].partition("?")
    return f"{address.rpartition('/')[0]}/{name}{'?' if query else ''}{query}"


def beffroi(folder: Path, *words: str, address: str = "") -> str:
    """Run a command of an installation: its folder, and its database when it is not embedded."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"BEFFROI_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "beffroi.config.settings.dev"}
    env |= {"DATABASE_URL": address} if address else {}
    # The words are those of this file, and the names of organisations.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "beffroi", *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"beffroi {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def on_server(statement: str, *names: str) -> None:
    """Make or remove a database."""
    with psycopg.connect(database("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def empty_database(name: str, model: str = "") -> Iterator[str]:
    """A database of the server, empty or as another one is, removed at the end."""
    on_server("CREATE DATABASE {} TEMPLATE {}", name, model or "template0")
    try:
        yield database(name)
    finally:
        on_server("DROP DATABASE {}", name)


def differing(one: Path, other: Path) -> set[str]:
    """The files by which two archives differ."""
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        names = set(first.namelist()) ^ set(second.namelist())
        both = set(first.namelist()) & set(second.namelist())
        return names | {name for name in both if first.read(name) != second.read(name)}


def carry(source: Path, slug: str, work: Path) -> bool:
    """Carry one organisation; tell whether what comes out is what went in."""
    sent, again = work / f"{slug}.zip", work / f"{slug}-again.zip"
    took = {}
    with empty_database(f"{MODEL}_{slug[:20].replace('-', '_')}", MODEL) as address:
        folder = work / slug
        folder.mkdir()
        for name, words in (
            ("exported", (source, "archive", "export", slug, str(sent), "--at", AT)),
            ("imported", (folder, "archive", "import", str(sent))),
            ("verified", (folder, "verify")),
            ("exported again", (folder, "archive", "export", slug, str(again), "--at", AT)),
        ):
            began = time.monotonic()
            beffroi(*words, address="" if words[0] is source else address)
            took[name] = f"{name} {time.monotonic() - began:.1f} s"
    wrong = sorted(differing(sent, again) ^ DIFFERS)
    told = ", ".join(took.values())
    size = sent.stat().st_size / 1024
    print(f"{slug}: {size:.0f} KiB, {told}: {', '.join(wrong) or 'identical'}", flush=True)
    return not wrong


def main(wanted: list[str]) -> int:
    """Make both installations, then carry each organisation to an empty database."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("usage: tools/with-postgres .venv/bin/python tools/move_archives.py [ORGANISATION…]")
    with tempfile.TemporaryDirectory() as made, empty_database(MODEL) as address:
        work = Path(made)
        source, model = work / "embedded", work / "server"
        source.mkdir()
        model.mkdir()
        beffroi(source, "migrate", "--verbosity", "0")
        beffroi(source, "demonstration")
        beffroi(source, "verify")
        beffroi(model, "migrate", "--verbosity", "0", address=address)
        found = beffroi(source, "shell", "--verbosity", "0", "-c", EVERY_ONE).split()
        carried = [carry(source, slug, work) for slug in wanted or found]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{sum(carried)} of {len(carried)} identical; no command took more than {peak} MiB.")
    return 0 if carried and all(carried) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
