"""The road of an operation, its last part: the fiche of both authorities, the report, the vote."""

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from assemblies.factories import publication_facts
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import Deliberation, Sitting
from beffroi.demo.voices import voice
from beffroi.operations.models import Operation, Report
from beffroi.operations.sheets import current_sheet
from browser.cast import (
    AGENT,
    COUNTY_CLERK,
    EPCI_MANAGER,
    HEAD,
    LEAD,
    Cast,
    fill,
    is_refused,
    link,
    named,
    press,
    says,
)
from browser.checks import check_accessible, follow
from operations.voting import committee_of, sitting_of

WRITE = "Écrire et approuver la fiche"
DELEGATION = "Délibération n° 12 du 1er juillet 2021"


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
    fill(page, planned_on=f"{planned_on:%d/%m/%Y}", title="Fonds d’innovation : attributions")
    named(page, "contract").select_option(value=str(operation.contract_id))
    named(page, "assembly").select_option(value=str(council.pk))
    press(page, "Enregistrer")
    press(page, "Envoyer le rapport")
    is_refused(page, "Le rapport ne porte sur aucune opération.", "elle n’est pas citée")
    named(page, "operation").select_option(label=operation.title)
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


def open_the_vote(cast: Cast, report: str) -> tuple[Page, Sitting]:
    """Bring the clerk to the vote of a report, whose sitting was recorded."""
    sitting = sitting_of(report_of(report), report_of(report).planned_on)
    page = cast.at(COUNTY_CLERK, report)
    link(page, "Enregistrer le vote")
    fill(page, sitting=str(sitting.pk), number="2024-7", outcome="adopted", votes_for="3", votes_against="0")
    fill(page, abstentions="0")
    return page, sitting


def vote(page: Page, amount: str) -> None:
    """Write what was voted, and seal the act that says it."""
    page.locator("main [name^='amount_']").fill(amount)
    press(page, "Ouvrir la délibération")
    says(page, "La délibération est ouverte : relisez-la, puis scellez-la.")
    page.goto(f"/seances/actes/{Deliberation.objects.latest('pk').pk}/sceller/")
    press(page, "Sceller")


def report_of(address: str) -> Report:
    """The report at an address."""
    return Report.objects.get(pk=int(address.rstrip("/").rsplit("/", 1)[-1]))


def propose_too_much(page: Page, amount: str) -> None:
    """More than the fiche proposes is refused, and what was typed stays."""
    page.locator("main [name^='amount_']").fill(amount)
    press(page, "Ouvrir la délibération")
    is_refused(page, "une aide supérieure demande une nouvelle fiche.")
    expect(named(page, "number")).to_have_value("2024-7")


def make_public(report: str) -> None:
    """Have the act received by the State, then published: pages played elsewhere."""
    act, by = report_of(report).deliberation, voice(COUNTY_CLERK)
    assert act
    days = [act.sitting.held_on + timedelta(days=one) for one in (2, 3)]
    received = EventFacts(happened_on=days[0], received_on=days[0])
    record_event(act, EventKind.TRANSMISSION, received, by=by, at=timezone.now())
    publish(act, publication_facts(), happened_on=days[1], by=by, at=timezone.now())
