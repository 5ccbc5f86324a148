"""The search of communes and EPCI."""

import re

import pytest

from core.html_checks import check_page
from territories.factories import VAL_CLAIR, make_commune, make_epci

pytestmark = pytest.mark.django_db


def shown(client, **query):
    response = client.get("/territoire/", query)
    assert response.status_code == 200
    html = response.content.decode()
    check_page(html)
    return html


def names(html):
    return re.findall(r'<span class="question">([^<]+)</span>', html)


def test_without_accents_finds_what_is_written_with_them(client):
    make_commune("62617", "Nœux-les-Mines", epci=make_epci())
    html = shown(client, q="noeux")
    assert names(html) == ["Nœux-les-Mines"]
    assert f'href="/territoire/{VAL_CLAIR}/#commune-62617"' in html


def test_epci_come_first_then_the_very_name_then_what_begins_with_it(client):
    make_epci(name="CA de Clair")
    for code, name in (("62001", "Beau-Clair"), ("62002", "Clairmont"), ("62003", "Clair")):
        make_commune(code, name)
    assert names(shown(client, q="clair")) == ["CA de Clair", "Clair", "Clairmont", "Beau-Clair"]


def test_a_code_is_found(client):
    make_epci()
    make_commune()
    assert names(shown(client, q="62001")) == ["Valclair"]
    assert names(shown(client, q=VAL_CLAIR)) == ["CA du Val-Clair"]


def test_a_merged_commune_leads_to_its_successor(client):
    living = make_commune(epci=make_epci())
    make_commune("62009", "Ancienne", is_current=False, successor=living)
    html = shown(client, q="ancienne")
    assert "aujourd’hui Valclair" in html
    assert f"/territoire/{VAL_CLAIR}/#commune-62001" in html
    assert names(shown(client)) == ["CA du Val-Clair", "Valclair"]


def test_a_commune_without_epci_leads_nowhere_and_a_former_name_is_told(client):
    make_commune("62003", "Pontbrun-le-Neuf", former_name="Pontbrun")
    make_commune("62009", "Perdue", is_current=False)
    html = shown(client, q="pontbrun")
    assert "anciennement Pontbrun" in html
    assert "/territoire/2" not in html
    assert "Ancienne commune, Pas-de-Valclair" in shown(client, q="perdue")


def test_twenty_five_a_page_across_both_kinds(client):
    for rank in range(20):
        make_epci(f"2000000{rank:02}", f"CC numéro {rank:02}", kind="CC")
    for rank in range(40):
        make_commune(f"62{rank:03}", f"Commune {rank:02}")
    pages = [names(shown(client, page=page)) for page in (1, 2, 3)]
    assert [len(one) for one in pages] == [25, 25, 10]
    assert pages[0][19:21] == ["CC numéro 19", "Commune 00"]
    assert len({name for page in pages for name in page}) == 60
    assert names(shown(client, page="99")) == pages[2]
    assert names(shown(client, page="-1")) == pages[0]
    assert "Page 2 sur 3" in shown(client, page=2)


def test_a_sign_that_no_database_takes_is_left_aside(client, db):
    make_commune("62001", "Béthune")
    assert "Béthune" in client.get("/territoire/?q=b%00ethune").content.decode()


def test_few_queries_whatever_is_found(client, django_assert_num_queries):
    for rank in range(30):
        make_commune(f"62{rank:03}", f"Commune {rank:02}")
    with django_assert_num_queries(4):
        client.get("/territoire/?q=commune")


def test_nothing_found_and_nothing_loaded_say_so(client):
    assert "Aucune commune n’est chargée." in shown(client)
    assert "beffroi territories load" in shown(client)
    assert "Rien ne répond à cette recherche." in shown(client, q="zzz")
