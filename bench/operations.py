# ruff: noqa: E402  Django is set up before what needs it
"""How the operations answer as they grow, beside a bare view: list, board, map, search, to-do, one of them.

On the embedded database, or on the one that DATABASE_URL names (tools/with-postgres). The rows are written in
bulk, outside the actions, in a database made for it. Words: sizes, the largest last.
"""

import gc
import os
import random
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.test")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import django

django.setup()

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings, setup_databases
from django.urls import include, path

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import add_party, create_contract
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.core.search import search_text
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import FundingPlan, Operation
from beffroi.operations.states import TURNS
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.schemes.kinds import OperationKind
from contracts import factories as contracts
from operations.factories import AT, make_draft, make_operation, owner_of, run
from organisations.factories import make_actor, make_organisation

SIZES = [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]
RUNS = 20
RARE_EVERY = 500
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OTHERS = 9
COMMUNES = 100
STATES = tuple(OperationState)


@login_not_required
def bare(_request: HttpRequest) -> HttpResponse:
    """The yardstick: what Django and the middleware cost alone."""
    return HttpResponse("bonjour")


urlpatterns = [path("etalon-nu/", bare), path("", include("beffroi.config.urls"))]


def row_of(contract: Any, number: int, draw: random.Random) -> Operation:
    """An invented operation: one rare word, one common, one universal."""
    state = draw.choice(STATES)
    turn = TURNS[state]
    parties = contract.parties_read
    next_one = {Turn.OWNER: parties[Side.EPCI], Turn.EPCI: parties[Side.EPCI], Turn.NOBODY: None}.get(
        turn, parties[Side.DEPARTEMENT]
    )
    cost = Decimal(draw.randrange(10_000, 3_000_000))
    words = ["operation", f"numero{number}", *(["halle"] if number % 3 else [])]
    words += ["rarissime"] if number % RARE_EVERY == 7 else []
    voted = cost / 5 if state is OperationState.VOTED else None
    return Operation(
        contract=contract, departement=parties[Side.DEPARTEMENT], epci=parties[Side.EPCI],
        owner=parties[Side.EPCI], number=number, title=f"Opération inventée {number}",
        kind=draw.choice(OperationKind.values), axis=draw.choice(contract.axes_read), state=state,
        state_since=AT, next_turn=turn, next_organisation=next_one,
        due_on=date(2024, 6, 1) + timedelta(draw.randrange(400)) if next_one and number % 3 else None,
        total_cost_amount=cost, asked_amount=cost / 5,
        voted_amount=Decimal(0) if voted is None and state is OperationState.REFUSED else voted,
        created_at=AT, updated_at=AT + timedelta(minutes=number),
        search_text=search_text(words), whole_search_text=search_text([*words, "description"]),
    )  # fmt: skip


def contracts_of_one_departement() -> list[Any]:
    """Ten contracts between a département and as many EPCI: the first holds half of all the operations."""
    first: Any = make_draft()
    widen(first)
    run(first)
    departement = contracts.organisation_of(first, Side.DEPARTEMENT)
    found = [first, *(contract_like(first, departement) for _ in range(OTHERS))]
    for one in found:
        one.axes_read, one.communes_read = list(one.axes.all()), list(one.communes.all())
        one.parties_read = {party.side: party.organisation for party in one.parties.all()}
    return found


def widen(contract: Contract) -> None:
    """A hundred communes, as the real contract has."""
    like = contract.communes.first()
    for number in range(contract.communes.count() + 1, COMMUNES + 1):
        like.pk, like.code, like.name = None, f"{number:05}", f"Commune {number}"
        like.longitude, like.latitude = like.longitude + Decimal("0.01"), like.latitude + Decimal("0.003")
        like.save(force_insert=True)


def contract_like(first: Contract, departement: Organisation) -> Any:
    """Another contract of the same département, with the same axes and communes."""
    contract = create_contract(contracts.contract_facts(), by=CLERK)
    epci = make_organisation(kind=OrganisationKind.EPCI, is_fictitious=True)
    for side, organisation in ((Side.EPCI, epci), (Side.DEPARTEMENT, departement)):
        add_party(contract, contracts.party_facts(side, organisation), by=CLERK)
    for row in (*first.axes.all(), *first.communes.all()):
        row.pk, row.contract = None, contract
        row.save(force_insert=True)
    return run(contract)


