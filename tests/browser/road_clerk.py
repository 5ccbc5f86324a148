"""The road of an operation, its end: the sitting, the vote, the act sealed, received and published."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from beffroi.law import AssemblyKind
from browser.cast import Cast, fill, is_refused, link, named, press, says, take_up
from browser.checks import check_accessible, follow
from browser.personas import COUNTY_CLERK
from browser.road_vote import TITLE, report_of
from operations.voting import sitting_of

NUMBER = "2024-7"
PLACE = "salle de la commission permanente"
SEATS = 5
# Three say yes, two abstain: five are there or represented.
COUNTS = {"votes_for": "3", "votes_against": "0", "abstentions": "2"}


def open_the_committee(cast: Cast) -> None:
    """From an empty list of sittings, the clerk opens the committee, then fills its seats."""
    page = cast.at(COUNTY_CLERK, "/seances/")
    says(page, "Votre organisation n’a pas d’assemblée.")
    link(page, "Ajouter une assemblée")
    fill(page, name="Commission permanente", seats="501")
    press(page, "Enregistrer l’assemblée")
    is_refused(page, "À renseigner.")
    fill(page, kind=AssemblyKind.STANDING_COMMITTEE.value)
    press(page, "Enregistrer l’assemblée")
    is_refused(page, "Une assemblée a 500 sièges au plus.")
    fill(page, seats=str(SEATS))
    press(page, "Enregistrer l’assemblée")
    says(page, "L’assemblée est enregistrée. Ajoutez maintenant ses membres.", "0 sièges pourvus sur 5")
    for number in range(1, SEATS + 1):
        link(page, "Ajouter un membre")
        fill(page, surname=f"MEMBRE{number:03}", first_name="Camille", starts_on="01/07/2021")
        named(page, "seat").select_option(index=number)
        press(page, "Enregistrer")
    says(page, "5 sièges pourvus sur 5")
    check_accessible(page)


def record_the_sitting(cast: Cast, held_on: date) -> None:
    """From what they have to do, the clerk meets the sitting that lacks, and records it."""
    page = cast.page_of(COUNTY_CLERK)
    take_up(page, "Ouvrir le rapport")
    link(page, "Enregistrer le vote")
    says(page, "Aucune séance de cette assemblée n’est enregistrée depuis l’envoi du rapport.")
    link(page, "Enregistrer la séance")
    press(page, "Enregistrer la séance")
    is_refused(page, "À renseigner.")
    fill(page, held_on=f"{held_on:%d/%m/%Y}", held_at="18:30", place=PLACE, dispatched_on="18/06/2024")
    fill(page, chair="MEMBRE001 Camille", secretary="Personne")
    press(page, "Enregistrer la séance")
    is_refused(page, "« Personne » n’est pas un membre connu")
    fill(page, secretary="MEMBRE002 Camille")
    press(page, "Enregistrer la séance")
    says(page, "La séance est enregistrée. Remplissez maintenant la feuille de présence.")


def vote_too_much(cast: Cast, report: str) -> Page:
    """More than the fiche proposes is refused, and what was typed stays; the sitting is the only one."""
    page = cast.at(COUNTY_CLERK, report)
    link(page, "Enregistrer le vote")
    expect(named(page, "sitting").locator("option:checked")).to_contain_text("08/07/2024")
    fill(page, outcome="adopted", **COUNTS)
    page.locator("main [name^='amount_']").fill("130000")
    press(page, "Ouvrir la délibération")
    is_refused(page, "une aide supérieure demande une nouvelle fiche.")
    expect(named(page, "abstentions")).to_have_value("2")
    return page


def vote(page: Page, amount: str) -> None:
    """Write what was voted: the deliberation of the report opens."""
    page.locator("main [name^='amount_']").fill(amount)
    press(page, "Ouvrir la délibération")
    says(page, "La délibération est ouverte : relisez-la, puis scellez-la.")


def seal_once_complete(page: Page) -> None:
    """Neither number nor attendance: each is named, then cleared from where it is named; then seal."""
    says(page, "La délibération n’a pas de numéro.", "La feuille de présence est vide.")
    link(page, "Compléter la délibération")
    fill(page, number=NUMBER)
    press(page, "Enregistrer la délibération")
    expect(page.locator("main")).not_to_contain_text("La délibération n’a pas de numéro.")
    link(page, "Remplir la feuille")
    fill_the_sheet(page)
    link(page, TITLE)
    seal(page)
    check_accessible(page)


def fill_the_sheet(page: Page) -> None:
    """Everyone is there but one, whose proxy must be told."""
    link(page, "Marquer tout le monde présent")
    page.get_by_label("Présence de MEMBRE003 Camille").select_option(label="représenté")
    press(page, "Enregistrer la feuille")
    is_refused(page, "Représenté : par qui ?")
    page.get_by_label("Procuration de MEMBRE003 Camille à").fill("MEMBRE004 Camille")
    press(page, "Enregistrer la feuille")
    says(page, "La feuille de présence est enregistrée.")


def seal(page: Page) -> None:
    """From the page of an act, seal it."""
    link(page, "Sceller la délibération")
    press(page, "Sceller")
    says(page, "La délibération est scellée. Code de vérification")


def transmit(cast: Cast, report: str, received_on: date) -> None:
    """From the report, record that the State received the act: not before it did."""
    page = cast.at(COUNTY_CLERK, report)
    link(page, f"{NUMBER} {TITLE}")
    link(page, "Enregistrer la transmission")
    fill(page, happened_on=f"{received_on:%d/%m/%Y}", received_on="12/07/2025")
    press(page, "Enregistrer")
    is_refused(page, "Un événement à venir ne s’enregistre pas")
    fill(page, received_on=f"{received_on:%d/%m/%Y}")
    press(page, "Enregistrer")
    says(page, "C’est enregistré et scellé : transmission")


def publish(cast: Cast, published_on: date) -> None:
    """Publish under the name and the capacity of the act's author, which the law asks for; then notify."""
    page, day = cast.pages[COUNTY_CLERK], f"{published_on:%d/%m/%Y}"
    link(page, "Publier")
    fill(page, happened_on=day)
    press(page, "Publier")
    is_refused(page, "À renseigner.")
    fill(page, author_capacity="président")
    press(page, "Publier")
    says(page, "L’acte est publié.")
    link(page, "Enregistrer la notification")
    fill(page, happened_on=day, received_on=day)
    press(page, "Enregistrer")
    says(page, "Exécutoire depuis le")
    check_accessible(page)


def read_in_the_register(page: Page, amount: str) -> None:
    """From the page of the operation, read the act in the public register."""
    follow(page, page.locator("main").get_by_role("link", name=re.compile(f"^Délibération n° {NUMBER}")))
    says(page, TITLE, amount, "12 juillet 2024")
    assert "/registre/" in page.url


def at_the_vote(cast: Cast, report: str) -> Page:
    """Bring the clerk to the vote of a report whose sitting was played elsewhere."""
    sitting_of(report_of(report), report_of(report).planned_on)
    page = cast.at(COUNTY_CLERK, report)
    link(page, "Enregistrer le vote")
    fill(page, number=NUMBER, outcome="adopted", **{**COUNTS, "abstentions": "0"})
    return page
