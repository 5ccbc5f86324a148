# ruff: noqa: E402  Django is set up before what needs it
"""How the public register answers as it grows, beside a bare view; then sealing, extracts and verification.

On the embedded database, or on the one that DATABASE_URL names (tools/with-postgres). The acts are written
in bulk, outside the actions, in a database made for it. Words: sizes, the largest last.
"""

import html
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.test")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import django

django.setup()

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings, setup_databases
from django.urls import include, path

from assemblies.factories import AT, CLERK, act_facts, make_assembly, make_sitting, members_of, roll
from beffroi.assemblies.actions.deliberations import record_deliberation
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.documents import render_extract
from beffroi.assemblies.extracts import register_extract
from beffroi.assemblies.facts import EventFacts, PublicationFacts
from beffroi.assemblies.kinds import ActState, Effect, EventKind, Extent, Outcome
from beffroi.assemblies.models import Assembly, Deliberation, RegisterEntry, Sitting
from beffroi.core.seals.verification import count_entries, verify_all
from beffroi.core.search import search_text

SIZES = [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]
RUNS = 20
A_SITTING = 50
WORDS_OF_AN_ACT = 60
RARE_EVERY = 5_000
FIRST_DAY = date(2004, 1, 6)
LAST_DAY = date(2024, 6, 1)


@login_not_required
def bare(_request: HttpRequest) -> HttpResponse:
    """The yardstick: what Django and the middleware cost alone."""
    return HttpResponse("bonjour")


urlpatterns = [path("etalon-nu/", bare), path("", include("beffroi.config.urls"))]


def lines(sittings: list[Sitting], begun: int, count: int) -> Iterator[RegisterEntry]:
    """Acts with invented words: one rare, one common, one universal."""
    draw = random.Random(begun)
    vocabulary = [f"mot{number:04x}" for number in range(20_000)]
    acts = list(Deliberation.objects.filter(pk__gt=begun).order_by("pk")[:count])
    places = {sitting.pk: sitting for sitting in sittings}
    for act in acts:
        words = {vocabulary[int(draw.paretovariate(0.5)) % 20_000] for _ in range(WORDS_OF_AN_ACT)}
        words |= {"conseil"} | ({"subvention"} if act.pk % 3 else set())
        words |= {"rarissime"} if act.pk % RARE_EVERY == 7 else set()
        sitting = places[act.sitting_id]
        yield RegisterEntry(
            deliberation=act,
            assembly=sitting.assembly,
            held_on=sitting.held_on,
            number=act.number,
            title=act.title,
            subject_code=draw.choice(("7.5", "8.4", "5.2")),
            effect=Effect.OTHER,
            outcome=Outcome.ADOPTED,
            state=ActState.ANNULLED if act.pk % 997 == 0 else ActState.ENFORCEABLE,
            published_on=sitting.held_on,
            search_text=search_text([act.title, *sorted(words)]),
        )