def grow(found: list[Any], count: int, begun: int) -> None:
    """Add so many operations, each with its plan and two communes."""
    draw = random.Random(begun)
    through = Operation.communes.through
    with transaction.atomic():
        rows = (
            row_of(found[0] if number % 2 else draw.choice(found[1:]), number, draw)
            for number in range(begun + 100, begun + count + 100)
        )
        while chunk := list(islice(rows, 5_000)):
            made = Operation.objects.bulk_create(chunk)
            FundingPlan.objects.bulk_create(FundingPlan(operation=one) for one in made)
            through.objects.bulk_create(
                through(operation=one, perimetercommune=commune)
                for one in made
                for commune in draw.sample(one.contract.communes_read, 2)
            )
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself after so many rows.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


@dataclass(frozen=True)
class Asked:
    """What an address costs. Unit: milliseconds."""

    queries: int
    best: float
    median: float
    slowest: float
    cpu: float


def ask(client: Client, address: str) -> Asked:
    """Ask an address many times, once it has been asked."""
    seen: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    # The first request of a session also writes when it was last used.
    client.get(address)
    with connection.execute_wrapper(count):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    taken, worked = [], []
    for _ in range(RUNS):
        began, begun = time.perf_counter(), time.process_time()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1e3)
        worked.append((time.process_time() - begun) * 1e3)
    slowest = statistics.quantiles(taken, n=20)[-1]
    return Asked(len(seen), min(taken), statistics.median(taken), slowest, statistics.median(worked))


def signed_in(actor: Any) -> Client:
    client = Client()
    client.force_login(actor.user, backend=BACKEND)
    return client


def export(client: Client, form: str) -> tuple[float, int]:
    """How long an export of everything takes, in seconds, and its size in bytes."""
    began = time.perf_counter()
    answer = client.get(f"/operations/export/?format={form}")
    size = sum(len(part) for part in answer.streaming_content)
    return time.perf_counter() - began, size


def pages() -> None:
    """Print each page at each size, beside the bare view and the first size."""
    found = contracts_of_one_departement()
    first = found[0]
    agent = make_actor(contracts.organisation_of(first, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    lead = make_actor(owner_of(first), Role.PROJECT_LEAD, Role.MANAGER)
    clients = {"dép.": signed_in(agent), "EPCI": signed_in(lead)}
    with transaction.atomic():
        one = make_operation(first, OperationState.COHERENCE)
    base_times: dict[str, float] = {}
    done = 0
    heads = "".join(
        f"{head:>9}" for head in ("queries", "best ms", "median", "p95", "cpu", "× bare", "× first")
    )
    print(f"{'size':>8}  {'page':28}{heads}")
    addresses = {
        "bare view": "/etalon-nu/", "to-do": "/espace/", "list": "/operations/",
        "list, by due date": "/operations/?tri=echeance", "list, by cost": "/operations/?tri=cout",
        "list, step, turn, late": "/operations/?etape=4&tour=nous&delai=retard",
        "list, 1 commune": f"/operations/?commune={first.communes_read[0].code}",
        "rare word": "/operations/?q=rarissime", "common word": "/operations/?q=halle",
        "universal word": "/operations/?q=operation", "board": "/operations/etapes/",
        "map": "/operations/carte/",
        "everywhere, rare": "/chercher/?q=rarissime", "everywhere, common": "/chercher/?q=halle",
        "everywhere, universal": "/chercher/?q=operation",
        "one operation": f"/operations/{one.pk}/",
    }  # fmt: skip
    for size in SIZES:
        grow(found, size - done, done)
        done = size
        for who, client in clients.items():
            base = 0.0
            for name, address in addresses.items():
                cost = ask(client, address)
                label = f"{name}, {who}"
                base, start = base or cost.median, base_times.setdefault(label, cost.median)
                told = (
                    cost.best,
                    cost.median,
                    cost.slowest,
                    cost.cpu,
                    cost.median / base,
                    cost.median / start,
                )
                print(
                    f"{size:8}  {label:28}{cost.queries:9}" + "".join(f"{n:9.2f}" for n in told), flush=True
                )
        for form in ("csv", "xlsx"):
            seconds, weight = export(clients["dép."], form)
            print(f"{size:8}  export {form:21}{seconds:9.2f} s {weight / 1e6:9.2f} MB", flush=True)


def main() -> None:
    setup_databases(verbosity=0, interactive=False)
    # A server never ran the migrations: what they leave in memory is not to be gone through by its collector.
    gc.collect()
    gc.freeze()
    print(connection.vendor)
    with override_settings(ROOT_URLCONF=__name__, EXPORT_AT_ONCE=10**9):
        pages()


if __name__ == "__main__":
    main()
