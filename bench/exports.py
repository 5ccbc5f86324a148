# ruff: noqa: E402  Django is set up before what needs it
"""What a file of operations costs: seconds and memory, at once over HTTP and by the worker, CSV and XLSX.

On the embedded database, or on the one that DATABASE_URL names (tools/with-postgres). The rows are written in
bulk in a database made for it; each file is made by a process of its own, whose peak of memory is told.
Words: sizes, the largest last.
"""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.test")
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import override_settings, setup_databases
from django.utils import timezone

from beffroi.contracts.kinds import Side
from beffroi.operations.actions.exports import ask_export, work_export
from beffroi.operations.models import OperationExport
from beffroi.organisations.actor import actors_of
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from contracts import factories as contracts
from organisations.factories import make_actor

ONE = "--one"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FILES = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": "/tmp/bench-exports"},
}
NO_TASK = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def at_once(user: User, form: str) -> int:
    """The file as a page gives it."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    with override_settings(EXPORT_AT_ONCE=10**9):
        answer = client.get(f"/operations/export/?format={form}")
        return sum(len(part) for part in answer.streaming_content)


def by_the_worker(user: User, form: str) -> int:
    """The file as the worker writes it."""
    made = ask_export("", [], form, by=actors_of(user, timezone.localdate())[0], at=timezone.now())
    work_export(made.pk, timezone.now)
    made.refresh_from_db()
    size = int(made.stored.size)
    made.stored.delete(save=False)
    OperationExport.objects.filter(pk=made.pk).delete()
    return size


WAYS = {"at once": at_once, "by the worker": by_the_worker}


def peak_of_memory() -> float:
    """The most that this process has held; getrusage would tell the parent's too. Unit: megabytes."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def warm_up(user: User) -> None:
    """Ask one page first, as any server has: the first request of a process imports the whole program."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    assert client.get("/operations/export/?q=introuvable").status_code == 200


def one(name: str, user: str, way: str, form: str) -> None:
    """Make one file in this process, and print what it cost."""
    connection.settings_dict["NAME"] = name
    found = User.objects.get(pk=int(user))
    warm_up(found)
    before = peak_of_memory()
    began, begun = time.perf_counter(), time.process_time()
    with override_settings(STORAGES={"exports": FILES, "default": FILES}, TASKS=NO_TASK):
        size = WAYS[way](found, form)
    seconds, worked = time.perf_counter() - began, time.process_time() - begun
    peak = peak_of_memory()
    figures = (seconds, worked, peak, peak - before, size / 1e6)
    print(f"{way:14}{form:6}" + "".join(f"{figure:10.2f}" for figure in figures), flush=True)


def main() -> None:
    """Grow the table, then make each file at each size."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 100_000]
    spec = importlib.util.spec_from_file_location("bench_operations", HERE / "operations.py")
    assert spec is not None
    assert spec.loader is not None
    growing: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(growing)
    setup_databases(verbosity=0, interactive=False)
    found = growing.contracts_of_one_departement()
    agent = make_actor(contracts.organisation_of(found[0], Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    heads = "".join(f"{head:>10}" for head in ("seconds", "cpu", "peak MB", "above", "file MB"))
    print(f"{connection.vendor}\n{'operations':>10}  {'':14}{'':6}{heads}")
    done = 0
    for size in sizes:
        growing.grow(found, size - done, done)
        done = size
        connection.close()
        name = str(connection.settings_dict["NAME"])
        for way in WAYS:
            for form in ("csv", "xlsx"):
                print(f"{size:10}  ", end="", flush=True)
                words = [sys.executable, __file__, ONE, name, str(agent.user.pk), way, form]
                subprocess.run(words, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        one(*sys.argv[2:])
    else:
        main()
