# ruff: noqa: E402  Django is set up before what needs it
"""How fast the pages answer, beside a bare Django view: the test client, in this process, no network."""

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.test")

import django

django.setup()

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from yardstick import seed

from beffroi.law.registry import RULES
from beffroi.portal.act import SLUG

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
BARE = "etalon-nu/"


@login_not_required
def bare(_request: HttpRequest) -> HttpResponse:
    """The yardstick: what Django and the middleware cost alone."""
    return HttpResponse("bonjour")


urlpatterns = [path(BARE, bare), path("", include("beffroi.config.urls"))]


def measure(ask: Callable[[], HttpResponse]) -> list[float]:
    """The time of each answer, for a few seconds and at least five times; the first is not counted."""
    ask()
    taken, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end or len(taken) < 5:
        began = time.perf_counter()
        answer = ask()
        taken.append(time.perf_counter() - began)
        if answer.status_code >= 400:
            print(f"  answered {answer.status_code}")
            break
    return taken


def main() -> None:
    name, data = seed()
    client = Client()
    slug = RULES[0].slug
    pages: dict[str, Callable[[], HttpResponse]] = {
        "bare view": lambda: client.get(f"/{BARE}"),
        "/": lambda: client.get("/"),
        "/lire/": lambda: client.get("/lire/"),
        "/lire/ POST the real act": lambda: client.post("/lire/", {"file": SimpleUploadedFile(name, data)}),
        "the real act": lambda: client.get(f"/actes/{SLUG}/"),
        "its text": lambda: client.get(f"/actes/{SLUG}/texte/"),
        "/calculer/": lambda: client.get("/calculer/"),
        f"/calculer/{slug}/": lambda: client.get(f"/calculer/{slug}/"),
    }
    first = 0.0
    print(f"{'page':28}{'requests/s':>12}{'median ms':>12}{'× the bare view':>18}")
    for title, ask in pages.items():
        taken = measure(ask)
        median = statistics.median(taken) * 1e3
        first = first or median
        print(f"{title:28}{len(taken) / sum(taken):12.1f}{median:12.2f}{median / first:18.1f}")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    with override_settings(ROOT_URLCONF=__name__):
        main()
