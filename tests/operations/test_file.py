"""Writing a file section by section, and what forbids to hand it in."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import ContractPiece, ContractSettings, TargetPublic
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.history import lines_of
from beffroi.core.journal.models import JournalEntry
from beffroi.files.models import PieceVersion
from beffroi.files.states import ScanState
from beffroi.operations.actions.file import SectionChanged, edit_section
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.pieces import join_piece, join_version
from beffroi.operations.actions.proposals import may_own, propose_operation
from beffroi.operations.blockers import blockers_for
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import StateAid
from beffroi.operations.models import Operation
from beffroi.operations.sections import BY_SLUG, mark_of, told
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import organisation_of
from files.factories import PNG, upload_of
from operations.factories import AT, make_contract, make_draft, make_operation, owner_of, run
from operations.files import make_asking, make_file, write
from organisations.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 3)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def ready() -> Operation:
    return make_file()


def told_of(verb: str, operation: Operation) -> str:
    operation = Operation.objects.get(pk=operation.pk)
    return " ".join(one.sentence for one in blockers_for(verb, operation, ON))


def sentences(operation: Operation) -> str:
    return told_of("submit", operation)


def test_a_complete_file_is_handed_in_once(ready):
    assert sentences(ready) == ""
    moved = move_operation(ready, "submit", by=CLERK, at=AT)
    assert moved.state == S.COHERENCE
    with pytest.raises(RuleViolation, match="n’est pas possible"):
        move_operation(ready, "submit", by=CLERK, at=AT)


LACKS = {
    "description": ({"description": " "}, "description"),
    "kind": ({"kind": ""}, "nature"),
    "start": ({"starts_on": None}, "début"),
    "end": ({"ends_on": None}, "fin"),
    "publics": ({"has_no_public": False}, "public cible"),
    "state aid": ({"state_aid": StateAid.UNANSWERED}, "aides d’État"),
}


@pytest.mark.parametrize("lack", LACKS)
def test_refused_with_the_name_of_what_is_missing(ready, lack):
    changes, word = LACKS[lack]
    Operation.objects.filter(pk=ready.pk).update(**changes)
    assert word in sentences(ready)
    with pytest.raises(RuleViolation, match=word):
        move_operation(ready, "submit", by=CLERK, at=AT)


def test_refused_without_a_commune(ready):
    ready.communes.clear()
    assert "commune" in sentences(ready)


def test_refused_when_no_year_follows_the_works_of_a_building(ready):
    ready.forecasts.update(year=2025)
    assert "fonctionnement" in sentences(ready)
    Operation.objects.filter(pk=ready.pk).update(kind="environment")
    assert "fonctionnement" not in sentences(ready)


def test_refused_when_the_plan_does_not_balance(ready):
    ready.plan.costs.update(amount=Decimal(1))
    assert blockers_for("submit", ready, ON)


def test_refused_without_a_piece_and_the_clause_that_asks_for_it_is_cited(ready):
    ready.pieces.update(slug="")
    blocker = blockers_for("submit", ready, ON)[0]
    assert "« Devis » manque" in blocker.sentence
    assert blocker.source == "article 4"
    assert blocker.mend.href.endswith("#piece-devis")


def test_a_piece_for_another_kind_of_operation_is_not_asked():
    ready = make_file(make_asking(kinds=["study"]))
    ready.pieces.update(slug="")
    assert sentences(ready) == ""


@pytest.mark.parametrize("scan", [ScanState.PENDING, ScanState.INFECTED])
def test_refused_while_a_piece_is_not_known_to_be_sane(ready, scan):
    changes = {"scan_finding": "Eicar", "scanned_at": AT} if scan is ScanState.INFECTED else {}
    PieceVersion.objects.update(scan=scan, **changes)
    assert "n’est pas recevable" in sentences(ready)


def test_refused_when_the_contract_does_not_admit_the_kind(ready):
    Operation.objects.filter(pk=ready.pk).update(kind="study")
    assert "n’admet pas" in sentences(ready)


@pytest.mark.parametrize("kind", ["study", "event", "operating"])
def test_what_the_contract_does_not_admit_is_not_written(ready, kind):
    with pytest.raises(RuleViolation, match="n’admet pas"):
        write(ready, "presentation", kind=kind)


def test_what_is_of_another_contract_is_not_written(ready):
    other = make_contract()
    with pytest.raises(RuleViolation, match="autre contrat"):
        write(ready, "presentation", axis=other.axes.first())
    with pytest.raises(RuleViolation, match="commune"):
        write(ready, "communes", communes=[other.communes.first()])
    with pytest.raises(RuleViolation, match="public"):
        write(ready, "publics", has_no_public=False, target_publics=[other.target_publics.first()])
    with pytest.raises(RuleViolation, match="thème"):
        write(ready, "presentation", themes=[other.axes.first().themes.first()])


def test_some_publics_or_none_not_both(ready):
    public = TargetPublic.objects.filter(contract=ready.contract).first()
    with pytest.raises(RuleViolation, match="pas les deux"):
        write(ready, "publics", has_no_public=True, target_publics=[public])


def test_a_year_is_foreseen_once(ready):
    year = (2027, Decimal(1), Decimal(0))
    with pytest.raises(RuleViolation, match="une fois"):
        write(ready, "fonctionnement", forecasts=[year, year])


def test_the_second_writer_of_a_section_is_told_and_overwrites_nothing(ready):
    section = BY_SLUG["publics"]
    read = mark_of(told(ready, section.names))
    write(ready, "publics", has_no_public=False, target_publics=list(ready.contract.target_publics.all()))
    mine = {"has_no_public": True, "target_publics": []}
    with pytest.raises(SectionChanged) as conflict:
        edit_section(ready, section, mine, read=read, by=CLERK, at=AT)
    assert conflict.value.theirs == {"target_publics": ["collégiens"], "has_no_public": False}
    assert ready.target_publics.count() == 1


def test_two_sections_are_written_side_by_side(ready):
    section = BY_SLUG["calendrier"]
    read = mark_of(told(ready, section.names))
    write(ready, "presentation", summary="Autre")
    values = {"starts_on": date(2025, 2, 1), "ends_on": None, "works_started_on": None}
    assert edit_section(ready, section, values, read=read, by=CLERK, at=AT).summary == "Autre"


def test_saving_the_same_again_leaves_no_trace(ready):
    version = Operation.objects.get(pk=ready.pk).version
    write(ready, "presentation")
    assert Operation.objects.get(pk=ready.pk).version == version


@pytest.mark.parametrize("state", [S.COHERENCE, S.VOTED, S.DROPPED])
def test_refused_when_the_file_is_no_longer_its_owners(state):
    operation = make_operation(state=state)
    with pytest.raises(RuleViolation, match="ne s’écrit plus"):
        write(operation, "publics", has_no_public=True)
    with pytest.raises(RuleViolation, match="ne se joint plus"):
        join_piece(operation, "Devis", upload_of(), None, by=CLERK, at=AT)


def test_a_required_piece_is_joined_once_then_renewed(ready):
    asked = ContractPiece.objects.get(contract=ready.contract)
    with pytest.raises(RuleViolation, match="déjà jointe"):
        join_piece(ready, "", upload_of(), asked, by=CLERK, at=AT)
    joined = ready.pieces.get(slug=asked.slug)
    assert join_version(joined, upload_of(PNG, "devis.png"), by=CLERK, at=AT).number == 2
    assert joined.piece.organisation == ready.owner


@pytest.mark.parametrize(
    ("step", "state", "verb"),
    [("sheet", S.ROUTING, "route_to_fund"), ("report", S.REPORT, "send_report")],
)
def test_a_piece_asked_for_later_is_waited_for_and_joined_then(step, state, verb):
    contract = make_asking(at_step=step)
    operation = make_operation(contract, state)
    assert "« Devis » manque" in told_of(verb, operation)
    join_piece(operation, "", upload_of(), contract.required_pieces.get(), by=CLERK, at=AT)
    assert "Devis" not in told_of(verb, operation)
    with pytest.raises(RuleViolation, match="ne se joint plus"):
        join_piece(operation, "Autre", upload_of(), None, by=CLERK, at=AT)
    assert join_version(operation.pieces.get(), upload_of(PNG, "devis.png"), by=CLERK, at=AT).number == 2


def test_a_piece_of_the_submission_is_not_joined_afterwards():
    contract = make_asking()
    operation = make_operation(contract, S.ROUTING)
    with pytest.raises(RuleViolation, match="ne se joint plus"):
        join_piece(operation, "", upload_of(), contract.required_pieces.get(), by=CLERK, at=AT)


def test_the_owner_alone_joins_a_later_piece_from_the_page(client):
    contract = make_asking(at_step="report")
    operation = make_operation(contract, S.REPORT)
    address = reverse("operations:piece_join_asked", args=[operation.pk, "devis"])
    client.force_login(make_member(owner_of(contract), Role.PROJECT_LEAD), backend=BACKEND)
    page = client.get(reverse("operations:operation", args=[operation.pk])).content.decode()
    assert address in page
    assert "avant le vote" in page
    assert "Déposer une autre pièce" not in page
    assert client.post(address, {"upload": upload_of()}).status_code == 302
    assert operation.pieces.get().slug == "devis"
    departement = organisation_of(contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.DEVELOPMENT_AGENT), backend=BACKEND)
    assert client.get(address).status_code == 403


def test_refused_for_a_piece_that_another_contract_asks_for(ready):
    other = make_asking("plans").required_pieces.get()
    with pytest.raises(RuleViolation, match="autre contrat"):
        join_piece(ready, "", upload_of(), other, by=CLERK, at=AT)


def test_a_commune_proposes_only_where_the_contract_admits_it():
    contract = make_draft()
    commune = make_organisation(
        kind=OrganisationKind.COMMUNE, commune_code="00001", is_fictitious=contract.is_fictitious
    )
    assert not may_own(contract, commune, ON)
    ContractSettings.objects.create(contract=contract, admits_communes=True)
    contract = run(contract)
    facts = NewOperation(contract, commune, "Halle", contract.axes.get(rank=1))
    assert propose_operation(facts, by=CLERK, at=AT).owner == commune
    stranger = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="99999", is_fictitious=True)
    assert not may_own(contract, stranger, ON)


def test_a_section_that_is_none_is_not_found(client, ready):
    client.force_login(make_member(ready.owner, Role.PROJECT_LEAD), backend=BACKEND)
    assert client.get(reverse("operations:section", args=[ready.pk, "publics"])).status_code == 200
    assert client.get(reverse("operations:section", args=[ready.pk, "autre"])).status_code == 404


def test_the_journal_tells_the_forecast_by_its_french_name_and_in_euros(ready):
    entry = JournalEntry.objects.about(ready).get(changes__has_key="forecasts")
    [change] = lines_of([entry])[0].changes
    assert change.name == "prévision de fonctionnement"
    assert change.old == "rien"
    assert change.new == "2027 : 12\u202f000\u202f€ de charges, 3\u202f000\u202f€ de produits"
