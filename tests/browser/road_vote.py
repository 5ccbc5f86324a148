"""The road of an operation, before its vote: the fiche of both authorities, the report, sent."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from beffroi.operations.models import Operation, Report
from beffroi.operations.sheets import current_sheet
from browser.cast import Cast, fill, is_refused, link, named, press, says
from browser.checks import check_accessible, follow
from browser.personas import AGENT, EPCI_MANAGER, HEAD, LEAD
from operations.voting import committee_of

WRITE = "Écrire et approuver la fiche"
DELEGATION = "Délibération n° 12 du 1er juillet 2021"
TITLE = "Fonds d’innovation : attributions"


def text_address(address: str) -> str:
    """The address of the text of the fiche of the operation at an address."""
    operation = Operation.objects.get(pk=int(address.rstrip("/").rsplit("/", 1)[-1]))
    sheet = current_sheet(operation)
    assert sheet
    return f"/textes/{sheet.text_id}/"


def write_section(page: Page, title: str, body: str) -> None:
    """From the text, write one of its sections."""
    follow(page, page.get_by_role("link", name=re.compile(f"^Modifier « {title} »$".replace(" ", r"\s"))))
    page.get_by_label("Le texte de la section").fill(body)
    press(page, "Enregistrer la section")


def agree(cast: Cast, who: str, address: str, version: int) -> None:
    """Come to the fiche from the operation, and agree to its latest version."""
    page = cast.at(who, address)
    link(page, "Ouvrir la fiche")
    link(page, WRITE)
    press(page, f"Donner l’accord à la version {version}")


def write_the_fiche(cast: Cast, address: str) -> None:
    """Both write; an edit voids the agreement that was given; both then agree to the same version."""
    page = cast.at(AGENT, address)
    link(page, "Ouvrir la fiche")
    link(page, WRITE)
    expect(page.get_by_role("button", name=re.compile("^Donner l’accord"))).to_have_count(0)
    write_section(page, "Les conditions de versement", "Une avance de 30 %, puis le solde.")
    agree(cast, HEAD, address, 2)
    says(cast.at(EPCI_MANAGER, address), "À l’intercommunalité : approuver la fiche opération")
    page = cast.at(LEAD, text_address(address))
    write_section(page, "L’opération", "Un guichet, deux permanences, **près de la gare**.")
    says(page, "1 accord tombé")
    says(cast.at(HEAD, address), "Au Département : écrire et approuver la fiche opération")
    agree(cast, HEAD, address, 3)
    agree(cast, EPCI_MANAGER, address, 3)
    page = cast.at(AGENT, address)
    says(page, "Étape 8 sur 8", "Au Département : préparer le rapport à l’assemblée")
    check_accessible(page)


def prepare_report(cast: Cast, address: str, planned_on: date) -> str:
    """Draw the report up from the operation; without its operation and its delegation it does not leave."""
    operation = Operation.objects.get(pk=int(address.rstrip("/").rsplit("/", 1)[-1]))
    council = committee_of(operation.contract)
    page = cast.at(AGENT, address)
    link(page, "Inscrire à une séance")
    fill(page, planned_on=f"{planned_on:%d/%m/%Y}", title=TITLE)
    expect(named(page, "contract")).to_have_value(str(operation.contract_id))
    named(page, "assembly").select_option(value=str(council.pk))
    press(page, "Enregistrer")
    press(page, "Envoyer le rapport")
    is_refused(page, "Le rapport ne porte sur aucune opération.", "elle n’est pas citée")
    expect(named(page, "operation")).to_have_value(str(operation.pk))
    press(page, "Ajouter au rapport")
    link(page, "Modifier l’en-tête du rapport")
    fill(page, delegation=DELEGATION)
    press(page, "Enregistrer")
    return page.url


def send_report(cast: Cast, report: str) -> None:
    """Send the report: its fiche is sealed, and its clerk has the turn."""
    page = cast.at(AGENT, report)
    press(page, "Envoyer le rapport")
    says(page, "État des subventions")
    expect(page.get_by_role("link", name="Enregistrer le vote")).to_have_count(0)


def report_of(address: str) -> Report:
    """The report at an address."""
    return Report.objects.get(pk=int(address.rstrip("/").rsplit("/", 1)[-1]))
