"""A report to an assembly: grouped, completed, sent; its operations go with it to the vote."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from beffroi.assemblies.models import Assembly, Member
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.drafting.models import Text
from beffroi.law.french import french_date, plural
from beffroi.operations.actions.agenda import drop_item
from beffroi.operations.actions.moves import place
from beffroi.operations.actions.sheet import freeze_sheet
from beffroi.operations.kinds import InterestKind, OperationState, ReportState
from beffroi.operations.models import DeclaredInterest, Operation, OperationSheet, Report, ReportItem
from beffroi.operations.report_blockers import blockers_for_sending
from beffroi.operations.saving import lock, lock_agenda, lock_item, lock_report
from beffroi.operations.sheets import current_sheet, route_of
from beffroi.operations.statement import statement


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report about to be prepared, for the council or its standing committee."""

    contract: Contract
    assembly: Assembly
    planned_on: date
    title: str
    delegation: str = ""
    urgency_reason: str = ""


@transaction.atomic
def prepare_report(facts: NewReport, *, by: Author) -> Report:
    """Open a report of the département of the contract, to one of its own assemblies.

    Raises: RuleViolation.
    """
    departement = facts.contract.parties.get(side=Side.DEPARTEMENT).organisation
    if facts.assembly.organisation_id != departement.pk:
        raise RuleViolation("Un rapport va à une assemblée du Département du contrat.")
    report = save_checked(
        Report(
            contract=facts.contract,
            assembly=facts.assembly,
            planned_on=facts.planned_on,
            title=facts.title,
            delegation=facts.delegation,
            urgency_reason=facts.urgency_reason,
        )
    )
    record("report.prepared", report, by=by, note=str(facts.assembly))
    return report


@transaction.atomic
def edit_report(report: Report, facts: NewReport, *, by: Author) -> Report:
    """Change what a report that is not sent says.

    Raises: RuleViolation.
    """
    held = lock_report(report)
    _refuse_if_sent(held)
    if facts.assembly.organisation_id != held.assembly.organisation_id:
        raise RuleViolation("Un rapport va à une assemblée du Département du contrat.")
    for name in ("assembly", "planned_on", "title", "delegation", "urgency_reason"):
        setattr(held, name, getattr(facts, name))
    save_checked(held)
    record("report.edited", held, by=by)
    return held


@transaction.atomic
def add_to_report(report: Report, operation: Operation, *, by: Author) -> ReportItem:
    """Group one more operation in a report, with the amount that its routing proposes.

    Raises: RuleViolation.
    """
    report = lock_report(report)
    _refuse_if_sent(report)
    held = lock(operation)
    if held.contract_id != report.contract_id:
        raise RuleViolation("Cette opération est celle d’un autre contrat.")
    if held.stage is not OperationState.REPORT:
        raise RuleViolation("Une opération entre dans un rapport quand sa fiche est approuvée par les deux.")
    sheet, route = current_sheet(held), route_of(held)
    # The move to that step leaves one of each.
    assert sheet
    assert route
    if ReportItem.objects.waiting().filter(operation=held).exists():
        raise RuleViolation("Cette opération est déjà dans un rapport qui n’est pas voté.")
    last = report.items.aggregate(last=Max("rank"))["last"] or 0
    item = save_checked(
        ReportItem(
            report=report,
            operation=held,
            sheet=sheet,
            rank=last + 1,
            proposed_amount=route.proposed_amount or Decimal(0),
        )
    )
    record("report.item_added", report, by=by, note=str(held))
    return item


@transaction.atomic
def remove_from_report(item: ReportItem, *, by: Author) -> None:
    """Take an operation out of a report that is not sent yet; nothing was said of it to anybody.

    Raises: RuleViolation.
    """
    report, operation, held = lock_item(item)
    _refuse_if_sent(report)
    if held is None:
        return
    record("report.item_removed", report, by=by, note=str(operation))
    drop_item(held)


