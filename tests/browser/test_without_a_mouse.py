"""The register with the keyboard alone, and without any script."""

import re

import pytest
from playwright.sync_api import Page, expect

from assemblies import factories
from beffroi.assemblies.models import Deliberation
from beffroi.organisations.roles import Role
from browser.accounts import SOMEONE
from browser.checks import follow, opens, tab_to
from browser.register import FULL, load_register
from organisations.factories import PASSWORD

HOME = "Mon espace"


@pytest.fixture
def acts(live_server):
    load_register()


def press_enter_on(page: Page, wanted, most: int = 60) -> None:
    tab_to(page, wanted, most)
    with opens(page):
        page.keyboard.press("Enter")


def test_with_the_keyboard_alone_one_signs_in(page, people):
    page.goto("/")
    press_enter_on(page, page.locator("header").get_by_role("link", name="Se connecter"))
    tab_to(page, page.get_by_label("Adresse électronique"))
    page.keyboard.type(SOMEONE)
    tab_to(page, page.get_by_label("Mot de passe"), most=2)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    press_enter_on(page, page.get_by_role("button", name="Quitter"))
    expect(page).to_have_url(re.compile(r"/$"))


def test_with_the_keyboard_alone_an_act_is_found_read_and_its_code_verified(page, acts):
    page.goto("/")
    press_enter_on(
        page, page.get_by_role("navigation", name="Rubriques").get_by_role("link", name="Registre")
    )
    tab_to(page, page.get_by_role("searchbox", name="Chercher un acte"))
    page.keyboard.type("amenagement halle")
    page.keyboard.press("Enter")
    expect(page.locator(".list-count")).to_contain_text("1 acte pour « amenagement halle »")
    press_enter_on(page, page.get_by_role("link", name=FULL))
    expect(page.get_by_role("heading", level=1)).to_have_text(FULL)
    code = page.get_by_role("link", name=re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}$")).first
    told = code.inner_text()
    press_enter_on(page, code, most=120)
    expect(page.locator("#reponse")).to_contain_text(FULL)
    tab_to(page, page.get_by_label("Code de vérification"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(told.lower().replace("-", " "))
    press_enter_on(page, page.get_by_role("button", name="Vérifier le code"), most=2)
    expect(page.locator("#reponse.is-authentic")).to_contain_text(told)


def test_with_the_keyboard_alone_an_act_is_sealed(page, people):
    draft = factories.make_deliberation()
    clerk = factories.make_actor(draft.sitting.assembly.organisation, Role.ASSEMBLY_CLERK)
    people(page, clerk.user.email)
    page.goto("/seances/")
    press_enter_on(page, page.locator("main").get_by_role("link", name="Délibérations"))
    press_enter_on(page, page.get_by_role("link", name=draft.title))
    press_enter_on(page, page.get_by_role("link", name="Sceller la délibération"))
    press_enter_on(page, page.get_by_role("button", name="Sceller", exact=True))
    expect(page.get_by_text("La délibération est scellée.")).to_be_visible()
    assert Deliberation.objects.get().is_sealed


def test_without_script_an_act_is_found_read_and_verified(plain, acts):
    plain.goto("/registre/")
    plain.get_by_role("searchbox", name="Chercher un acte").fill("AMÉNAGEMENT")
    follow(plain, plain.get_by_role("button", name="Chercher"))
    follow(plain, plain.get_by_role("link", name=FULL))
    expect(plain.get_by_role("heading", level=1)).to_have_text(FULL)
    with plain.expect_download() as download:
        plain.get_by_role("link", name=re.compile("^Télécharger l’acte")).click()
    plain.goto("/registre/")
    follow(plain, plain.get_by_role("link", name="Vérifier un document"))
    plain.set_input_files("input[type=file]", download.value.path())
    follow(plain, plain.get_by_role("button", name="Vérifier le fichier"))
    expect(plain.get_by_role("heading", name="Conforme à ce qui a été enregistré")).to_be_visible()


def test_without_script_one_signs_in(plain, people):
    plain.goto("/compte/connexion/")
    plain.get_by_label("Adresse électronique").fill(SOMEONE)
    plain.get_by_label("Mot de passe").fill("ce n’est pas lui")
    follow(plain, plain.get_by_role("button", name="Se connecter", exact=True))
    expect(plain.locator("#erreurs")).to_be_visible()
    plain.get_by_label("Mot de passe").fill(PASSWORD)
    follow(plain, plain.get_by_role("button", name="Se connecter", exact=True))
    expect(plain.get_by_role("heading", level=1)).to_have_text(HOME)
