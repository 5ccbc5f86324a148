"""What an assembly should know before it votes, and that forbids nothing."""

from dataclasses import dataclass

from beffroi.core.ui.parts import Link
from beffroi.operations.early import SOURCE, early_start_notice
from beffroi.operations.kinds import ReportState
from beffroi.operations.links import page_href, plan_href
from beffroi.operations.models import Operation, Report
from beffroi.operations.plan_blockers import IMPACT_SOURCE, LEAD_SOURCE, doubt_on_impact_study
from beffroi.operations.plan_facts import plan_of
from beffroi.operations.rules.plan import lead_of


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning on one operation: what is to be weighed, its source, where it is read."""

    operation: Operation
    sentence: str
    source: str
    read: Link


def warnings_of(report: Report) -> list[Warned]:
    """Tell, for each operation about to be voted, what is to be weighed.

    Works that began, a field that an authority leads, an impact study in doubt.
    """
    if report.state == ReportState.VOTED:
        return []
    items = report.items.on_the_agenda().select_related(
        "operation__plan", "operation__financial_basis", "operation__owner"
    )
    found = []
    read = ("operation__early_starts", "operation__plan__costs", "operation__plan__lines")
    for item in items.prefetch_related(*read):
        found += _of(item.operation)
    return found


def _of(operation: Operation) -> list[Warned]:
    found = []
    if began := early_start_notice(operation):
        read = Link(page_href(operation, "operation"), "Voir l’opération")
        found.append(Warned(operation, began, SOURCE, read))
    if (led := lead_of(plan_of(operation))) and led.holds is None:
        read = Link(plan_href(operation, "t-actuel"), "Voir le plan")
        found.append(Warned(operation, led.verdict, LEAD_SOURCE, read))
    if doubt := doubt_on_impact_study(operation):
        read = Link(plan_href(operation, "moyens"), "Voir les moyens du maître d’ouvrage")
        found.append(Warned(operation, doubt, IMPACT_SOURCE, read))
    return found
