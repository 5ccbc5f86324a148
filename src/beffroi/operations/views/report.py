"""Reports: prepared, sent, taken off, voted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.assemblies.views.common import attempt, done, status_of
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract
from beffroi.operations.actions.report import (
    add_to_report,
    declare_interest,
    edit_report,
    prepare_report,
    remove_from_report,
    send_report,
    take_off_agenda,
)
from beffroi.operations.actions.vote import record_vote
from beffroi.operations.forms.report import InterestForm, ReportForm, TakeOffForm, VoteForm
from beffroi.operations.kinds import InterestKind, ReportState
from beffroi.operations.models import Operation, Report, ReportItem
from beffroi.operations.report_blockers import blockers_for_vote
from beffroi.operations.report_page import candidates_for, report_page
from beffroi.operations.report_permissions import (
    can_prepare_reports,
    can_record_vote,
    can_write_report,
    reports_visible_to,
)
from beffroi.operations.report_warnings import warnings_of
from beffroi.operations.sheet_page import Refusals
from beffroi.operations.views.common import read_operation, require
from beffroi.organisations.actor import Actor, acting

ONLY_PREPARERS = (
    "Le développement territorial du Département prépare les rapports, tant qu’ils ne sont pas envoyés."
)
ONLY_CLERK = "Le service des assemblées du Département enregistre ce vote : ce n’est pas votre rôle."


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports of the contracts of one's organisation."""
    actor = acting(request)
    found = reports_visible_to(actor).select_related("assembly", "contract").order_by("-planned_on", "-pk")
    context = {"reports": found[:100], "may_prepare": can_prepare_reports(actor)}
    return render(request, "operations/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """Open a report; the address may say for which operation: its contract is then chosen."""
    actor = acting(request)
    require(can_prepare_reports(actor), ONLY_PREPARERS)
    asked = Operation.objects.visible_to(actor).filter(pk=_asked(request)).first()
    form = _report_form(request, actor, contract=asked.contract_id if asked else None)
    if form.is_valid():
        made = attempt(form, lambda: prepare_report(form.facts(), by=actor))
        if made is not None:
            return redirect(_report_href(made.pk, asked))
    return render(request, "operations/report_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a report that is not sent."""
    actor, report = acting(request), _report(request, pk)
    require(can_write_report(actor, report), ONLY_PREPARERS)
    form = _report_form(request, actor, report)
    if form.is_valid() and attempt(form, lambda: edit_report(report, form.facts(), by=actor)):
        done(request, "Le rapport est modifié.")
        return redirect("operations:report", report.pk)
    context = {"form": form, "report": report}
    return render(request, "operations/report_form.html", context, status=status_of(form))


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its operations, what it waits for, what was voted."""
    return _page(request, _report(request, pk))


@require_POST
def report_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Group an operation in a report."""
    actor, found = acting(request), _report(request, pk)
    require(can_write_report(actor, found), ONLY_PREPARERS)
    wanted = request.POST.get("operation", "")
    operation = get_object_or_404(candidates_for(found), pk=_number(wanted))
    return _attempted(request, found, lambda: add_to_report(found, operation, by=actor))


@require_POST
def report_remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an operation out of a report that is not sent."""
    actor, found = acting(request), _report(request, pk)
    require(can_write_report(actor, found), ONLY_PREPARERS)
    held = _item(found, item)
    return _attempted(request, found, lambda: remove_from_report(held, by=actor))


@require_POST
def report_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report: its operations are on the agenda."""
    actor, found = acting(request), _report(request, pk)
    require(can_write_report(actor, found), ONLY_PREPARERS)
    return _attempted(request, found, lambda: send_report(found, by=actor, at=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def report_take_off(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an operation off the agenda, saying why."""
    actor, found = acting(request), _report(request, pk)
    require(can_record_vote(actor, found), ONLY_CLERK)
    held = _item(found, item)
    form = TakeOffForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: take_off_agenda(held, reason, by=actor, at=timezone.now())):
            done(request, "L’opération est retirée de l’ordre du jour.")
            return redirect("operations:report", found.pk)
    context = {"form": form, "report": found, "item": held}
    return render(request, "operations/report_take_off.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def report_interest(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Record what a member declared."""
    actor, found = acting(request), _report(request, pk)
    require(can_record_vote(actor, found), ONLY_CLERK)
    held = _item(found, item)
    form = InterestForm(request.POST or None, report=found)
    if form.is_valid():
        typed = form.cleaned_data
        kind, at = InterestKind(typed["kind"]), timezone.now()
        if attempt(
            form, lambda: declare_interest(held, typed["member"], kind, typed["note"], by=actor, at=at)
        ):
            done(request, "L’intérêt déclaré est enregistré.")
            return redirect("operations:report", found.pk)
    context = {"form": form, "report": found, "item": held}
    return render(request, "operations/report_interest.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def report_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the deliberation of a report, with what was voted."""
    actor, found = acting(request), _report(request, pk)
    require(can_record_vote(actor, found), ONLY_CLERK)
    form = VoteForm(request.POST or None, report=found)
    if form.is_valid():
        made = attempt(form, lambda: record_vote(found, form.facts(), by=actor))
        if made is not None:
            done(request, "La délibération est ouverte : relisez-la, puis scellez-la.")
            return redirect("assemblies:act", made.pk)
    # Read again after a refusal: somebody, or a second click, may have opened its deliberation meanwhile.
    blockers = blockers_for_vote(_report(request, pk) if form.errors else found)
    context = {
        "form": form, "report": found, "warnings": warnings_of(found), "blockers": blockers, "may_vote": True,
    }  # fmt: skip
    return render(request, "operations/report_vote.html", context, status=status_of(form))


def _number(typed: str) -> int:
    """Read the number of a row; nothing bears 0."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _report(request: HttpRequest, pk: int) -> Report:
    found = reports_visible_to(acting(request)).select_related(
        "assembly__organisation", "contract", "deliberation", "sitting"
    )
    return get_object_or_404(found, pk=pk)


def _item(report: Report, pk: int) -> ReportItem:
    return get_object_or_404(report.items.select_related("operation", "report"), pk=pk)


def _asked(request: HttpRequest) -> int:
    """Read which operation the address says that one comes for."""
    return _number(request.GET.get("operation", ""))


def _report_href(pk: int, operation: Operation | None) -> str:
    """The page of a report, where the operation that one comes for is chosen to be added."""
    href = reverse("operations:report", args=[pk])
    return f"{href}?operation={operation.pk}" if operation else href


def _report_form(
    request: HttpRequest, actor: Actor, report: Report | None = None, contract: int | None = None
) -> ReportForm:
    contracts = Contract.objects.of(actor).filter(state=ContractState.ACTIVE)
    names = ("contract", "assembly", "planned_on", "title", "delegation", "urgency_reason")
    initial = {name: getattr(report, name) for name in names} if report else {"contract": contract}
    return ReportForm(
        request.POST or None, initial=initial, organisation=actor.organisation, contracts=contracts
    )


def _attempted(request: HttpRequest, report: Report, action: Any) -> HttpResponse:
    """Do one thing to a report; a refusal is told at the head of its page, with what it waits for."""
    refusals = Refusals()
    attempt(refusals, action)
    if refusals.told:
        return _page(request, report, refusals.told, status=422)
    return redirect("operations:report", report.pk)


def _page(
    request: HttpRequest, report: Report, refusals: list[str] | None = None, status: int = 200
) -> HttpResponse:
    actor = acting(request)
    context = report_page(actor, report, timezone.localdate())
    context |= {"refusals": refusals or [], "asked": _asked(request)}
    return render(request, "operations/report.html", context, status=status)


@require_safe
def to_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from an operation to its report: that which holds it, else one being prepared, else a new one."""
    actor, operation = read_operation(request, pk)
    seen = reports_visible_to(actor)
    held = ReportItem.objects.waiting().filter(operation=operation, report__in=seen.values("pk")).first()
    if held is not None:
        return redirect("operations:report", held.report_id)
    open_one = seen.filter(contract=operation.contract_id, state=ReportState.PREPARING).order_by("pk").last()
    if open_one is not None:
        return redirect(_report_href(open_one.pk, operation))
    if can_prepare_reports(actor):
        return redirect(f"{reverse('operations:report_new')}?operation={operation.pk}")
    return redirect("operations:reports")
