"""The frame of every page, and the page of components."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

import beffroi
from core.html_checks import check_page


def test_the_page_of_components_shows_everything(client):
    html = client.get("/composants/").content.decode()
    check_page(html)
    shown = ("donnée de démonstration", "Respecté", "Non respecté", "À corriger", "flash-success")
    assert [words for words in shown if words not in html] == []


def test_the_list_of_the_page_of_components_answers_the_address(client):
    html = client.get("/composants/", {"q": "mediatheque", "tri": "montant"}).content.decode()
    assert "3\u00a0opérations" in html


def test_the_page_of_components_is_closed_unless_asked_for(client, settings):
    settings.SHOW_COMPONENTS = False
    assert client.get("/composants/").status_code == 404


def test_the_frame_holds_one_sprite_a_menu_and_landmarks():
    html = render_to_string("ui/errors/not_found.html")
    check_page(html)
    assert html.count('class="sprite"') == 1
    assert html.count("<header") == html.count("<nav") == html.count("<footer") == 1
    assert 'includeIndicatorStyles": false' in html
    assert 'allowEval": false' in html


def test_the_menu_marks_where_we_are(client):
    assert 'aria-current="page">Calculer un délai' in client.get("/calculer/").content.decode()
    assert 'aria-current="true">Calculer un délai' in client.get("/calculer/quorum/").content.decode()


@pytest.mark.parametrize("name", ["tokens", "beffroi", "parts", "record"])
def test_every_file_that_a_style_sheet_names_is_there(name):
    found = finders.find(f"ui/{name}.css")
    with open(found, encoding="utf-8") as sheet:
        css = sheet.read()
    named = re.findall(r'url\("([^"]+)"\)', css)
    assert all(finders.find(f"ui/{one}".replace("ui/../", "")) for one in named)
    assert css.count("{") == css.count("}")


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = render_to_string("ui/sprite.html")
    for template in Path(beffroi.__file__).parent.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for icon in re.findall(r'{% icon "([a-z]+)" %}|href="#i-([a-z]+)"', text):
            assert f'id="i-{"".join(icon)}"' in sprite, (template.name, icon)
