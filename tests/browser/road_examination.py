"""The road of an operation, its second part: coherence, ordinary schemes, where its money comes from."""

from playwright.sync_api import Page, expect

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from browser.cast import Cast, fill, is_refused, link, named, press, says
from browser.checks import check_accessible
from browser.personas import AGENT
from schemes.factories import make_rules, make_scheme

SETTLE_COHERENCE = "Enregistrer et arrêter l’avis de cohérence"
SETTLE_SCHEMES = "Enregistrer et arrêter l’examen"
LATE_SCHEME = "Aide aux guichets (essai)"


def subjects(page: Page) -> list[str]:
    """The names of what is to be answered, in the order of the page."""
    found = page.locator("main select[name^='verdict-']").evaluate_all("all => all.map(one => one.name)")
    return [one.removeprefix("verdict-") for one in found]


def examine_coherence(cast: Cast, address: str) -> None:
    """Answer each question; one left out keeps the advice open, and « sans objet » must say why."""
    page = cast.at(AGENT, address)
    link(page, "Examiner la cohérence")
    keys = subjects(page)
    for key in keys[:-1]:
        fill(page, **{f"verdict-{key}": "yes"})
    press(page, SETTLE_COHERENCE)
    says(page, "Les réponses sont enregistrées, mais l’examen n’est pas arrêté", "1 question sans réponse.")
    fill(page, **{f"verdict-{keys[-1]}": "not_applicable"})
    press(page, SETTLE_COHERENCE)
    is_refused(page, "cette réponse demande un motif.")
    fill(page, **{f"reason-{keys[-1]}": "Cet engagement se tient entre les deux institutions."})
    press(page, SETTLE_COHERENCE)
    says(page, "L’examen est arrêté.", "Étape 5 sur 8")


def examine_schemes(cast: Cast, address: str) -> None:
    """Conclude on each ordinary scheme: the fund is not offered before each has its reason."""
    page = cast.at(AGENT, f"{address}orientation/")
    expect(page.get_by_role("button", name="Décider l’orientation")).to_have_count(0)
    page.goto(address)
    link(page, "Examiner le droit commun")
    keys = subjects(page)
    for key in keys[:-1]:
        fill(page, **{f"verdict-{key}": "not_suited", f"reason-{key}": "Il ne couvre pas un guichet."})
    press(page, SETTLE_SCHEMES)
    says(page, "l’examen n’est pas arrêté", "1 dispositif sans conclusion.")
    fill(page, **{f"verdict-{keys[-1]}": "not_eligible"})
    press(page, SETTLE_SCHEMES)
    is_refused(page, "cette réponse demande un motif.")
    fill(page, **{f"reason-{keys[-1]}": "Le maître d’ouvrage est trop peuplé."})
    press(page, SETTLE_SCHEMES)
    says(page, "L’examen est arrêté.", "Étape 6 sur 8")


def route_to_the_fund(cast: Cast, contract: Contract, address: str) -> None:
    """A scheme opened meanwhile stops the fund until it has its reason; then the fund is chosen."""
    place = contract.parties.get(side=Side.DEPARTEMENT).organisation
    make_rules(make_scheme(organisation=place, slug="guichets-essai", name=LATE_SCHEME))
    page = cast.at(AGENT, f"{address}orientation/")
    says(page, f"« {LATE_SCHEME} » attend sa conclusion et son motif.")
    choose_the_fund(page)
    is_refused(page, f"« {LATE_SCHEME} » attend sa conclusion et son motif.")
    page.goto(address)
    page.locator("#mouvement-back_to_schemes summary").click()
    page.get_by_label("Motif").and_(page.locator("#motif-back_to_schemes")).fill("Une aide s’est ouverte.")
    press(page, "Revenir au droit commun")
    link(page, "Examiner le droit commun")
    key = next(one for one in subjects(page) if not named(page, f"verdict-{one}").input_value())
    fill(page, **{f"verdict-{key}": "exhausted", f"reason-{key}": "Ses crédits sont engagés."})
    press(page, SETTLE_SCHEMES)
    page.goto(f"{address}orientation/")
    choose_the_fund(page)
    says(page, "L’orientation est décidée.", "Étape 7 sur 8")
    check_accessible(page)


def choose_the_fund(page: Page) -> None:
    """Ask for the fund's money, as the form offers it."""
    fill(page, route="fund", proposed_amount="120000", reason="Aucun dispositif ordinaire ne convient.")
    named(page, "fund").select_option(label="Fonds d’innovation territoriale")
    press(page, "Décider l’orientation")
