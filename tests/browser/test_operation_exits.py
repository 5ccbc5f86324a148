"""What goes otherwise than hoped: two writers at once, a vote of nothing, a funder who withdraws."""

from datetime import date

import pytest
from playwright.sync_api import expect

from beffroi.drafting.models import Text, Version
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from browser import road_clerk, road_funder, road_vote
from browser.cast import Cast, is_refused, make_stage, press, says
from browser.checks import check_accessible
from browser.personas import AGENT, EPCI_MANAGER, HEAD, LEAD
from browser.road_made import address_of, bring_to
from schemes.factories import make_scheme

pytestmark = pytest.mark.django_db(transaction=True)
OURS, THEIRS = "Un guichet près de la gare.", "Un guichet près de la mairie."


@pytest.fixture(autouse=True)
def in_june(time_machine):
    """Live in June 2024, so that no date of the road depends on the day of the test."""
    time_machine.move_to("2024-06-03 08:00:00+00:00")


@pytest.fixture
def cast(open_page, people) -> Cast:
    """The people of the demonstration, each in a browser of their own."""
    return Cast(open_page, people)


@pytest.fixture
def contract(people):
    """A contract between their authorities; the département has a fund, and no ordinary scheme."""
    made = make_stage()
    make_scheme(organisation=made.parties.get(side="departement").organisation, kind="fund", name="Fonds")
    return made


def test_a_fiche_written_by_both_at_once_loses_no_word(cast, contract):
    address = road_vote.text_address(address_of(bring_to(contract, S.SHEET)))
    written = f"{address}sections/presentation/"
    for who, words in ((AGENT, OURS), (LEAD, THEIRS)):
        cast.at(who, written).get_by_label("Le texte de la section").fill(words)
    first, second = cast.pages[AGENT], cast.pages[LEAD]
    press(first, "Enregistrer la section")
    says(first, "La version 2 est enregistrée.")
    press(second, "Enregistrer la section")
    is_refused(second, "Votre texte n’est pas encore enregistré", "Rien n’est perdu")
    expect(second.get_by_label("Le leur, à reprendre")).to_have_value(OURS)
    expect(second.get_by_label("Ce qui sera enregistré")).to_have_value(THEIRS)
    check_accessible(second)
    second.get_by_label("Ce qui sera enregistré").fill(f"{OURS}\n\n{THEIRS}")
    press(second, "Enregistrer par-dessus la version 2")
    says(cast.at(AGENT, address), OURS, THEIRS)
    kept = Version.objects.filter(text=Text.objects.get()).order_by("number")
    bodies = [one.part("presentation").body for one in kept]
    assert bodies[1:] == [OURS, f"{OURS}\n\n{THEIRS}"]


def test_a_vote_of_nothing_is_told_to_the_owner_with_its_reason(cast, contract, time_machine):
    address = address_of(bring_to(contract, S.REPORT))
    report = road_vote.prepare_report(cast, address, date(2024, 7, 8))
    road_vote.send_report(cast, report)
    time_machine.move_to("2024-07-09 08:00:00+00:00")
    cast.sign_in_again()
    page = road_clerk.at_the_vote(cast, report)
    road_clerk.vote(page, "0")
    road_clerk.seal(page)
    page = cast.at(LEAD, address)
    says(page, "L’opération est refusée", "Motif : Délibération", "À personne", "0 € votés")
    check_accessible(page)
    says(cast.at(AGENT, address), "L’opération est refusée")
    found = Operation.objects.get()
    assert (found.stage, found.voted_amount) == (S.REFUSED, 0)
    assert cast.status("", f"/operations-votees/{contract.slug}/{found.number}/") == 404


def test_a_funder_who_withdraws_reopens_the_plan_until_it_is_mended(cast, contract):
    operation = bring_to(contract, S.COUNTERSIGN)
    address = address_of(operation)
    road_funder.the_state_withdraws(cast, address)
    says(cast.at(HEAD, address), "Au maître d’ouvrage", "équilibrer de nouveau le plan de financement")
    road_funder.mend_the_plan(cast, address)
    road_funder.route_again(cast, address)
    # What the département had approved fell with the new amounts.
    says(cast.at(HEAD, road_vote.text_address(address)), "1 accord tombé")
    road_vote.agree(cast, HEAD, address, 2)
    road_vote.agree(cast, EPCI_MANAGER, address, 2)
    assert Operation.objects.get().stage is S.REPORT
