"""Who reads and writes reports and fiches. Source: rights.md, « report », « vote on a grant », « fiche »."""

from beffroi.contracts.models import ContractParty
from beffroi.operations.kinds import ReportState
from beffroi.operations.models import Operation, OperationSheet, Report
from beffroi.operations.models.report import ReportQuerySet
from beffroi.operations.permissions import EXAMINERS, is_party
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role

# Who reads a report being prepared, at the département.
PREPARERS = (*EXAMINERS, Role.ASSEMBLY_CLERK, Role.FINANCE_AGENT, Role.AUDITOR)
SHEET_READERS = (*EXAMINERS, Role.FINANCE_AGENT, Role.COMMUNICATION_AGENT, Role.AUDITOR, Role.PROJECT_LEAD)


def reports_visible_to(actor: Actor) -> ReportQuerySet:
    """Keep the reports of the contracts of this organisation: the other party sees them once sent."""
    contracts = ContractParty.objects.filter(organisation=actor.organisation).values("contract")
    found = Report.objects.filter(contract__in=contracts)
    if actor.is_of(OrganisationKind.DEPARTEMENT):
        if actor.is_one_of(*PREPARERS):
            return found
        return found.sent() if actor.is_one_of(Role.ELECTED_MEMBER) else found.none()
    readers = (Role.PROJECT_LEAD, Role.MANAGER, Role.AUDITOR, Role.ELECTED_MEMBER)
    return found.sent() if actor.is_one_of(*readers) else found.none()


def can_prepare_reports(actor: Actor) -> bool:
    """The département's development agent or manager."""
    return actor.is_of(OrganisationKind.DEPARTEMENT) and actor.is_one_of(*EXAMINERS)


def can_write_report(actor: Actor, report: Report) -> bool:
    """The same, of the département whose assembly will vote, until the report is sent."""
    return (
        actor.acts_for(report.assembly.organisation_id)
        and actor.is_one_of(*EXAMINERS)
        and report.state == ReportState.PREPARING
    )


def can_record_vote(actor: Actor, report: Report) -> bool:
    """The clerk of the assembly that votes."""
    return actor.acts_for(report.assembly.organisation_id) and actor.is_one_of(Role.ASSEMBLY_CLERK)


def can_read_sheet(actor: Actor, operation: Operation, sheet: OperationSheet | None) -> bool:
    """Those of both parties who write or follow it; the clerk once it is sealed for an agenda; the owner."""
    if actor.acts_for(operation.owner_id):
        return actor.is_one_of(Role.PROJECT_LEAD, Role.MANAGER, Role.COMMUNE_AGENT, Role.AUDITOR)
    if not is_party(actor, operation):
        return False
    if actor.is_one_of(*SHEET_READERS):
        return True
    return sheet is not None and sheet.sealed_at is not None and actor.is_one_of(Role.ASSEMBLY_CLERK)


def can_restore_sheet(actor: Actor, operation: Operation) -> bool:
    """Who writes the fiche for one of the two authorities."""
    return is_party(actor, operation) and actor.is_one_of(*EXAMINERS, Role.PROJECT_LEAD)
