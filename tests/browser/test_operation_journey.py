"""The whole road of an operation by its real actors, each in a browser of their own: one chain."""

from datetime import date

import pytest
from playwright.sync_api import expect

from beffroi.contracts.models import Contract
from beffroi.core.seals.verification import verify_all
from beffroi.demo.spaces import with_schemes
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from browser import road_clerk, road_engineering, road_examination, road_file, road_vote
from browser.cast import CONTRACT, Cast, make_stage, says
from browser.checks import check_accessible
from browser.personas import LEAD, OF_A_COMMUNE

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = f"/operations-votees/{CONTRACT}/1/"
SITS_ON, RECEIVED_ON, PUBLISHED_ON = date(2024, 7, 8), date(2024, 7, 10), date(2024, 7, 12)


@pytest.fixture(autouse=True)
def in_june(time_machine):
    """Live in June 2024, so that no date of the road depends on the day of the test."""
    time_machine.move_to("2024-06-03 08:00:00+00:00")


@pytest.fixture
def cast(open_page, people) -> Cast:
    """The people of the demonstration, each in a browser of their own."""
    return Cast(open_page, people)


@pytest.fixture
def contract(people) -> Contract:
    """A contract between their authorities, and the aids of the invented département."""
    return with_schemes(make_stage(), "val-clair")


def is_at(state: S) -> None:
    """The only operation stands there."""
    assert Operation.objects.get().stage is state


def to_the_file(cast: Cast) -> str:
    """From the idea to the file handed in; give the address of the operation."""
    address = road_file.propose(cast)
    road_engineering.be_helped(cast, address)
    is_at(S.FILE)
    road_file.hand_in(cast, address)
    is_at(S.COHERENCE)
    return address


def to_the_report(cast: Cast, contract: Contract, address: str) -> str:
    """From the file handed in to the report sent to the committee; give the address of the report."""
    road_examination.examine_coherence(cast, address)
    road_examination.examine_schemes(cast, address)
    road_examination.route_to_the_fund(cast, contract, address)
    is_at(S.SHEET)
    road_vote.write_the_fiche(cast, address)
    is_at(S.REPORT)
    report = road_vote.prepare_report(cast, address, SITS_ON)
    road_vote.send_report(cast, report)
    is_at(S.AGENDA)
    return report


def to_the_vote(cast: Cast, report: str) -> None:
    """The sitting is recorded, then the vote; the act is sealed once it is complete."""
    road_clerk.record_the_sitting(cast, SITS_ON)
    page = road_clerk.vote_too_much(cast, report)
    road_clerk.vote(page, "120000")
    is_at(S.AGENDA)
    road_clerk.seal_once_complete(page)
    is_at(S.VOTED)


def read_once_voted(cast: Cast, address: str) -> None:
    """Each reads what they may, and the public nothing before the act is published."""
    page = cast.at(LEAD, address)
    says(page, "Étape 8 sur 8", "aide votée", "120 000 € votés")
    check_accessible(page)
    page = cast.at(OF_A_COMMUNE, address)
    says(page, road_file.TITLE, "aide votée")
    expect(page.locator("main")).not_to_contain_text("près de la gare")
    assert cast.status("", PUBLIC) == 404


def read_once_published(cast: Cast, address: str) -> None:
    """The page of the operation, for its owner and for all, leads to the act in the public register."""
    for who, where in ((LEAD, address), ("", PUBLIC)):
        page = cast.at(who, where)
        says(page, road_file.TITLE, "120 000 €")
        road_clerk.read_in_the_register(page, "120 000 €")


def test_an_operation_from_its_idea_to_its_act_in_the_register(cast, contract, time_machine):
    road_clerk.open_the_committee(cast)
    address = to_the_file(cast)
    report = to_the_report(cast, contract, address)
    time_machine.move_to("2024-07-09 08:00:00+00:00")
    cast.sign_in_again()
    to_the_vote(cast, report)
    read_once_voted(cast, address)
    time_machine.move_to("2024-07-12 08:00:00+00:00")
    cast.sign_in_again()
    road_clerk.transmit(cast, report, RECEIVED_ON)
    road_clerk.publish(cast, PUBLISHED_ON)
    read_once_published(cast, address)
    # The contract of the stage was made to run without its own votes: nothing of it is sealed.
    assert [one for one in verify_all() if one.chain != "contract"] == []
