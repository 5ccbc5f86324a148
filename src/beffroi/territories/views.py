"""The public pages of territories: a search, and one page per EPCI."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from beffroi.core.ui.lists import Listing
from beffroi.law.french import plural
from beffroi.territories.found import search
from beffroi.territories.maps import map_of
from beffroi.territories.models import Commune, Epci
from beffroi.territories.querysets import CommuneQuerySet
from beffroi.territories.sources import POPULATION_SOURCE


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Find a commune or an EPCI by its name or its code."""
    return render(
        request,
        "territories/index.html",
        {"listing": search(request.GET), "population_source": POPULATION_SOURCE},
    )


@login_not_required
@require_safe
def epci(request: HttpRequest, siren: str) -> HttpResponse:
    """An EPCI: its map, its communes, their population."""
    found = get_object_or_404(Epci.objects.current(), siren=siren)
    listing = _members(Commune.objects.current().of_epci(siren), request)
    drawing = map_of(listing.every)
    if drawing is not None:
        # The list may be narrowed: the map then leads to the whole of it.
        whole = reverse("territories:epci", args=[siren]) if listing.narrowed else ""
        drawing = drawing.linked({one.code: f"{whole}#commune-{one.code}" for one in listing.every})
    context = {
        "epci": found,
        "population_source": POPULATION_SOURCE,
        "listing": listing,
        "drawing": drawing,
        "departements": sorted({one.departement.name for one in listing.every}),
        "undrawn": len(listing.every) - len(drawing.cells) if drawing else 0,
    }
    return render(request, "territories/epci.html", context)


def _members(members: CommuneQuerySet, request: HttpRequest) -> Listing[Commune]:
    """The communes that the address asks for; all on one page, for the map leads to each."""
    words = " ".join(request.GET.get("q", "").split())
    every: list[Commune] = list(members.select_related("contour", "departement"))
    rows = every
    if words:
        kept = set(members.matching(words).values_list("pk", flat=True))
        rows = [one for one in every if one.pk in kept]
    return Listing(
        rows=rows,
        every=every,
        counted=plural(len(rows), "commune", "communes"),
        search=words,
        controls=(),
        narrowed=bool(words),
        page=1,
        pages=1,
        previous="",
        following="",
    )
