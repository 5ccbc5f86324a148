"""The whole road of an operation by its real actors, each in a browser of their own.

One test for each part of the road; the next begins where the real actions leave the one before.
"""

from datetime import date

import pytest
from playwright.sync_api import expect

from beffroi.core.seals.verification import verify_all
from beffroi.demo.spaces import with_schemes
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from browser import road_examination, road_file, road_vote
from browser.cast import CONTRACT, LEAD, OF_A_COMMUNE, Cast, make_stage, says
from browser.checks import check_accessible
from browser.road_made import address_of, bring_to

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = f"/operations-votees/{CONTRACT}/1/"


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
    """A contract between their authorities, with the aids of the invented département."""
    return with_schemes(make_stage(), "val-clair")


def stage_of_the_only_one() -> S:
    return Operation.objects.get().stage


def test_an_idea_becomes_a_file_that_is_handed_in(cast, contract):
    road_file.hand_in(cast)
    assert stage_of_the_only_one() is S.COHERENCE


def test_a_file_is_examined_then_sent_to_the_fund(cast, contract):
    address = address_of(bring_to(contract, S.COHERENCE))
    road_examination.examine_coherence(cast, address)
    road_examination.examine_schemes(cast, address)
    road_examination.route_to_the_fund(cast, contract, address)
    assert stage_of_the_only_one() is S.SHEET


def test_a_fiche_is_agreed_by_both_on_the_same_version(cast, contract):
    road_vote.write_the_fiche(cast, address_of(bring_to(contract, S.SHEET)))
    assert stage_of_the_only_one() is S.REPORT


def test_a_report_is_sent_and_its_vote_shown_to_each(cast, contract, time_machine):
    address = address_of(bring_to(contract, S.REPORT))
    report = road_vote.prepare_report(cast, address, date(2024, 7, 8))
    road_vote.send_report(cast, report)
    time_machine.move_to("2024-07-09 08:00:00+00:00")
    cast.sign_in_again()
    page, _sitting = road_vote.open_the_vote(cast, report)
    road_vote.propose_too_much(page, "130000")
    road_vote.vote(page, "120000")
    page = cast.at(LEAD, address)
    says(page, "Étape 8 sur 8", "aide votée", "120 000 € votés")
    check_accessible(page)
    page = cast.at(OF_A_COMMUNE, address)
    says(page, road_file.TITLE, "aide votée")
    expect(page.locator("main")).not_to_contain_text("près de la gare")
    assert cast.status("", PUBLIC) == 404
    time_machine.move_to("2024-07-12 08:00:00+00:00")
    road_vote.make_public(report)
    says(cast.at("", PUBLIC), road_file.TITLE, "Aide votée par le Département", "120 000 €")
    assert stage_of_the_only_one() is S.VOTED
    # The contract of the stage was made to run without its own votes: nothing of it is sealed.
    assert [one for one in verify_all() if one.chain != "contract"] == []
