"""Lists: search, filter, order and page stand in the address."""

from dataclasses import dataclass, replace

import pytest
from django.http import QueryDict
from django.template import engines

from beffroi.core.ui.lists import Filter, ListKind, Sort
from core.html_checks import check_fragment


@dataclass(frozen=True)
class Town:
    name: str
    people: int


TOWNS = (
    *(Town(f"Ville {place:02}", place) for place in range(58)),
    Town("Nœux-les-Mines", 100),
    Town("Béthune", 200),
)
KIND: ListKind[Town] = ListKind(
    noun="commune",
    nouns="communes",
    words=lambda town: town.name,
    filters=(Filter("taille", "Taille", (("grande", "Grande"),), lambda town, value: town.people >= 100),),
    sorts=(
        Sort("nom", "Nom", lambda town: town.name),
        Sort("gens", "Habitants", lambda town: town.people, descending=True),
    ),
)


def listed(query=""):
    return KIND.show(TOWNS, QueryDict(query))


def names(listing):
    return [town.name for town in listing.rows]


def test_a_page_holds_25_rows_and_the_last_what_is_left():
    assert len(listed().rows) == 25
    assert (listed("page=3").page, len(listed("page=3").rows)) == (3, 10)
    assert listed().counted == "60\u00a0communes"


@pytest.mark.parametrize("typed", ["noeux", "NŒUX", "mines noeux", "noeux les mines", "nœux-les"])
def test_a_search_ignores_accents_ligatures_dashes_and_order(typed):
    assert names(KIND.show(TOWNS, QueryDict(mutable=True) | {"q": typed})) == ["Nœux-les-Mines"]


def test_a_filter_and_an_order_are_read_from_the_address():
    assert names(listed("taille=grande&tri=gens")) == ["Béthune", "Nœux-les-Mines"]
    assert names(listed("taille=grande")) == ["Béthune", "Nœux-les-Mines"]
    assert listed("taille=grande").narrowed
    assert not listed("tri=gens").narrowed


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=abc", "page=99999999999", "tri=x", "taille=x", "page=²", "q=+"]
)
def test_what_means_nothing_is_left_aside(query):
    listing = listed(query)
    assert len(listing.every) == 60
    assert 1 <= listing.page <= listing.pages


def test_the_links_to_other_pages_keep_the_rest_of_the_address():
    listing = listed("q=ville&tri=gens&page=2")
    assert listing.previous == "?q=ville&tri=gens&page=1"
    assert listing.following == "?q=ville&tri=gens&page=3"
    assert listed("q=ville&page=3").following == ""


def shown(source, listing):
    html = engines["django"].from_string("{% load ui %}" + source).render({"listing": listing})
    check_fragment(html)
    return html


def test_the_head_shows_what_was_asked_the_count_and_the_export():
    html = shown("{% list_head listing 'Chercher' '/export/?q=b' %}", listed("q=<b>&taille=grande"))
    assert 'value="&lt;b&gt;"' in html
    assert '<option value="grande" selected>' in html
    assert "0\u00a0commune" in html
    assert 'href="/export/?q=b"' in html
    assert 'href="?"' in html


def test_the_foot_shows_pages_or_why_the_list_is_empty():
    foot = "{% list_foot listing 'Rien encore.' 'Ajoutez une commune.' %}"
    assert "Page 1 sur 3" in shown(foot, listed())
    assert "Rien ne répond à cette recherche." in shown(foot, listed("q=zzz"))
    html = shown(foot, KIND.show((), QueryDict()))
    assert "Rien encore." in html
    assert "Ajoutez une commune." in html


def many(query=""):
    """A list with more selects than a telephone shows above it."""
    sizes = [Filter(f"f{rank}", f"Filtre {rank}", (("a", "A"),), lambda *_: True) for rank in range(5)]
    return replace(KIND, filters=tuple(sizes)).show(TOWNS, QueryDict(query))


def test_few_selects_do_not_fold():
    assert "<details" not in shown("{% list_head listing 'Chercher' %}", listed())


@pytest.mark.parametrize(
    ("query", "label", "is_open"),
    [
        ("", "Filtres et tri", False),
        ("q=ville&tri=gens", "Filtres et tri", False),
        ("f1=a", "Filtres et tri, 1\u00a0choisi", True),
        ("f1=a&f3=a&f4=zzz", "Filtres et tri, 2\u00a0choisis", True),
    ],
)
def test_many_selects_fold_and_stand_open_when_a_filter_is_chosen(query, label, is_open):
    html = shown("{% list_head listing 'Chercher' %}", many(query))
    assert f"<summary>{label}</summary>" in html
    assert ("<details open>" in html) is is_open
    # The words of the search stay outside, with what shows everything again.
    assert html.index('name="q"') < html.index("<details") < html.index("</details>")
