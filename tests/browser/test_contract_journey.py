"""A contract by its real actors: drawn up by both, voted, blocked, signed, amended, read at two dates."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from assemblies.factories import make_sealed, make_sitting, publish_act, transmit
from beffroi.assemblies.models import Assembly, Deliberation
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract, SignedCopy
from beffroi.core.seals.verification import verify_all
from beffroi.demo.spaces import load_fictitious_space
from browser.cast import fill, link, press, says
from browser.checks import check_accessible
from browser.contracts import AT, PLACES
from browser.personas import AGENT, COUNTY_CLERK, EPCI_CLERK, EPCI_MANAGER, HEAD, LEAD

CLERKS = {Side.EPCI: EPCI_CLERK, Side.DEPARTEMENT: COUNTY_CLERK}
SLUG = "val-clair-2031-2034"
SCAN = {"name": "contrat signé.pdf", "mimeType": "application/pdf"}
AUTHORISED = {"signatory_name": "Camille DURAND", "signatory_capacity": "président"}


def comes(page: Page, people, who: str, address: str) -> None:
    page.context.clear_cookies()
    people(page, who)
    page.goto(address)


def draw_up(page: Page, people) -> None:
    """Both parties write: one begins and names who signs, the other writes what the commissions ask for."""
    comes(page, people, AGENT, "/mes-contrats/")
    link(page, "Commencer un contrat")
    fill(page, title="Contrat des bourgs", starts_year="2031", ends_year="2034")
    page.get_by_label("L’autre partie").select_option(label=str(place(Side.EPCI).organisation))
    press(page, "Enregistrer")
    for side in PLACES:
        page.goto(f"/mes-contrats/{SLUG}/rediger/partie/{side}/")
        fill(page, representative_name="Camille Durand", representative_capacity="président")
        press(page, "Enregistrer")
    comes(page, people, LEAD, f"/mes-contrats/{SLUG}/rediger/")
    says(page, "Le projet n’a aucun axe.")
    link(page, "Axes et thèmes")
    link(page, "Ajouter un axe")
    fill(page, title="Rapprocher les services", short_title="Services", themes="Guichets")
    press(page, "Enregistrer")
    page.goto(f"/mes-contrats/{SLUG}/rediger/")
    link(page, "Engagements réciproques")
    link(page, "Ajouter un engagement")
    fill(page, side="both", kind="governance", title="se réunissent chaque année")
    press(page, "Enregistrer")
    page.goto(f"/textes/{contract().text_id}/sections/objet/")
    page.get_by_label("Le texte de la section").fill("Les deux parties **rapprochent** les services.")
    press(page, "Enregistrer la section")


def place(side: Side) -> Assembly:
    """The council of a party, made with the invented space."""
    return Assembly.objects.select_related("organisation").get(organisation__slug=PLACES[side])


def contract() -> Contract:
    return Contract.objects.get(slug=SLUG)


def agree(page: Page, people) -> None:
    """Ask for opinions, be refused the vote until both managers agree, then open it."""
    comes(page, people, AGENT, f"/mes-contrats/{SLUG}/rediger/")
    press(page, "Demander l’avis des commissions")
    comes(page, people, EPCI_MANAGER, f"/mes-contrats/{SLUG}/rediger/")
    press(page, "Ouvrir le vote des deux assemblées")
    says(page, "Le vote attend.")
    for who in (EPCI_MANAGER, HEAD):
        comes(page, people, who, f"/textes/{contract().text_id}/")
        press(page, "Donner l’accord à la version 2")
    comes(page, people, EPCI_MANAGER, f"/mes-contrats/{SLUG}/rediger/")
    press(page, "Ouvrir le vote des deux assemblées")
    says(page, "vote des deux assemblées")


def acts_of(title: str, day: date, dispatched_on: date) -> dict[Side, Deliberation]:
    """A sealed act of each council: how one comes to be is another journey."""
    found = {}
    for side in PLACES:
        sitting = make_sitting(place(side), held_on=day, dispatched_on=dispatched_on)
        found[side] = make_sealed(sitting, title=title, **AUTHORISED)
    return found


def tie_votes(page: Page, people, address: str, title: str) -> None:
    """Each clerk ties the act of their own council."""
    for who in CLERKS.values():
        comes(page, people, who, address)
        wanted = page.get_by_label(re.compile("^La délibération qui approuve"))
        option = wanted.locator("option", has_text=title)
        wanted.select_option(value=option.get_attribute("value"))
        press(page, "Rattacher ce vote")


def open_signature_once_enforceable(page: Page, people, address: str, acts: dict[Side, Deliberation]) -> None:
    """Nothing is signed before both acts were received by the State and published."""
    for act in acts.values():
        comes(page, people, EPCI_MANAGER, address)
        press(page, "Ouvrir la signature")
        says(page, "La signature attend")
        expect(page.get_by_role("button", name="Enregistrer la signature et sceller")).to_have_count(0)
        transmit(act, act.sitting.held_on + timedelta(days=3))
        publish_act(act, act.sitting.held_on + timedelta(days=4))
    comes(page, people, EPCI_MANAGER, address)
    press(page, "Ouvrir la signature")


def sign(page: Page, day: str, *, scan: bytes = b"") -> None:
    link(page, "Enregistrer la signature")
    fill(page, signed_on=day, place="Ambreville", copies_count="2")
    if scan:
        page.locator("[name=scan]").set_input_files({**SCAN, "buffer": scan})
    press(page, "Enregistrer la signature et sceller")
    says(page, "Code")


def amend(page: Page, people) -> str:
    """Take in a commune by an amendment, written by the project lead; give its page."""
    comes(page, people, LEAD, f"/mes-contrats/{SLUG}/")
    link(page, "Nouvel avenant")
    fill(page, title="Accueillir Rivesombre", why="La commune a rejoint l’agglomération.")
    press(page, "Ouvrir l’avenant")
    address = page.url
    link(page, "Ajouter une modification")
    link(page, "Ajouter une commune")
    check_accessible(page)
    fill(page, name="Rivesombre", code="00013", population="560")
    press(page, "Écrire la modification")
    says(page, "Ajouter la commune « Rivesombre »".replace("« ", "«\u202f").replace(" »", "\u202f»"))
    comes(page, people, EPCI_MANAGER, address)
    press(page, "Soumettre au vote")
    return address


def read_on(page: Page, day: str) -> None:
    """Read the consolidated contract on a day, as anyone does."""
    page.get_by_label("Le contrat tel qu’il se lit le").fill(day)
    press(page, "Lire à cette date")


def test_a_contract_from_its_first_word_to_its_amendment(page, people):
    load_fictitious_space(at=AT)
    draw_up(page, people)
    agree(page, people)
    home = f"/mes-contrats/{SLUG}/"
    acts = acts_of("Le contrat des bourgs", date(2024, 2, 1), date(2024, 1, 10))
    tie_votes(page, people, home, "Le contrat des bourgs")
    open_signature_once_enforceable(page, people, home, acts)
    sign(page, "01/03/2024", scan=b"%PDF-1.7\n%%EOF\n")
    says(page, "contrat signé.pdf")
    check_accessible(page)
    assert SignedCopy.objects.get().signing.contract == contract()

    address = amend(page, people)
    acts = acts_of("L’avenant des bourgs", date(2024, 3, 12), date(2024, 2, 28))
    tie_votes(page, people, address, "L’avenant des bourgs")
    open_signature_once_enforceable(page, people, address, acts)
    sign(page, "03/06/2024")

    page.context.clear_cookies()
    page.goto(f"/contrats/{SLUG}/")
    link(page, "le contrat consolidé")
    says(page, "Rivesombre")
    read_on(page, "02/06/2024")
    expect(page.locator("main")).not_to_contain_text("Rivesombre")
    says(page, "Aucun avenant n’est en vigueur ce jour-là")
    read_on(page, "03/06/2024")
    says(page, "Rivesombre")
    check_accessible(page)
    assert verify_all() == []
