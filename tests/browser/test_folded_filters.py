"""The many filters of operations: folded on a telephone, all there on a wide screen, scripts or not."""

import pytest
from playwright.sync_api import expect

from browser.checks import check_accessible, opens, overflow, tab_to
from browser.operations import ASKED, load_operations
from browser.personas import LEAD

pytestmark = pytest.mark.django_db(transaction=True)
VIEWS = ("/operations/", "/operations/etapes/", "/operations/carte/")


def step_of(page):
    """The select of the steps."""
    return page.get_by_label("Étape", exact=True)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_telephone_shows_the_list_first_and_a_wide_screen_its_filters_too(open_page, people, javascript):
    load_operations()
    for width, is_seen in ((390, False), (1280, True)):
        page = open_page(width=width, javascript=javascript)
        people(page, LEAD)
        for view in VIEWS:
            page.goto(view)
            expect(page.locator("summary", has_text="Filtres et tri")).to_be_visible(visible=not is_seen)
            expect(step_of(page)).to_be_visible(visible=is_seen)
            assert overflow(page) <= 0, view


def test_on_a_telephone_the_filters_open_by_the_keyboard_and_stay_open_once_chosen(phone, people):
    load_operations()
    people(phone, LEAD)
    phone.goto("/operations/")
    tab_to(phone, phone.locator("summary", has_text="Filtres et tri"))
    phone.keyboard.press("Enter")
    tab_to(phone, step_of(phone))
    step_of(phone).select_option("2")
    tab_to(phone, phone.get_by_role("button", name="Appliquer"))
    with opens(phone):
        phone.keyboard.press("Enter")
    expect(phone.locator("summary", has_text="Filtres et tri, 1")).to_be_visible()
    expect(step_of(phone)).to_have_value("2")
    expect(phone.locator("main table")).to_contain_text(ASKED)
    check_accessible(phone)


def test_on_a_wide_screen_what_is_folded_is_reached_by_the_keyboard(page, people):
    load_operations()
    people(page, LEAD)
    page.goto("/operations/")
    tab_to(page, step_of(page))
