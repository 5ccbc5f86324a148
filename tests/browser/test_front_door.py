"""Home and the real act in a browser: the keyboard's roads, what unfolds, the menu of a telephone."""

import re

import pytest
from playwright.sync_api import expect

from browser.checks import check_accessible, opens, tab_to
from browser.conftest import OpenPage

ACT = "/actes/bethune-bruay-2023-12-12/"
ROADS = {
    "Voir l’acte": "Contrat territorial",
    "Lire un acte": "Lire un acte",
    "Voir un exemple": "Un exemple, lu devant vous",
    "Calculer un délai": "Calculer un délai",
    "Déclaration d’accessibilité": "ccessibilité",
    "Ce que Beffroi calcule": "Beffroi",
}


@pytest.mark.parametrize(
    ("width", "javascript"), [(1280, True), (390, False)], ids=["desktop", "phone without script"]
)
@pytest.mark.parametrize("link", ROADS)
def test_a_keyboard_road_leads_from_home(open_page: OpenPage, link, width, javascript):
    page = open_page(width=width, javascript=javascript)
    page.goto("/")
    wanted = page.locator("main, footer").get_by_role("link", name=link, exact=True)
    tab_to(page, wanted)
    with opens(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(ROADS[link])


@pytest.mark.parametrize("address", ["/", ACT, "/lire/", "/lire/exemple/", "/calculer/quorum/"])
def test_the_first_stop_skips_to_the_content(page, address):
    page.goto(address)
    tab_to(page, page.get_by_role("link", name="Aller au contenu"), most=1)
    with opens(page):
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_the_names_unfold_by_keyboard(open_page: OpenPage, javascript):
    page = open_page(javascript=javascript)
    page.goto(ACT)
    name = page.locator(".names li", has_text="GACQUERRE Olivier").first
    expect(name).to_be_hidden()
    tab_to(page, page.locator("summary", has_text="Les 152"), most=80)
    page.keyboard.press("Enter")
    expect(name).to_be_visible()
    page.keyboard.press("Space")
    expect(name).to_be_hidden()


def test_each_rule_unfolds_by_keyboard(page):
    page.goto(ACT)
    quorum = page.locator("details.reckoning", has_text="Quorum").first
    tab_to(page, quorum.locator("summary"), most=80)
    page.keyboard.press("Enter")
    expect(quorum.get_by_text("L2121-17").first).to_be_visible()


def test_a_line_of_the_act_leads_to_its_text(page, seed):
    page.goto(ACT)
    line = page.locator("main").get_by_role("link", name=re.compile("65")).first
    tab_to(page, line, most=80)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{ACT}texte/#l65$"))
    expect(page.locator("#l65")).to_be_in_viewport()
    expect(page.locator("#l65")).to_contain_text("majorité absolue")


def test_without_its_text_the_act_keeps_its_facts_and_promises_no_line(page, no_seed):
    page.goto(ACT)
    expect(page.get_by_text("Texte source absent")).to_be_visible()
    expect(page.locator(f"main a[href*='{ACT}texte']")).to_have_count(0)
    expect(page.get_by_text("Les 152")).to_be_visible()
    expect(page.get_by_role("heading", name="Recours ouvert jusqu’au mercredi 21")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Voir l’acte")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_the_menu_of_a_telephone(open_page: OpenPage, javascript):
    page = open_page(width=390, javascript=javascript)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Rubriques")
    button = page.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_be_hidden()
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    check_menu_fits(page, menu)
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, menu.get_by_role("link", name="Calculer un délai"), most=8)
    with opens(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Calculer un délai")
    button.click()
    menu.get_by_role("button", name="Fermer").click()
    expect(menu).to_be_hidden()


def check_menu_fits(page, menu) -> None:
    box = menu.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_the_open_menu_is_accessible(phone):
    phone.goto("/")
    phone.get_by_role("button", name="Menu", exact=True).click()
    expect(phone.get_by_role("link", name="Lire un acte").first).to_be_visible()
    check_accessible(phone)


def test_a_printed_act_keeps_what_is_folded(page):
    page.goto(ACT)
    page.emulate_media(media="print")
    expect(page.locator(".names li").first).to_be_visible()
    expect(page.locator("details.reckoning .sum-line").last).to_be_visible()
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_hidden()
