"""Operations brought to their fiche, their report and their vote, by the real actions."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from assemblies.factories import CLERK, make_actor, make_assembly, make_sitting
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Assembly, Deliberation, Sitting
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.drafting.actions import save_section, sign_off
from beffroi.drafting.models import Version
from beffroi.drafting.signoffs import latest_of
from beffroi.law import AssemblyKind
from beffroi.operations.actions.moves import place
from beffroi.operations.actions.report import NewReport, add_to_report, prepare_report, send_report
from beffroi.operations.actions.sheet import open_sheet
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import FunderKind, FundingRoute, LineState, OperationState
from beffroi.operations.models import CostItem, FundingLine, Operation, Report, RouteDecision
from beffroi.operations.saving import lock
from beffroi.operations.sheets import current_sheet
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role
from beffroi.schemes.kinds import SchemeKind
from contracts.factories import organisation_of
from operations.factories import make_contract, make_operation
from schemes.factories import make_scheme

AT = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
PLANNED_ON = date(2026, 2, 16)
HELD_ON = PLANNED_ON
SEALED_AT = datetime(2026, 2, 17, 9, 0, tzinfo=UTC)
PROPOSED = Decimal("96000.00")


def manager_of(contract: Contract, side: Side) -> Actor:
    """The manager of a party."""
    return make_actor(organisation_of(contract, side), Role.MANAGER)


def cost(operation: Operation, proposed: Decimal = PROPOSED) -> None:
    """Write a balanced plan of 250,000 €, with the département's aid asked for."""
    plan = operation.plan
    CostItem.objects.create(plan=plan, rank=1, label="Travaux", amount=Decimal(250_000))
    rows = (
        (1, "Département de l’Ambre", FunderKind.DEPARTEMENT, proposed),
        (2, "État", FunderKind.STATE, Decimal(84_000)),
        (3, "Val-Clair", FunderKind.OWN, Decimal(250_000) - 84_000 - proposed),
    )
    for rank, funder, kind, amount in rows:
        FundingLine.objects.create(
            plan=plan, rank=rank, funder=funder, kind=kind, asked_amount=amount, state=LineState.ASKED
        )
    plan.cost_amount = plan.eligible_amount = plan.funding_amount = Decimal(250_000)
    plan.settled_at = AT
    plan.save()
    operation.total_cost_amount, operation.asked_amount = plan.cost_amount, proposed
    operation.save()


@transaction.atomic
def make_routed(contract: Contract | None = None, proposed: Decimal = PROPOSED) -> Operation:
    """An operation that the innovation fund is to help, its fiche opened."""
    operation = make_operation(contract or make_contract(), description="Un **guichet** de plus.")
    cost(operation, proposed)
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    fund = make_scheme(organisation=departement, kind=SchemeKind.FUND, is_fictitious=True)
    RouteDecision.objects.create(
        operation=operation, route=FundingRoute.FUND, fund=fund, proposed_amount=proposed,
        reason="Le droit commun ne suffit pas.", at=AT, by_label="Claire",
    )  # fmt: skip
    held = place(lock(operation), OperationState.SHEET, verb="route_to_fund", by=CLERK, at=AT)
    open_sheet(held, by=CLERK, at=AT)
    return held


def agree(operation: Operation, *sides: Side) -> Operation:
    """Have parties approve the latest version of the fiche, in this order."""
    sheet = current_sheet(operation)
    assert sheet
    for side in sides or (Side.DEPARTEMENT, Side.EPCI):
        number = latest_of(sheet.text).number
        sign_off(sheet.text, number, by=manager_of(operation.contract, side), at=AT)
    operation.refresh_from_db()
    return operation


def write(operation: Operation, key: str, body: str) -> Version:
    """Edit a section of the current fiche."""
    sheet = current_sheet(operation)
    assert sheet
    return save_section(sheet.text, key, body, latest_of(sheet.text).number, by=CLERK, at=AT)


def make_agreed(contract: Contract | None = None, proposed: Decimal = PROPOSED) -> Operation:
    """An operation whose fiche both approved: it waits for a report."""
    return agree(make_routed(contract, proposed))


def committee_of(contract: Contract, kind: AssemblyKind = AssemblyKind.STANDING_COMMITTEE) -> Assembly:
    """An assembly of the département of a contract."""
    departement = organisation_of(contract, Side.DEPARTEMENT)
    known = Assembly.objects.filter(organisation=departement, kind=kind).first()
    return known or make_assembly(
        members=5, organisation=departement, kind=kind, name="Commission permanente"
    )


def make_report(*operations: Operation, assembly: Assembly | None = None, **changes: object) -> Report:
    """A report on operations of one contract."""
    contract = operations[0].contract
    values = {
        "contract": contract,
        "assembly": assembly or committee_of(contract),
        "planned_on": PLANNED_ON,
        "title": "Fonds d’innovation territoriale : attributions",
        "delegation": "Délibération n° 12 du 1er juillet 2021",
        **changes,
    }
    report = prepare_report(NewReport(**values), by=CLERK)
    for one in operations:
        add_to_report(report, one, by=CLERK)
    return report


def make_sent(*operations: Operation, **changes: object) -> Report:
    """A report that its assembly has received."""
    return send_report(make_report(*operations, **changes), by=CLERK, at=AT)


def sitting_of(report: Report, held_on: date = HELD_ON) -> Sitting:
    """The sitting at which a report is voted."""
    return make_sitting(
        report.assembly,
        held_on=held_on,
        dispatched_on=held_on - timedelta(20),
        listed_on=held_on + timedelta(2),
    )


def vote_on(
    report: Report, outcome: Outcome = Outcome.ADOPTED, amounts: dict[int, Decimal] | None = None
) -> Deliberation:
    """Open the deliberation of a report: the amounts proposed, unless others are given."""
    given = {one.pk: one.proposed_amount for one in report.items.on_the_agenda()}
    wins, loses = (3, 0) if outcome is Outcome.ADOPTED else (1, 2)
    vote = VoteFacts(outcome=outcome, votes_for=wins, votes_against=loses, abstentions=0)
    facts = ReportVote(sitting_of(report), vote, {**given, **(amounts or {})}, number="2026-7")
    return record_vote(report, facts, by=CLERK)
