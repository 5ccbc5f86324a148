"""The statement of subsidies, the means of the owner, and their documents."""

import json
from datetime import date
from decimal import Decimal

import pytest

from assemblies.factories import CLERK
from beffroi.core.errors import RuleViolation
from beffroi.files.models import Piece
from beffroi.operations.actions.means import write_means
from beffroi.operations.blockers import BLOCKERS
from beffroi.operations.documents import render_statement
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import LineState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.operations.permissions import EDITED_BY_OWNER
from beffroi.operations.plan_blockers import blockers_for_impact_study
from beffroi.operations.statement import statement
from operations.factories import AT, make_operation
from operations.plans import facts, line, make_planned

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 3)
OBTAINED = {
    "state": LineState.OBTAINED,
    "obtained_amount": Decimal("69000.50"),
    "decided_on": date(2024, 5, 2),
}
MIXED = facts(
    400_000,
    line(K.DEPARTEMENT, 100_000),
    line(K.REGION, 70_000, **OBTAINED),
    line(K.COMMUNE, 5_000, state=LineState.REFUSED),
    line(K.EPCI, 4_000, state=LineState.WITHDRAWN),
    line(K.STATE, 80_000),
    line(K.OWN, 90_000),
    line(K.PRIVATE, 60_000),
)


def test_the_statement_has_what_local_authorities_give_and_others_apart():
    found = statement(make_planned(MIXED), ON)
    assert [(one.kind, one.amount) for one in found.local] == [
        ("Département", 100_000), ("Région", Decimal("69000.50")),
    ]  # fmt: skip
    assert (found.local_amount, found.others_amount) == (Decimal("169000.50"), 80_000)
    assert [one.kind for one in found.others] == ["État"]


def test_the_statement_is_kept_as_plain_values():
    told = statement(make_planned(MIXED), ON).as_json()
    assert json.loads(json.dumps(told)) == told
    assert told["local"][1]["decided_on"] == "2024-05-02"
    assert told["local_amount"] == "169000.50"


def test_the_document_of_the_statement_is_drawn_the_same_twice():
    operation = make_planned(MIXED)
    first, second = render_statement(operation, at=AT), render_statement(operation, at=AT)
    assert first.bytes.startswith(b"%PDF")
    assert first.sha256 == second.sha256


def test_an_empty_statement_is_a_statement():
    operation = make_operation(state=S.FILE)
    assert statement(operation, ON).local == ()
    assert render_statement(operation, at=AT).bytes.startswith(b"%PDF")


def test_the_means_of_the_owner_are_written_then_corrected():
    operation = make_operation(state=S.FILE)
    write_means(operation, 12_000, Decimal(9_000_000), "CFU 2023", by=CLERK, at=AT)
    row = write_means(operation, 12_500, Decimal(9_000_000), "CFU 2023", by=CLERK, at=AT)
    assert (row.population, row.operation) == (12_500, operation)


@pytest.mark.parametrize("state", sorted(set(S) - EDITED_BY_OWNER))
def test_refused_when_the_file_is_no_longer_the_owners(state):
    with pytest.raises(RuleViolation, match="ne changent plus"):
        write_means(make_operation(state=state), 1, Decimal(1), "x", by=CLERK, at=AT)


def test_refused_without_a_source_or_an_amount():
    operation = make_operation(state=S.FILE)
    with pytest.raises(RuleViolation):
        write_means(operation, 1, Decimal(1), "", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="supérieures à zéro"):
        write_means(operation, 1, Decimal(0), "x", by=CLERK, at=AT)


def with_means(revenue):
    operation = make_planned(facts(2_000_000, line(K.OWN, 2_000_000)))
    write_means(operation, 8_000, Decimal(revenue), "CFU 2023", by=CLERK, at=AT)
    return Operation.objects.get(pk=operation.pk)


def test_above_the_threshold_the_impact_study_must_be_among_the_pieces():
    operation = with_means(1_500_000)
    [found] = blockers_for_impact_study(operation, ON)
    assert "1\u202f500\u202f000" in found.sentence
    assert blockers_for_impact_study in BLOCKERS["send_report"]
    piece = Piece.objects.create(
        organisation=operation.owner, label="Étude d’impact", kind="etude-impact", created_at=AT
    )
    operation.pieces.create(piece=piece, slug="etude-impact")
    assert blockers_for_impact_study(operation, ON) == []


def test_within_the_threshold_or_without_the_means_nothing_is_asked():
    assert blockers_for_impact_study(with_means(2_000_000), ON) == []
    assert blockers_for_impact_study(make_planned(), ON) == []
