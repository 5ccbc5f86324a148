"""What a search finds: EPCI first, then communes, page by page; the database does the work."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from beffroi.core.ui.lists import PAGE_SIZE, Listing, address
from beffroi.law.french import plural
from beffroi.territories.models import Commune, Epci
from beffroi.territories.querysets import nearness


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the list: what it is, where it leads."""

    name: str
    what: str
    code: str
    population: int | None
    year: int | None
    href: str


def search(query: QueryDict) -> Listing[Found]:
    """Give the page that the address asks for; without a word, only what exists today."""
    words = " ".join(query.get("q", "").split())
    epcis = Epci.objects.current().matching(words)
    communes = Commune.objects.matching(words) if words else Commune.objects.current()
    first, second = epcis.count(), communes.count()
    pages = max(1, -(-(first + second) // PAGE_SIZE))
    page = min(_page(query.get("page", "")), pages)
    order = (nearness(words), "search_text", "pk") if words else ("search_text", "pk")
    rows = _rows(epcis.order_by(*order), communes.order_by(*order), first, (page - 1) * PAGE_SIZE)
    return Listing(
        rows=rows,
        every=rows,
        counted=f"{plural(first, 'EPCI', 'EPCI')}, {plural(second, 'commune', 'communes')}",
        search=words,
        controls=(),
        narrowed=bool(words),
        page=page,
        pages=pages,
        previous=address(query, page=str(page - 1)) if page > 1 else "",
        following=address(query, page=str(page + 1)) if page < pages else "",
    )


def _rows(epcis: QuerySet[Any], communes: QuerySet[Any], first: int, start: int) -> list[Found]:
    """The lines from `start`: those of the EPCI that are left, then communes up to a whole page."""
    rows = [_epci(one) for one in epcis[start : start + PAGE_SIZE]]
    if len(rows) < PAGE_SIZE:
        begin = max(0, start - first)
        related = communes.select_related("departement", "epci", "successor__epci")
        rows += [_commune(one) for one in related[begin : begin + PAGE_SIZE - len(rows)]]
    return rows


def _epci(one: Epci) -> Found:
    kind = one.get_kind_display()
    href = reverse("territories:epci", args=[one.siren])
    return Found(one.name, kind, one.siren, one.population, one.population_year, href)


def _commune(one: Commune) -> Found:
    what = f"Commune, {one.departement.name}"
    living = one
    if one.former_name:
        what = f"{what}, anciennement {one.former_name}"
    if one.successor is not None:
        living = one.successor
        what = f"Ancienne commune, aujourd’hui {living.name}"
    elif not one.is_current:
        what = f"Ancienne commune, {one.departement.name}"
    href = (
        f"{reverse('territories:epci', args=[living.epci.siren])}#commune-{living.code}"
        if living.epci
        else ""
    )
    return Found(str(one), what, one.code, one.population, one.population_year, href)


def _page(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
