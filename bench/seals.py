# ruff: noqa: E402  Django is set up before what needs it
"""How long an act takes to seal, and how many `verify` reads in a second (DATABASE_URL names the database).

Each act carries a content of about 2 KB and a document of 30 KB, rebuilt and hashed again by `verify`.
"""

import os
import secrets
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.test")

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction

from beffroi.core.journal.authors import SYSTEM
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.actions import new_code, open_chain, seal
from beffroi.core.seals.kinds import register_kind
from beffroi.core.seals.models import Chain
from beffroi.core.seals.verification import verify_all

SIZES = [int(size) for size in sys.argv[1:]] or [2_000, 20_000]
PDF = secrets.token_bytes(30_000)
NOTE = "Le conseil, après en avoir délibéré, approuve le contrat et autorise sa signature. " * 20


def content_of(act: JournalEntry) -> Mapping[str, Any]:
    return {"at": act.at, "label": act.object_label, "votes": act.changes, "text": act.note}


def contents_of(ids: Sequence[int]) -> Mapping[int, Any]:
    return {act.pk: content_of(act) for act in JournalEntry.objects.filter(pk__in=ids)}


def seal_one(chain: Chain, number: int) -> float:
    """Seal an act in a transaction of its own, its head copied to the file; only that is timed."""
    act = JournalEntry.objects.create(
        at=datetime(2023, 12, 12, tzinfo=UTC), user_label="Banc", verb="bench", object_type="bench.act",
        object_id=number, object_label=f"Délibération n° {number}", note=NOTE,
        changes={str(name): [name, "pour"] for name in range(20)},
    )  # fmt: skip
    content = content_of(act)
    began = time.perf_counter()
    with transaction.atomic():
        seal(
            chain, kind="bench", obj=act, label=act.object_label, content=content, code=new_code(), pdf=PDF,
            template_version="1", by=SYSTEM, at=act.at,
        )  # fmt: skip
    return time.perf_counter() - began


def main() -> None:
    register_kind("bench", contents_of, lambda: JournalEntry.objects.values_list("pk", flat=True))
    with transaction.atomic():
        chain = open_chain("registre:banc", "Registre du banc d’essai")
    sealed, taken = 0, []
    for size in SIZES:
        while sealed < size:
            sealed += 1
            taken.append(seal_one(chain, sealed))
        began = time.perf_counter()
        found = verify_all()
        seconds = time.perf_counter() - began
        assert not found, found[:3]
        print(
            f"verify {size:>7,} entries: {seconds:6.2f} s, {size / seconds:8,.0f} entries a second",
            flush=True,
        )
    in_order = sorted(taken)
    median, p95 = statistics.median(taken) * 1e3, in_order[int(len(in_order) * 0.95)] * 1e3
    print(f"seal   {len(taken):>7,} acts: median {median:.2f} ms, p95 {p95:.2f} ms")


if __name__ == "__main__":
    print(f"database: {connection.vendor}")
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    with TemporaryDirectory() as folder:
        settings.SEAL_HEADS_FILE = Path(folder) / "heads.jsonl"
        try:
            main()
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
