"""The road of an operation, its second step: help asked by the owner, given to a partner, who signs it."""

from browser.cast import Cast, fill, is_refused, link, named, press, says, take_up
from browser.checks import check_accessible
from browser.personas import AGENT, LEAD, PARTNER

QUESTION = "Combien coûtera-t-il chaque année, une fois ouvert ?"
OPINION = "Deux permanences coûtent environ quatorze mille euros par an."
RETURN = "Rendre l’avis d’ingénierie"


def be_helped(cast: Cast, address: str) -> None:
    """From the question to the signed opinion, with which the file opens."""
    ask(cast, address)
    give_to_the_partner(cast, address)
    answer(cast)
    return_advice(cast, address)


def ask(cast: Cast, address: str) -> None:
    """The owner asks; a question that says nothing is refused."""
    page = cast.at(LEAD, address)
    link(page, "Demander l’ingénierie")
    press(page, "Envoyer la demande")
    is_refused(page, "Dites ce que vous demandez.")
    fill(page, question=QUESTION)
    press(page, "Envoyer la demande")
    says(page, "Étape 2 sur 8", "Au Département : rendre l’avis d’ingénierie")


def give_to_the_partner(cast: Cast, address: str) -> None:
    """The département gives the question away; until it is answered no advice is returned."""
    page = cast.at(AGENT, address)
    press(page, RETURN)
    is_refused(page, "Une demande qui n’est confiée à personne attend son avis.")
    link(page, "Confier la demande")
    press(page, "Confier")
    is_refused(page, "Choisissez à qui confier la demande.")
    named(page, "partner").select_option(label="CAUE de l’Ambre")
    fill(page, due_on="17/06/2024")
    press(page, "Confier")
    press(page, RETURN)
    is_refused(page, "Une demande confiée à CAUE de l’Ambre attend son avis.")


def answer(cast: Cast) -> None:
    """The partner finds the question among what they have to do, and signs an opinion."""
    page = cast.page_of(PARTNER)
    take_up(page, "Répondre")
    link(page, "Rendre l’avis")
    press(page, "Signer cet avis")
    is_refused(page, "Un avis dit quelque chose.")
    fill(page, body=OPINION, operating_cost_amount="14000")
    press(page, "Signer cet avis")
    says(page, "Avis, version 1", OPINION)


def return_advice(cast: Cast, address: str) -> None:
    """With its answer, the advice returns to the owner, who reads it and has the turn."""
    press(cast.at(AGENT, address), RETURN)
    page = cast.at(LEAD, address)
    says(page, "Étape 3 sur 8", "Avis signé", OPINION)
    check_accessible(page)
