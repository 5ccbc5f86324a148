"""A funder withdraws: the plan is opened again, tested again, mended, and the operation goes on."""

from playwright.sync_api import expect

from browser.cast import Cast, fill, is_refused, link, named, press, says
from browser.checks import check_accessible
from browser.personas import AGENT, LEAD

WHY = "L’État a épuisé sa dotation."


def the_state_withdraws(cast: Cast, address: str) -> None:
    """The owner notes it, with its reason: the page says that the plan is open, and for whom to close it."""
    page = cast.at(LEAD, f"{address}plan/")
    link(page, "Il se retire ou réduit : État")
    press(page, "Rouvrir le plan")
    is_refused(page, "0 s’il se retire", "Dites pourquoi le financeur se retire ou réduit.")
    fill(page, amount="0", reason=WHY)
    press(page, "Rouvrir le plan")
    says(page, "le plan est rouvert, équilibrez-le de nouveau.", "il manque 100 000 €")
    page.goto(address)
    says(page, "équilibrer de nouveau le plan de financement", "il manque 100 000 €", WHY)
    check_accessible(page)


def mend_the_plan(cast: Cast, address: str) -> None:
    """The tests run again on what is typed: too small an own share is told, then the plan balances."""
    page = cast.at(LEAD, f"{address}plan/")
    press(page, "Arrêter le plan équilibré")
    is_refused(page, "il manque 100 000 €")
    fill(page, **{"line-0-asked_amount": "260000", "line-2-asked_amount": "40000"})
    press(page, "Enregistrer le plan")
    says(page, "Non respecté", "Équilibré au centime")
    fill(page, **{"line-0-asked_amount": "150000", "line-2-asked_amount": "150000"})
    press(page, "Enregistrer le plan")
    says(page, "Respecté", "Équilibré au centime")
    press(page, "Arrêter le plan équilibré")
    says(page, "Le plan de financement est arrêté.")


def route_again(cast: Cast, address: str) -> None:
    """The département routes again what now stands in the plan: a new fiche, that nobody agreed to."""
    page = cast.at(AGENT, address)
    says(page, "Au Département : orienter vers un financement")
    link(page, "Voir et décider l’orientation")
    fill(page, route="fund", proposed_amount="150000", reason="L’État s’est retiré.")
    named(page, "fund").select_option(label="Fonds")
    press(page, "Décider l’orientation")
    says(page, "Étape 7 sur 8")
    link(page, "Ouvrir la fiche")
    expect(page.get_by_text("Accord attendu")).to_have_count(2)
    check_accessible(page)
