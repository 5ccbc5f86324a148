"""The people of a journey, each in a browser of their own, and the gestures that they all make."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from beffroi.contracts.models import Contract
from beffroi.organisations.models import Organisation
from browser.checks import follow
from operations.factories import make_contract_of

CONTRACT = "val-clair-en-chemin"


@dataclass
class Cast:
    """Who plays: a browser for each, opened when they first come in."""

    open_page: Callable[..., Page]
    people: Callable[[Page, str], None]
    pages: dict[str, Page] = field(default_factory=dict)

    def page_of(self, who: str) -> Page:
        """The browser of somebody; nobody's is the public's."""
        if who not in self.pages:
            self.pages[who] = self.open_page()
            if who:
                self.people(self.pages[who], who)
        return self.pages[who]

    def at(self, who: str, address: str) -> Page:
        """Bring somebody to an address."""
        page = self.page_of(who)
        page.goto(address)
        return page

    def status(self, who: str, address: str) -> int:
        """What an address answers to somebody."""
        found = self.page_of(who).goto(address)
        assert found is not None
        return found.status

    def sign_in_again(self) -> None:
        """Days have passed: every session is over, and each comes in again."""
        for who, page in self.pages.items():
            # A page left open would go on saying who is there.
            page.goto("about:blank")
            page.context.clear_cookies()
            if who:
                self.people(page, who)


def press(page: Page, name: str) -> None:
    """Press a button of the page, and wait for what answers."""
    follow(page, page.locator("main").get_by_role("button", name=name, exact=True).first)


def link(page: Page, name: str) -> None:
    """Follow a link of the page."""
    follow(page, page.locator("main").get_by_role("link", name=name, exact=True).first)


def take_up(page: Page, name: str) -> None:
    """Come to what one has to do, by the button of the first task that bears this name."""
    page.goto("/espace/")
    follow(page, page.locator("main").get_by_role("link", name=re.compile(rf"^{name}\s:")).first)


def says(page: Page, *words: str) -> None:
    """The page says all of this."""
    for one in words:
        expect(page.locator("body")).to_contain_text(one)


def is_refused(page: Page, *words: str) -> None:
    """The page says that it is not done, and why."""
    for one in words:
        expect(page.locator("#erreurs")).to_contain_text(one)


def named(page: Page, name: str) -> Locator:
    """A field by its name."""
    return page.locator(f"main [name='{name}']")


def fill(page: Page, **typed: str) -> None:
    """Fill fields by their names; those that offer a choice take its value."""
    for name, value in typed.items():
        wanted = named(page, name)
        if wanted.evaluate("node => node.localName") == "select":
            wanted.select_option(value)
        else:
            wanted.fill(value)


def holds(page: Page, name: str, value: str) -> None:
    """What was typed in a field is still there."""
    expect(named(page, name)).to_have_value(value)


def make_stage() -> Contract:
    """A contract that runs between the authorities of the demonstration, over the commune of one of them."""
    places = [Organisation.objects.get(slug=one) for one in ("val-clair", "departement-de-l-ambre")]
    Organisation.objects.filter(slug="roncevent").update(commune_code="00001")
    return make_contract_of(*places, slug=CONTRACT, is_fictitious=True)