@transaction.atomic
def send_report(report: Report, *, by: Author, at: datetime) -> Report:
    """Send a report: each fiche is frozen and sealed, each statement kept, each operation put on the agenda.

    Raises: RuleViolation with everything that is missing.
    """
    report = lock_report(report)
    _refuse_if_sent(report)
    items = _lock_whole(report)
    obstacles = blockers_for_sending(report, local_day(at))
    if obstacles:
        raise RuleViolation(" ".join(one.sentence for one in obstacles), obstacles[0].source)
    for item in items:
        _send_item(item, item.operation, by=by, at=at)
    report.state, report.sent_at, report.sent_by_label = ReportState.SENT, at, by.user_label
    save_checked(report)
    told = f"{plural(len(items), 'opération')}, séance du {french_date(report.planned_on)}"
    record("report.sent", report, by=by, note=told)
    return report


def _lock_whole(report: Report) -> list[ReportItem]:
    """Lock the fiches of a locked report, then its operations: what it holds is what its sender read.

    Raises: RuleViolation when an operation left it meanwhile.
    """
    read = set(report.items.on_the_agenda().values_list("pk", "sheet__text"))
    texts = [text for _, text in read]
    list(Text.objects.select_for_update().filter(pk__in=texts).order_by("pk"))
    items = lock_agenda(report)
    if {one.pk for one in items} != {pk for pk, _ in read}:
        raise RuleViolation("Une opération vient de quitter ce rapport : relisez-le avant de l’envoyer.")
    return items


def _send_item(item: ReportItem, operation: Operation, *, by: Author, at: datetime) -> None:
    sheet = OperationSheet.objects.select_related("text").get(pk=item.sheet_id)
    if sheet.sealed_at is None:
        freeze_sheet(operation, sheet, by=by, at=at)
    item.statement = statement(operation, local_day(at)).as_json()
    save_checked(item)
    place(operation, OperationState.AGENDA, verb="send_report", by=by, at=at)


@transaction.atomic
def take_off_agenda(item: ReportItem, reason: str, *, by: Author, at: datetime) -> Operation:
    """Take one operation off the agenda before its vote, saying why; it may come back in another report.

    Raises: RuleViolation.
    """
    report, operation, held = lock_item(item)
    is_there = report.state == ReportState.SENT and operation.stage is OperationState.AGENDA
    if held is None or held.is_taken_off or not is_there:
        raise RuleViolation("Cette opération n’est pas à l’ordre du jour d’une séance à venir.")
    if not reason.strip():
        raise RuleViolation("Retirer une opération de l’ordre du jour demande un motif.")
    why = reason.strip()
    return place(operation, OperationState.REPORT, verb="take_off_agenda", by=by, at=at, reason=why)


@transaction.atomic
def declare_interest(
    item: ReportItem, member: Member, kind: InterestKind, note: str, *, by: Author, at: datetime
) -> DeclaredInterest:
    """Record what a member of the assembly declared; whether they must leave the room is not decided here.

    Raises: RuleViolation.
    """
    report, _operation, held = lock_item(item)
    if held is None:
        raise RuleViolation("Cette opération n’est plus dans ce rapport.")
    if member.assembly_id != report.assembly_id:
        raise RuleViolation("Ce membre n’est pas de l’assemblée du rapport.")
    if report.state == ReportState.VOTED:
        raise RuleViolation("Le vote est acquis : un intérêt déclaré après lui ne s’ajoute plus ici.")
    declared = save_checked(
        DeclaredInterest(
            item=held, member=member, kind=kind, note=note, declared_at=at, recorded_by_label=by.user_label
        )
    )
    record("report.interest_declared", report, by=by, note=f"{item.operation} : {declared}")
    return declared


def _refuse_if_sent(report: Report) -> None:
    if report.state != ReportState.PREPARING:
        raise RuleViolation("Ce rapport est envoyé : il ne change plus.")