def grow(assemblies: list[Assembly], count: int, begun: int) -> None:
    """Add so many acts to the register."""
    days = (LAST_DAY - FIRST_DAY).days
    needed = -(-count // A_SITTING)
    drafts = [
        Sitting(
            assembly=assemblies[place % len(assemblies)],
            held_on=FIRST_DAY + timedelta(days=place * days // needed),
            held_at=f"{begun // 1000 % 24:02}:{place % 60:02}",
            recorded_at=AT,
            recorded_by_label="banc",
        )
        for place in range(needed)
    ]
    last = Deliberation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        sittings = Sitting.objects.bulk_create(drafts)
        acts = (
            Deliberation(
                sitting=sittings[number // A_SITTING],
                rank=number % A_SITTING + 1,
                number=f"B{begun + number}",
                title=f"Délibération inventée numéro {begun + number}",
                outcome=Outcome.ADOPTED,
            )
            for number in range(count)
        )
        while chunk := list(islice(acts, 5_000)):
            Deliberation.objects.bulk_create(chunk)
        rows = lines(sittings, last, count)
        while chunk := list(islice(rows, 5_000)):
            RegisterEntry.objects.bulk_create(chunk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(frozen=True)
class Asked:
    """What an address costs. Unit: milliseconds; `cpu` is this process alone, whoever else is at work."""

    queries: int
    best: float
    median: float
    slowest: float
    cpu: float


def ask(client: Client, address: str) -> Asked:
    """Ask an address many times."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    queries, taken, worked = len(seen), [], []
    for _ in range(RUNS):
        began, begun = time.perf_counter(), time.process_time()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1e3)
        worked.append((time.process_time() - begun) * 1e3)
    slowest = statistics.quantiles(taken, n=20)[-1]
    return Asked(queries, min(taken), statistics.median(taken), slowest, statistics.median(worked))


def far(client: Client) -> str:
    """The address of a page three windows away, as a reader reaches it."""
    address = "/registre/?page=40"
    for _ in range(3):
        found = re.search(r'rel="next" href="([^"]*apres[^"]*)"', client.get(address).content.decode())
        if found is None:
            return address
        address = f"/registre/{html.unescape(found[1])}&page=40"
    return address


def one_act() -> int:
    """An act through the actions: 152 members, sealed, received, published."""
    assembly = make_assembly(members=152)
    attendances = roll(members_of(assembly), present=102, represented=23)
    act = record_deliberation(make_sitting(assembly, attendances=attendances), act_facts(), by=CLERK)
    seal_deliberation(act, by=CLERK, at=AT)
    received = EventFacts(date(2024, 3, 14), received_on=date(2024, 3, 14))
    record_event(act, EventKind.TRANSMISSION, received, by=CLERK, at=AT)
    shown = PublicationFacts(Extent.FULL, "Camille", "Durand", "président")
    publish(act, shown, happened_on=date(2024, 3, 15), by=CLERK, at=AT)
    return int(act.pk)


def pages(client: Client, act: int) -> None:
    """Print each page at each size, beside the bare view and the first size."""
    assemblies = [make_assembly(members=3) for _ in range(3)]
    first: dict[str, float] = {}
    done = 0
    heads = "".join(
        f"{head:>9}" for head in ("queries", "best ms", "median", "p95", "cpu", "× bare", "× first")
    )
    print(f"{'acts':>8}  {'page':24}{heads}")
    for size in SIZES:
        grow(assemblies, size - done, done)
        done = size
        addresses = {
            "bare view": "/etalon-nu/",
            "list": "/registre/",
            "rare word": "/registre/?q=rarissime",
            "common word": "/registre/?q=subvention",
            "universal word": "/registre/?q=conseil",
            "one letter": "/registre/?q=m",
            "assembly, year, state": f"/registre/?assemblee={assemblies[0].slug}&annee=2015&etat=enforceable",
            "rare state": "/registre/?etat=annulled",
            "deep page": far(client),
            "deep page of a word": "/registre/?q=conseil&page=40",
            "one act": f"/registre/{act}/",
        }
        base = 0.0
        for name, address in addresses.items():
            one = ask(client, address)
            base, start = base or one.best, first.setdefault(name, one.best)
            costs = (one.best, one.median, one.slowest, one.cpu, one.best / base, one.best / start)
            print(
                f"{size:8}  {name:24}{one.queries:9}" + "".join(f"{cost:9.2f}" for cost in costs), flush=True
            )


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """How long it takes, and how long this process works. Unit: milliseconds."""
    began, begun = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1e3, (time.process_time() - begun) * 1e3


def told(what: str, taken: list[tuple[float, float]]) -> None:
    """Print the best and the median of some runs."""
    walls, works = zip(*taken, strict=True)
    best, median, cpu = min(walls), statistics.median(walls), statistics.median(works)
    print(f"{what:26}best {best:8.2f} ms   median {median:8.2f} ms   cpu {cpu:8.2f} ms", flush=True)


def sealing(count: int = 140) -> None:
    """Print what sealing, drawing and verifying cost."""
    assembly = make_assembly(members=53)
    sitting = make_sitting(assembly, attendances=roll(members_of(assembly), present=34, represented=9))
    acts = [record_deliberation(sitting, act_facts(), by=CLERK) for _ in range(count)]
    render_extract(acts[0], "00000000", AT)
    drawn = [timed(lambda act=act: render_extract(act, "00000000", AT)) for act in acts[:40]]
    told("extract drawn, warm", drawn)
    register_extract(lambda *_: None)
    sealed = [timed(lambda act=act: seal_deliberation(act, by=CLERK, at=AT)) for act in acts[40:]]
    told("sealing without drawing", sealed)
    register_extract(render_extract)
    both = [timed(lambda act=act: seal_deliberation(act, by=CLERK, at=AT)) for act in acts[:40]]
    told("sealing with its extract", both)
    entries = count_entries()
    wall, cpu = (one / 1e3 for one in timed(verify_all))
    print(
        f"verify_all, {entries} entries: {entries / wall:,.0f} a second, {entries / cpu:,.0f} a second of cpu"
    )


def main() -> None:
    setup_databases(verbosity=0, interactive=False)
    print(connection.vendor)
    with override_settings(ROOT_URLCONF=__name__):
        pages(Client(), one_act())
    sealing()


if __name__ == "__main__":
    main()
