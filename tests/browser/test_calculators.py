"""The calculators in a browser: in place with script, on a new page without, by keyboard, wrong dates."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.checks import check_accessible, follow, opens, tab_to
from browser.conftest import OpenPage

APPEAL = "/calculer/appeal-deadline/"
ANSWER = "Recours ouvert jusqu’au mercredi 21\u00a0février\u00a02024 inclus"
WRONG = "32/13/2023"


def answer(page: Page):
    return page.locator("#resultat .answer")


def test_the_answer_comes_in_place_and_the_address_holds_it(page):
    page.goto(APPEAL)
    expect(answer(page)).to_have_text("La réponse viendra ici")
    page.evaluate("window.sameDocument = true")
    page.get_by_label("Publication", exact=True).fill("20/12/2023")
    page.keyboard.press("Tab")
    expect(answer(page)).to_have_text(ANSWER)
    expect(page).to_have_url(re.compile(r"published_on=20%2F12%2F2023"))
    assert page.evaluate("window.sameDocument")
    check_accessible(page)
    page.reload()
    expect(answer(page)).to_have_text(ANSWER)
    expect(page.get_by_label("Publication", exact=True)).to_have_value("20/12/2023")


def test_the_address_to_share_gives_the_same_answer_elsewhere(open_page: OpenPage):
    page = open_page()
    page.goto(APPEAL)
    page.get_by_label("Publication", exact=True).fill("20/12/2023")
    page.keyboard.press("Tab")
    shared = page.get_by_role("link", name="Adresse de ce calcul")
    expect(shared).to_have_attribute("href", f"{APPEAL}?published_on=2023-12-20")
    other = open_page(width=390, javascript=False)
    other.goto(shared.get_attribute("href"))
    expect(answer(other)).to_have_text(ANSWER)
    expect(other.get_by_label("Publication", exact=True)).to_have_value("20/12/2023")


def test_a_value_changed_in_place_changes_the_answer(page):
    page.goto(f"{APPEAL}?published_on=2023-12-20")
    expect(answer(page)).to_have_text(ANSWER)
    page.get_by_label("Publication", exact=True).fill("21 décembre 2023")
    page.keyboard.press("Tab")
    expect(answer(page)).to_contain_text("22\u00a0février\u00a02024")


def test_after_an_answer_in_place_back_leaves_the_calculator(page):
    page.goto("/calculer/")
    follow(page, page.get_by_role("link", name="Jusqu’à quand peut-on aller devant le juge"))
    page.get_by_label("Publication", exact=True).fill("20/12/2023")
    page.keyboard.press("Tab")
    expect(answer(page)).to_have_text(ANSWER)
    page.go_back()
    expect(page).to_have_url(re.compile("/calculer/$"))
    page.go_forward()
    expect(answer(page)).to_have_text(ANSWER)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_script_the_button_gives_the_answer(plain):
    plain.goto(APPEAL)
    plain.get_by_label("Publication", exact=True).fill("20/12/2023")
    follow(plain, plain.get_by_role("button", name="Calculer"))
    expect(answer(plain)).to_have_text(ANSWER)
    expect(plain).to_have_url(re.compile(r"published_on=20%2F12%2F2023"))
    expect(plain.locator(".answer-head")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_with_the_keyboard_alone(open_page: OpenPage, javascript):
    page = open_page(javascript=javascript)
    page.goto("/calculer/")
    tab_to(page, page.get_by_role("link", name="Jusqu’à quand peut-on aller devant le juge"))
    with opens(page):
        page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Publication", exact=True))
    page.keyboard.type("20/12/2023")
    page.keyboard.press("Enter")
    expect(answer(page)).to_have_text(ANSWER)
    expect(page.locator(".answer-head")).to_be_focused()
    expect(page.locator(".answer-head")).to_be_in_viewport()


def test_a_particular_case_is_opened_and_chosen_by_keyboard(page):
    page.goto(f"{APPEAL}?published_on=2023-12-20")
    tab_to(page, page.locator("summary", has_text="Cas particuliers"))
    page.keyboard.press("Enter")
    for name in ("appeal_posted_on", "appeal_received_on"):
        tab_to(page, page.locator(f"#id_{name}"), most=3)
        page.keyboard.type("10/01/2024")
    page.keyboard.press("Tab")
    expect(answer(page)).not_to_have_text(ANSWER)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_a_wrong_date_is_told_beside_the_field_and_in_the_summary(open_page: OpenPage, javascript):
    page = open_page(javascript=javascript)
    page.goto(APPEAL)
    field = page.get_by_label("Publication", exact=True)
    field.fill(WRONG)
    follow(page, page.get_by_role("button", name="Calculer"))
    summary = page.locator("#erreurs")
    expect(summary).to_be_focused()
    beside = page.locator("#id_published_on_error")
    expect(beside).to_contain_text(WRONG)
    expect(summary).to_contain_text(beside.inner_text().strip())
    expect(field).to_have_value(WRONG)
    expect(field).to_have_attribute("aria-invalid", "true")
    tab_to(page, summary.get_by_role("link"), most=1)
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("20/12/2023")
    page.keyboard.press("Enter")
    expect(answer(page)).to_have_text(ANSWER)
    expect(summary).to_have_count(0)


def test_a_wrong_date_is_told_in_place_and_nothing_typed_is_lost(page):
    page.goto(APPEAL)
    field = page.get_by_label("Publication", exact=True)
    field.fill(WRONG)
    page.keyboard.press("Tab")
    expect(answer(page)).to_have_text("Pas encore de réponse")
    told = page.locator("#resultat li")
    expect(told).to_contain_text(WRONG)
    expect(field).to_have_value(WRONG)
    check_accessible(page)
    told.get_by_role("link").click()
    expect(field).to_be_focused()
    field.fill("20/12/2023")
    page.keyboard.press("Tab")
    expect(answer(page)).to_have_text(ANSWER)


def test_the_example_fills_the_form_as_a_clerk_writes(page):
    page.goto(APPEAL)
    follow(page, page.get_by_role("link", name="Remplir avec un exemple"))
    expect(answer(page)).to_have_text(ANSWER)
    expect(page.get_by_label("Publication", exact=True)).to_have_value("20/12/2023")
    follow(page, page.get_by_role("link", name="Tout effacer"))
    expect(page.get_by_label("Publication", exact=True)).to_have_value("")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_a_rule_is_found_by_its_words(open_page: OpenPage, javascript):
    page = open_page(javascript=javascript)
    page.goto("/calculer/")
    search = page.get_by_role("search").get_by_role("searchbox")
    search.fill("zzzz")
    search.press("Enter")
    expect(page.get_by_text("Rien ne répond à cette recherche.")).to_be_visible()
    follow(page, page.get_by_role("link", name="affichez toute la liste"))
    search.fill("préfet")
    search.press("Enter")
    expect(page.get_by_role("link", name="Jusqu’à quand le préfet peut-il saisir le juge")).to_be_visible()
    expect(page.get_by_role("link", name="Sommes-nous assez")).to_have_count(0)


def test_the_answer_is_announced_by_a_region_that_stays(page):
    page.goto(APPEAL)
    region = page.locator("#resultat")
    expect(region).to_have_attribute("aria-live", "polite")
    region.evaluate("node => { window.region = node; }")
    page.get_by_label("Publication", exact=True).fill("20/12/2023")
    page.keyboard.press("Tab")
    expect(answer(page)).to_have_text(ANSWER)
    assert region.evaluate("node => node === window.region")


def test_a_printed_answer_keeps_its_reckoning(page):
    page.goto(f"{APPEAL}?published_on=2023-12-20")
    page.emulate_media(media="print")
    expect(answer(page)).to_be_visible()
    expect(page.locator(".sum-line").first).to_be_visible()
    expect(page.get_by_role("button", name="Calculer")).to_be_hidden()


@pytest.mark.parametrize(("rule", "times"), [("appeal-deadline", 1), ("absolute-majority", 0)])
def test_how_to_write_a_date_is_told_where_a_date_is_asked(page, rule, times):
    page.goto(f"/calculer/{rule}/")
    expect(page.get_by_text("Les dates s’écrivent")).to_have_count(times)


def test_a_week_of_days_stands_in_one_row_on_a_telephone(phone):
    phone.goto("/calculer/clear-days/?dispatched_on=2023-12-06&sitting_on=2023-12-12&assembly=epci")
    days = phone.locator(".days li")
    expect(days).to_have_count(7)
    assert len({day.bounding_box()["y"] for day in days.all()}) == 1
