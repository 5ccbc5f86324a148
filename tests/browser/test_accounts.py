"""Accounts in a real browser: a passkey from its making to its use, a persona, the rail on a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.accounts import SOMEONE
from browser.checks import check_accessible, faulty_stops, follow, opens, tab_to
from browser.personas import EPCI_ADMINISTRATOR
from organisations.factories import PASSWORD, make_invitation, make_organisation


@pytest.fixture
def authenticator(page: Page) -> Page:
    """A page whose machine has a reader of fingerprints that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return page


def sign_in(page: Page) -> None:
    page.get_by_label("Adresse électronique").fill(SOMEONE)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Se connecter", exact=True))


def test_a_passkey_is_made_then_opens_the_account_alone(authenticator, people, live_server):
    page, root = authenticator, live_server.url
    page.goto(f"{root}/compte/connexion/")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")
    page.goto(f"{root}/compte/cles/passe/ajouter/")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Confirmer"))
    page.get_by_label("Nom de la clé").fill("Clé bleue")
    page.get_by_label("Se connecter avec cette clé seule").check()
    page.get_by_role("button", name="Ajouter la clé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    page.goto(f"{root}/compte/cles/passe/")
    expect(page.get_by_text("Clé bleue").first).to_be_visible()
    check_accessible(page)
    # Only someone with a real key sees this page.
    page.goto(f"{root}/compte/cles/passe/confirmer/")
    expect(page.get_by_role("button", name="Présenter ma clé d’accès")).to_be_visible()
    check_accessible(page)
    page.goto(f"{root}/espace/")
    page.set_viewport_size({"width": 1280, "height": 900})
    follow(page, page.get_by_role("button", name="Quitter"))
    page.goto(f"{root}/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")


def test_a_passkey_that_does_not_answer_is_told_in_french(page, people):
    page.goto("/compte/connexion/")
    page.route("**/cles/passe/connexion/", lambda route: route.fulfill(json={"request_options": {}}))
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("n’a pas répondu")


def test_a_persona_is_played_from_the_keyboard(page, people):
    page.goto("/")
    chooser = page.get_by_label("Vous voyez Beffroi comme")
    tab_to(page, chooser)
    page.keyboard.type("Odile")
    tab_to(page, page.get_by_role("button", name="Changer"))
    with opens(page):
        page.keyboard.press("Enter")
    expect(page.locator(".rail .brand-name")).to_have_text("Ambre")
    assert faulty_stops(page) == []


def test_on_a_telephone_the_menu_says_who_is_there(phone, people):
    people(phone, EPCI_ADMINISTRATOR)
    phone.goto("/espace/")
    phone.get_by_role("button", name="Menu", exact=True).click()
    shown = phone.locator(".menu-who")
    expect(shown).to_contain_text("Nadège Picot")
    shown.get_by_role("button", name="Quitter").click()
    expect(phone).to_have_url(re.compile(r"/$"))


def test_an_invitation_is_accepted_without_a_script(plain, people):
    _, secret = make_invitation(make_organisation(name="Val-Clair"), "nouvelle@valclair.example")
    plain.goto(f"/invitation/{secret}/")
    plain.get_by_label("Prénom").fill("Inès")
    plain.get_by_label("Nom", exact=True).fill("Delorme")
    plain.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    follow(plain, plain.get_by_role("button", name="Ouvrir mon compte"))
    expect(plain.locator("#erreurs")).to_be_visible()
    expect(plain.get_by_label("Prénom")).to_have_value("Inès")
    plain.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    plain.get_by_label("Le même, une seconde fois").fill(PASSWORD)
    plain.get_by_label("J’ai lu ce que Beffroi garde sur moi").check()
    follow(plain, plain.get_by_role("button", name="Ouvrir mon compte"))
    expect(plain.get_by_role("heading", level=1)).to_have_text("Mon espace")
