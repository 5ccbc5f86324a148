"""The pages of operations: none yet, then ideas and files at several steps, seen by each who reads them."""

from django.db import transaction

from beffroi.contracts.models import Contract
from beffroi.demo.spaces import load_fictitious_space
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, Report, ReportItem
from browser.contracts import AT, INVENTED, MANAGER, OF_A_COMMUNE
from browser.sample import Sample, sends
from operations.factories import make_operation
from operations.voting import make_agreed, make_report, make_sent

LEAD = "samir.belkadi@valclair.example"
COUNTY_CLERK = "agathe.noiret@valclair.example"
AGENT = "claire.vasseur@valclair.example"


@transaction.atomic
def load_operations() -> None:
    """Load the invented space, then an operation of its EPCI at several steps."""
    load_fictitious_space(at=AT)
    contract = Contract.objects.get(**INVENTED)
    for state in (OperationState.IDEA, OperationState.FILE, OperationState.COHERENCE, OperationState.VOTED):
        operation = make_operation(contract, state, title=f"Une halle, {state.label}")
        operation.communes.set(contract.communes.all()[:2])


def load_reports() -> None:
    """Load the invented space, then a report that is prepared, and one that its assembly has received."""
    load_fictitious_space(at=AT)
    contract = Contract.objects.get(**INVENTED)
    make_report(make_agreed(contract), title="Rapport en préparation")
    make_sent(make_agreed(contract), title="Rapport envoyé")
    make_agreed(contract)


def report_pk(title: str) -> dict[str, object]:
    """The address of a report."""
    return {"pk": Report.objects.get(title=title).pk}


def item_pk() -> dict[str, object]:
    """The address of the operation of the report that was sent."""
    return report_pk("Rapport envoyé") | {"item": ReportItem.objects.get(report__title="Rapport envoyé").pk}


def sealed_pk() -> dict[str, object]:
    """The address of the operation whose fiche is sealed."""
    return {"pk": ReportItem.objects.get(report__title="Rapport envoyé").operation_id}


def prepared_pk() -> dict[str, object]:
    """The address of the operation whose report is prepared."""
    return {"pk": ReportItem.objects.get(report__title="Rapport en préparation").operation_id}


def report_at(label: str, title: str, persona: str, **more: object) -> Sample:
    """A report, as somebody sees it."""
    return Sample(label, ready=lambda: report_pk(title), persona=persona, **more)


def pk_of(state: OperationState) -> dict[str, object]:
    """The address of the operation in a state."""
    return {"pk": Operation.objects.get(title=f"Une halle, {state.label}").pk}


def at(label: str, state: OperationState, persona: str = LEAD, **more: object) -> Sample:
    """An operation in a state, as somebody sees it."""
    return Sample(label, ready=lambda: pk_of(state), persona=persona, **more)


NO_OPERATION_PAGES = {
    "operations:index": [Sample("no operation", persona=LEAD)],
    "operations:reports": [Sample("no report", persona=AGENT)],
}
OPERATION_PAGES = {
    "operations:index": [
        Sample("operations", persona=LEAD),
        Sample("operations, nothing found", "?q=zzzz", persona=LEAD),
    ],
    "operations:propose": [
        Sample("an idea", persona=LEAD),
    ],
    "operations:operation": [
        at("an idea of ours", OperationState.IDEA),
        at("a file handed in, of ours", OperationState.COHERENCE),
        at("a voted operation", OperationState.VOTED, MANAGER),
        at("an idea of others", OperationState.IDEA, OF_A_COMMUNE, statuses=(404,)),
    ],
}
REPORT_PAGES = {
    "operations:reports": [Sample("reports", persona=AGENT)],
    "operations:report_new": [
        Sample("a new report", persona=AGENT),
        Sample("a new report, nothing said", persona=AGENT, then=sends("Enregistrer"), statuses=(200, 422)),
        Sample("a report of others", persona=LEAD, statuses=(403,)),
    ],
    "operations:to_report": [
        Sample("to the report", ready=sealed_pk, persona=AGENT, sent_to="/rapports/2/"),
    ],
    "operations:report": [
        report_at("a report prepared", "Rapport en préparation", AGENT),
        report_at("a report sent, for the clerk", "Rapport envoyé", COUNTY_CLERK),
        report_at("a report sent, for the other party", "Rapport envoyé", LEAD),
        report_at("a report prepared, for the other party", "Rapport en préparation", LEAD, statuses=(404,)),
    ],
    "operations:report_edit": [report_at("a report changed", "Rapport en préparation", AGENT)],
    "operations:report_vote": [report_at("the vote of a report", "Rapport envoyé", COUNTY_CLERK)],
    "operations:report_take_off": [Sample("off the agenda", ready=item_pk, persona=COUNTY_CLERK)],
    "operations:report_interest": [Sample("an interest declared", ready=item_pk, persona=COUNTY_CLERK)],
    "operations:sheet": [
        Sample("a fiche approved", ready=prepared_pk, persona=AGENT),
        Sample("a fiche sealed", ready=sealed_pk, persona=LEAD),
    ],
}
OPERATION_FILES = {
    "operations:sheet_pdf": [
        Sample("a sealed fiche", ready=lambda: sealed_pk() | {"number": 1}, persona=LEAD),
    ],
}
OPERATION_POSTS = frozenset(
    {
        "operations:move", "operations:sheet_restore", "operations:report_add", "operations:report_remove",
        "operations:report_send",
    }
)  # fmt: skip
