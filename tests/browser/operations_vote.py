"""The fiches and the reports of operations: none yet, then prepared and sent."""

from django.db import transaction
from django.urls import reverse

from beffroi.contracts.models import Contract
from beffroi.demo.spaces import load_fictitious_space
from beffroi.operations.models import Report, ReportItem
from browser.contracts import AT, INVENTED
from browser.personas import AGENT, COUNTY_CLERK, LEAD
from browser.sample import Sample, sends
from operations.voting import make_agreed, make_report, make_sent, sitting_of


@transaction.atomic
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


def report_sent() -> str:
    """Where the operation of the report that was sent is seen."""
    return reverse("operations:report", kwargs=report_pk("Rapport envoyé"))


def item_pk() -> dict[str, object]:
    """The address of the operation of the report that was sent."""
    return report_pk("Rapport envoyé") | {"item": ReportItem.objects.get(report__title="Rapport envoyé").pk}


def sealed_pk() -> dict[str, object]:
    """The address of the operation whose fiche is sealed."""
    return {"pk": ReportItem.objects.get(report__title="Rapport envoyé").operation_id}


def prepared_pk() -> dict[str, object]:
    """The address of the operation whose report is prepared."""
    return {"pk": ReportItem.objects.get(report__title="Rapport en préparation").operation_id}


def once_sat() -> dict[str, object]:
    """The address of the report that was sent, once its sitting is recorded."""
    sent = Report.objects.get(title="Rapport envoyé")
    sitting_of(sent)
    return {"pk": sent.pk}


def report_at(label: str, title: str, persona: str, **more: object) -> Sample:
    """A report, as somebody sees it."""
    return Sample(label, ready=lambda: report_pk(title), persona=persona, **more)


NO_REPORT_PAGES = {
    "operations:reports": [Sample("no report", persona=AGENT)],
}
REPORT_PAGES = {
    "operations:reports": [Sample("reports", persona=AGENT)],
    "operations:report_new": [
        Sample("a new report", persona=AGENT),
        Sample("a new report, nothing said", persona=AGENT, then=sends("Enregistrer"), statuses=(200, 422)),
        Sample("a report of others", persona=LEAD, statuses=(403,)),
    ],
    "operations:to_report": [
        Sample("to the report", ready=sealed_pk, persona=AGENT, sent_to=report_sent),
    ],
    "operations:report": [
        report_at("a report prepared", "Rapport en préparation", AGENT),
        report_at("a report sent, for the clerk", "Rapport envoyé", COUNTY_CLERK),
        report_at("a report sent, for the other party", "Rapport envoyé", LEAD),
        report_at("a report prepared, for the other party", "Rapport en préparation", LEAD, statuses=(404,)),
    ],
    "operations:report_edit": [report_at("a report changed", "Rapport en préparation", AGENT)],
    "operations:report_vote": [
        report_at("the vote of a report, no sitting yet", "Rapport envoyé", COUNTY_CLERK),
        Sample("the vote of a report", ready=once_sat, persona=COUNTY_CLERK, shows="[name=sitting]"),
    ],
    "operations:report_take_off": [Sample("off the agenda", ready=item_pk, persona=COUNTY_CLERK)],
    "operations:report_interest": [Sample("an interest declared", ready=item_pk, persona=COUNTY_CLERK)],
    "operations:sheet": [
        Sample("a fiche approved", ready=prepared_pk, persona=AGENT),
        Sample("a fiche sealed", ready=sealed_pk, persona=LEAD),
    ],
}
REPORT_FILES = {
    "operations:sheet_pdf": [
        Sample("a sealed fiche", ready=lambda: sealed_pk() | {"number": 1}, persona=LEAD),
    ],
}
REPORT_POSTS = frozenset(
    {
        "operations:sheet_restore", "operations:report_add", "operations:report_remove",
        "operations:report_send",
    }
)  # fmt: skip
