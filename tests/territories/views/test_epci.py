"""The page of an EPCI: its map, its communes, their population with its year and its source."""

import re

import pytest
import shapely
from django.template.loader import render_to_string
from django.utils import timezone

from beffroi.territories.drawing import Place, draw
from beffroi.territories.models import Contour
from core.html_checks import check_fragment, check_page
from territories.factories import VAL_CLAIR, make_commune, make_epci, square

pytestmark = pytest.mark.django_db
ADDRESS = f"/territoire/{VAL_CLAIR}/"


@pytest.fixture
def epci():
    epci = make_epci()
    dated = {"epci": epci, "population_year": 2022}
    make_commune("62001", "Valclair", population=5000, longitude="2.5", latitude="50.5", **dated)
    make_commune("62002", "Nœux-les-Mines", population=1200, longitude="2.6", latitude="50.5", **dated)
    make_commune("62003", "Pontbrun", population=800, longitude="2.55", latitude="50.6", **dated)
    return epci


def shown(client, query=""):
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    html = response.content.decode()
    check_page(html)
    return html


def test_shows_communes_with_population_year_and_source(client, epci):
    html = shown(client)
    assert "CA du Val-Clair" in html
    assert "5\u202f000" in html
    assert "7\u202f000" in html
    assert "millésime 2022" in html
    assert "DGCL" in html
    assert "Licence Ouverte" in html


def test_the_map_leads_to_each_commune_by_keyboard(client, epci):
    html = shown(client)
    leads = re.findall(r'<a href="#(commune-\d+)" aria-label="([^"]+)"><title>', html)
    assert [name for _, name in leads] == ["Valclair", "Nœux-les-Mines", "Pontbrun"]
    assert all(f'id="{anchor}"' in html for anchor, _ in leads)
    assert 'href="#communes"' in html
    assert "Limites schématiques" in html


def test_known_outlines_are_drawn_with_their_source(client, epci):
    for west, commune in enumerate(epci.communes.all()):
        Contour.objects.create(
            commune=commune,
            outline=shapely.to_wkb(shapely.Polygon(square(west / 10, 50))),
            source="Carte inventée, 2024",
            loaded_at=timezone.now(),
        )
    html = shown(client)
    assert "Contours des communes : Carte inventée, 2024." in html.replace("\u202f", " ")
    assert "schématiques" not in html


def test_search_forgets_accents_and_keeps_the_map(client, epci):
    html = shown(client, "?q=noeux")
    assert "1\u00a0commune " in html
    assert re.findall(r'<tr id="commune-(\d+)"', html) == ["62002"]
    assert f'<a href="{ADDRESS}#commune-62001"' in html


def test_a_search_that_finds_nothing_says_what_to_do(client, epci):
    assert "Rien ne répond à cette recherche." in shown(client, "?q=zzz")


def test_a_commune_without_position_is_told(client, epci):
    make_commune("62004", "Sans-Lieu", epci=epci)
    html = shown(client)
    assert "1 commune manque sur la carte" in html
    assert "non connue" in html


def test_without_any_position_the_page_says_so(client):
    make_commune(epci=make_epci(population=None, population_year=None))
    assert "Ni la position ni les contours" in shown(client)


def test_few_queries_whatever_the_number_of_communes(client, epci, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(ADDRESS)
    with django_assert_num_queries(3):
        client.get(f"{ADDRESS}?q=noeux")


@pytest.mark.parametrize("siren", ["200000009", "x", "%20"])
def test_an_unknown_epci_is_not_found(client, siren):
    assert client.get(f"/territoire/{siren}/").status_code == 404


@pytest.mark.parametrize("address", ["/territoire/%00/", "/territoire/a%00b/", "/territoire/%FF%FE/"])
def test_what_cannot_be_a_number_names_no_epci(client, db, address):
    assert client.get(address).status_code == 404


def test_an_epci_that_is_no_more_is_not_found(client):
    make_epci(is_current=False)
    assert client.get(ADDRESS).status_code == 404


def test_the_page_only_reads(client, epci):
    assert client.post(ADDRESS).status_code == 405


def test_a_map_without_links_or_list_brings_its_own_names():
    drawing = draw([Place("1", "Valclair", 2, 50), Place("2", "Pontbrun", 2.1, 50)])
    html = render_to_string("territories/map.html", {"drawing": drawing, "title": "Carte d’essai"})
    check_fragment(html)
    assert html.count("<title>") == 2
    assert 'href="#carte-noms"' in html
    assert "<li>Pontbrun</li>" in html
