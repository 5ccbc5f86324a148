# ruff: noqa: E402  Django is set up before what needs it
"""How long the whole of France takes to load: the first time, a second time, then its map and its search.

It makes a database of its own, as the tests do, on SQLite or on the DATABASE_URL given, and removes it.
"""

import os
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.test")

import django

django.setup()

from django.db import connection
from django.http import QueryDict
from yardstick import times, told

from beffroi.territories.actions.load import load_territories
from beffroi.territories.actions.positions import SHIPPED, load_positions
from beffroi.territories.found import search
from beffroi.territories.maps import map_of
from beffroi.territories.models import Commune
from beffroi.territories.sources import read_source

CABBALR = "200072460"


def timed(label: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    print(f"{label:<44} {time.perf_counter() - began:6.2f} s")


def bench() -> None:
    source = read_source()
    timed("read the source", read_source)
    timed("load France, first time", lambda: load_territories(source))
    timed("load France, nothing to change", lambda: load_territories(source))
    for path in SHIPPED.glob("*.csv"):
        timed("positions of one EPCI", lambda path=path: load_positions(path))
    members = Commune.objects.of_epci(CABBALR).select_related("contour")
    print(f"{'map of 100 communes, drawn':<44} {told(times(lambda: map_of(members.all()), 20))}")
    for words in ("bethune", "saint", ""):
        query = QueryDict(mutable=True)
        query["q"] = words
        print(f"{f'search « {words} »':<44} {told(times(lambda query=query: search(query), 20))}")


if __name__ == "__main__":
    print(f"database: {connection.vendor}")
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        bench()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
