"""The road of an operation, its first steps: an idea, its file by sections, handed in once nothing lacks."""

from playwright.sync_api import Page, expect

from browser.cast import Cast, fill, holds, is_refused, link, named, press, says
from browser.checks import check_accessible, follow
from browser.personas import AGENT, LEAD
from files.factories import PDF

TITLE = "Maison de services du bourg"
ESTIMATE = {"name": "devis.pdf", "mimeType": "application/pdf", "buffer": PDF}
COST, ASKED, STATE, SHORT, OWN = "300000", "120000", "100000", "50000", "80000"


def propose(cast: Cast) -> str:
    """Write an idea down: a title is asked for, and nobody else reads it; give its address."""
    page = cast.at(LEAD, "/operations/")
    link(page, "Proposer une opération")
    fill(page, summary="Un guichet, deux permanences.")
    press(page, "Enregistrer l’idée")
    is_refused(page, "Donnez un titre à l’opération.", "Choisissez l’axe du contrat")
    holds(page, "summary", "Un guichet, deux permanences.")
    fill(page, title=TITLE)
    named(page, "axis").select_option(label="Axe 1 : Rapprocher les services")
    press(page, "Enregistrer l’idée")
    says(page, "L’idée est enregistrée.", "Étape 1 sur 8")
    address = page.url
    assert cast.status(AGENT, address) == 404
    return address


def hand_in_too_early(cast: Cast, address: str) -> None:
    """Hand the file in at once: everything that lacks is named."""
    page = cast.at(LEAD, address)
    press(page, "Déposer le dossier")
    is_refused(
        page,
        "La description de l’opération manque.",
        "La nature de l’opération n’est pas choisie.",
        "Aucune commune concernée n’est choisie.",
        "Le début prévu de l’opération manque.",
        "Ni public cible, ni « aucun », n’est choisi.",
        "La question des aides d’État attend sa réponse.",
        "Le plan de financement n’a aucun coût.",
    )


def write_sections(page: Page) -> None:
    """Follow the first blocker to its section, then go on from section to section."""
    follow(page, page.locator("#erreurs").get_by_role("link", name="Compléter la présentation").first)
    fill(page, description="Un guichet de plus, **près de la gare**.", kind="building")
    press(page, "Enregistrer et continuer")
    page.get_by_label("Roncevent").check()
    press(page, "Enregistrer et continuer")
    fill(page, starts_on="01/09/2025", ends_on="01/03/2025")
    press(page, "Enregistrer et continuer")
    is_refused(page, "La fin ne peut pas précéder le début.")
    holds(page, "starts_on", "01/09/2025")
    fill(page, ends_on="30/06/2026")
    press(page, "Enregistrer et continuer")
    page.get_by_label("collégiens").check()
    press(page, "Enregistrer et continuer")
    fill(page, state_aid="not_economic", state_aid_note="Le service est gratuit.")
    press(page, "Enregistrer et continuer")
    fill(page, **{"year-0": "2026", "cost-0": "18000", "revenue-0": "4000"})
    press(page, "Enregistrer")


def write_plan(page: Page, address: str) -> None:
    """Write a plan that does not balance, be told of it, then one that does."""
    page.goto(f"{address}plan/")
    rows = (("Département de l’Ambre", "departement", ASKED), ("État", "state", STATE), ("", "own", SHORT))
    fill(page, **{"cost-0-label": "Travaux", "cost-0-amount": COST})
    for rank, (funder, kind, amount) in enumerate(rows):
        typed = {"funder": funder, "kind": kind, "asked_amount": amount, "state": "asked"}
        fill(page, **{f"line-{rank}-{name}": value for name, value in typed.items()})
    press(page, "Enregistrer le plan")
    is_refused(page, "Nommez ce financeur.")
    holds(page, "line-2-asked_amount", SHORT)
    fill(page, **{"line-2-funder": "Val-Clair"})
    press(page, "Enregistrer le plan")
    says(page, "Le plan n’est pas équilibré", "il manque 30 000 €")
    press(page, "Arrêter le plan")
    is_refused(page, "il manque 30 000 €")
    fill(page, **{"line-2-asked_amount": OWN})
    press(page, "Enregistrer le plan")
    says(page, "Équilibré au centime, pas encore arrêté.")
    press(page, "Arrêter le plan")
    says(page, "Le plan de financement est arrêté.")


def join_the_piece(page: Page, address: str) -> None:
    """The piece that the contract asks for lacks: it is named, no file is refused, a file is taken."""
    page.goto(address)
    press(page, "Déposer le dossier")
    is_refused(page, "La pièce « Devis » manque.")
    assert page.locator("#erreurs li").count() == 1
    link(page, "Déposer : Devis")
    press(page, "Déposer")
    expect(page.locator("#erreurs")).to_be_visible()
    page.locator("main input[type=file]").set_input_files(ESTIMATE)
    press(page, "Déposer")
    says(page, "La pièce est jointe.")


def hand_in(cast: Cast, address: str) -> None:
    """From the file just opened to the file handed in, which the département then reads."""
    hand_in_too_early(cast, address)
    page = cast.pages[LEAD]
    write_sections(page)
    write_plan(page, address)
    join_the_piece(page, address)
    press(page, "Déposer le dossier")
    says(page, "Étape 4 sur 8", "Au Département : examiner la cohérence avec le contrat")
    check_accessible(page)
