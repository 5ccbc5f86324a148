"""A draft written in the browser: a cell crossed in place with the keyboard, or without any script."""

import re

from playwright.sync_api import Page, expect

from beffroi.contracts.models import Contract, Crossing
from browser.checks import overflow
from browser.contracts import INVENTED
from browser.personas import AGENT, LEAD
from browser.writing import FULL, load_writing

CROSSING = f"/mes-contrats/{FULL}/rediger/croisement/"

# The words of the cells that stand on more than one line, or that leave their cell for the next one.
CUT = """() => [...document.querySelectorAll(".to-confirm, .confirmed")].flatMap(told => {
    const edge = told.closest("td").getBoundingClientRect().right, found = [];
    const texts = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/[^\\s]+/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            const boxes = [...range.getClientRects()].filter(one => one.width > 0);
            if (new Set(boxes.map(one => one.top)).size > 1 || boxes.some(one => one.right > edge + 1)) {
                found.push(word[0]);
            }
        }
    }
    return found;
})"""


def empty_cell(page: Page):
    return page.get_by_role("row", name="Relier").get_by_role("link")


def test_a_cell_is_crossed_in_place_with_the_keyboard(page, people):
    load_writing()
    people(page, AGENT)
    page.goto(CROSSING)
    empty_cell(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cell-row h3")).to_be_focused()
    expect(page).to_have_url(re.compile(f"{CROSSING}$"))
    page.get_by_label("Pourquoi").fill("Relier les bourgs, c’est le même but.")
    page.keyboard.press("Enter")
    expect(page.locator(".cell-row")).to_have_count(0)
    expect(empty_cell(page)).to_be_focused()
    expect(empty_cell(page)).to_contain_text("à confirmer")
    assert Crossing.objects.filter(why__startswith="Relier", axis__contract__slug=FULL).exists()


def test_two_editors_both_versions_are_seen(page, people):
    load_writing()
    people(page, LEAD)
    page.goto(f"/mes-contrats/{FULL}/rediger/identite/")
    Contract.objects.filter(slug=FULL).update(title="Titre de l’autre")
    page.get_by_label("Titre", exact=True).fill("Mon titre")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".conflict")).to_contain_text("Titre de l’autre")
    expect(page.get_by_label("Titre", exact=True)).to_have_value("Mon titre")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rédiger le contrat")
    assert Contract.objects.get(slug=FULL).title == "Mon titre"


def test_on_a_telephone_no_word_of_the_crossing_is_cut(phone, people):
    load_writing()
    people(phone, LEAD)
    # Three axes, as a real contract has.
    phone.goto(f"/mes-contrats/{INVENTED['slug']}/rediger/croisement/")
    expect(phone.locator(".to-confirm").first).to_be_visible()
    assert phone.evaluate(CUT) == []
    assert overflow(phone) <= 0
