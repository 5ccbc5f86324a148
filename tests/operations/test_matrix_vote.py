"""Every address of the fiche, the report and the vote × every persona."""

from decimal import Decimal

import pytest

from assemblies.factories import CLERK, make_assembly
from beffroi.contracts.models import Contract
from beffroi.core.seals.actions import new_code, open_chain, seal
from beffroi.law import AssemblyKind
from beffroi.operations.actions.moves import place
from beffroi.operations.canonical import SHEET, sheet_contents
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, Report, ReportItem
from beffroi.operations.saving import lock
from beffroi.operations.sheets import current_sheet
from beffroi.organisations.roles import Role
from operations.matrix import (
    DEPARTEMENT,
    EPCI,
    EXAMINERS,
    OWNERS,
    SUMMARY,
    WHOLE,
    answers,
    make_own_contract,
)
from operations.voting import AT, PLANNED_ON, make_routed
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db
CLERK_ROLE = (DEPARTEMENT, Role.ASSEMBLY_CLERK)
# Who sees a report being prepared; once it is sent the elected members and the other party see it too.
PREPARERS = {
    *EXAMINERS,
    CLERK_ROLE,
    (DEPARTEMENT, Role.FINANCE_AGENT),
    (DEPARTEMENT, Role.AUDITOR),
}
READERS = {
    *PREPARERS,
    (DEPARTEMENT, Role.ELECTED_MEMBER),
    (EPCI, Role.ELECTED_MEMBER),
    *((EPCI, role) for role in (Role.PROJECT_LEAD, Role.MANAGER, Role.AUDITOR)),
}


def operation_of(title: str) -> dict[str, object]:
    return {"pk": Operation.objects.get(title=title).pk}


def report_of(state: ReportState) -> dict[str, object]:
    return {"pk": Report.objects.get(state=state).pk}


def item_of(state: ReportState) -> dict[str, object]:
    return report_of(state) | {"item": ReportItem.objects.get(report__state=state, rank=1).pk}


def sealed(_persona: Persona) -> dict[str, object]:
    return operation_of("Scellée")


def among(seen: set, done: set, status: int, **more) -> Case:
    """What some do, that others who see it are refused, and that exists for nobody else."""
    roles = dict.fromkeys(seen, 403) | dict.fromkeys(done, status)
    return Case(302, 404, roles, other=404, elsewhere=404, **more)


def preparing(done: set, status: int, **more) -> Case:
    return among(PREPARERS, done, status, **{"kwargs": lambda _: report_of(ReportState.PREPARING), **more})


def sent(done: set, status: int, **more) -> Case:
    return among(READERS, done, status, **{"kwargs": lambda _: report_of(ReportState.SENT), **more})


READ_SHEET = answers(whole=200, summary=403) | {CLERK_ROLE: 200}
CASES: dict[str, Case] = {
    "operations:sheet": Case(302, 404, READ_SHEET, other=404, elsewhere=404, kwargs=sealed),
    "operations:sheet_pdf": Case(
        302, 404, READ_SHEET, other=404, elsewhere=404, kwargs=lambda persona: sealed(persona) | {"number": 1}
    ),
    "operations:sheet_restore": among(
        WHOLE | SUMMARY, EXAMINERS | OWNERS, 302, method="post", kwargs=lambda _: operation_of("En rapport")
    ),
    "operations:to_report": Case(
        302, 404, dict.fromkeys(WHOLE | SUMMARY | {CLERK_ROLE}, 302), other=404, elsewhere=404, kwargs=sealed
    ),
    "operations:reports": Case(302, 200),
    "operations:report_new": Case(302, 403, dict.fromkeys(EXAMINERS, 200), other=None, elsewhere=None),
    "operations:report": sent(READERS, 200),
    "operations:report_edit": preparing(EXAMINERS, 200),
    "operations:report_add": preparing(
        EXAMINERS, 302, method="post",
        data=lambda _: {"operation": Operation.objects.get(title="En attente").pk},
    ),
    "operations:report_remove": preparing(
        EXAMINERS, 302, method="post", kwargs=lambda _: item_of(ReportState.PREPARING)
    ),
    # The sitting is over: 422 is the page, which says so.
    "operations:report_send": preparing(EXAMINERS, 422, method="post"),
    "operations:report_vote": sent({CLERK_ROLE}, 200),
    "operations:report_take_off": sent({CLERK_ROLE}, 200, kwargs=lambda _: item_of(ReportState.SENT)),
    "operations:report_interest": sent({CLERK_ROLE}, 200, kwargs=lambda _: item_of(ReportState.SENT)),
}  # fmt: skip


def make_waiting(contract: Contract, title: str) -> Operation:
    """An operation that waits for a report, over the own commune."""
    operation = make_routed(contract)
    Operation.objects.filter(pk=operation.pk).update(title=title)
    operation.communes.set(contract.communes.filter(code="00001"))
    return place(lock(operation), OperationState.REPORT, verb="placed", by=CLERK, at=AT)


def make_report(contract: Contract, operation: Operation, state: ReportState) -> Report:
    """A report put in a state, whatever its conditions."""
    departement = organisation_of(DEPARTEMENT, OWN)
    assembly = departement_assembly(departement)
    sent = {} if state is ReportState.PREPARING else {"sent_at": AT, "sent_by_label": "Claire"}
    report = Report.objects.create(
        contract=contract, assembly=assembly, planned_on=PLANNED_ON, title="Aides", state=state, **sent
    )
    ReportItem.objects.create(
        report=report, operation=operation, sheet=current_sheet(operation), rank=1, proposed_amount=Decimal(9)
    )
    return report


def departement_assembly(departement):
    kind = AssemblyKind.STANDING_COMMITTEE
    known = Report.objects.filter(assembly__organisation=departement).first()
    return known.assembly if known else make_assembly(members=1, organisation=departement, kind=kind)


@pytest.fixture
def _reports() -> None:
    contract = make_own_contract()
    first, second = make_waiting(contract, "En rapport"), make_waiting(contract, "Scellée")
    # What the report could still take, in the state that `report_add` asks for.
    make_waiting(contract, "En attente")
    make_report(contract, first, ReportState.PREPARING)
    make_report(contract, second, ReportState.SENT)
    sheet = current_sheet(second)
    sheet.facts, sheet.sealed_at = {}, AT
    sheet.save()
    chain, content = open_chain("fiches:matrice", "Fiches"), sheet_contents([sheet.pk])[sheet.pk]
    seal(
        chain,
        kind=SHEET,
        obj=sheet,
        label="Fiche",
        content=content,
        code=new_code(),
        pdf=b"%PDF",
        by=CLERK,
        at=AT,
    )
    place(lock(second), OperationState.AGENDA, verb="placed", by=CLERK, at=AT)


@pytest.mark.usefixtures("_reports")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
