"""Operations in an archive: what the organisation as a whole may read of them, and no more.

Source: rights.md, rows « operation » to « vote on a grant », « message ».
"""

from django.db.models import Q

from beffroi.assemblies.models import Assembly
from beffroi.contracts.models import ContractParty
from beffroi.core.archive.registry import Model, Rule, leave_out, own, under, widen
from beffroi.core.archive.selection import Selection
from beffroi.core.journal.models import JournalEntry
from beffroi.drafting.models import SignOff, Version
from beffroi.operations import verbs_file, verbs_vote
from beffroi.operations.models import (
    CoherenceAnswer,
    CostItem,
    DeclaredInterest,
    EarlyStart,
    FinancialBasis,
    FundingLine,
    FundingPlan,
    FundingScenario,
    Message,
    OperatingForecast,
    Operation,
    OperationPiece,
    OperationSheet,
    OperationStep,
    Report,
    ReportItem,
    RouteDecision,
    SavedFilter,
    ScenarioLine,
    SchemeExamination,
    SupportOpinion,
    SupportRequest,
)
from beffroi.operations.permissions import ROUTED
from beffroi.operations.report_permissions import reports_visible_to
from beffroi.organisations.archive import everyone_at
from beffroi.organisations.roles import OrganisationKind

OF_OPERATION: tuple[Model, ...] = (
    OperationStep, EarlyStart, OperationPiece, FundingPlan, FinancialBasis, OperatingForecast,
    Operation.themes.through, Operation.communes.through, Operation.target_publics.through,
)  # fmt: skip
OF_PLAN: tuple[Model, ...] = (CostItem, FundingLine)
APPRAISAL: tuple[Model, ...] = (CoherenceAnswer, SchemeExamination, RouteDecision)


def wire() -> None:
    """Register operations and all that is read with them."""
    own(Operation, _operations)
    for model in OF_OPERATION:
        under(model, operation=Operation)
    for model in OF_PLAN:
        under(model, plan=FundingPlan)
    for model in APPRAISAL:
        own(model, _appraised)
    own(Message, _messages)
    own(FundingScenario, _of_owner)
    under(ScenarioLine, scenario=FundingScenario)
    own(SavedFilter, lambda selection: Q(organisation=selection.owner.pk))
    own(SupportRequest, _requests)
    under(SupportOpinion, request=SupportRequest)
    own(OperationSheet, _sheets)
    own(
        Report,
        _reports,
        shown={"sitting": _act_readable("sitting"), "deliberation": _act_readable("deliberation")},
    )
    under(ReportItem, report=Report, operation=Operation, sheet=OperationSheet)
    own(DeclaredInterest, _interests)
    for text in (Version, SignOff):
        widen(text, _sealed_texts)
    widen(JournalEntry, _history)
    leave_out(
        "ce que l’on prépare sur une liste, gardé quelques jours",
        "operations.operationimport", "operations.bulkrun", "operations.operationexport",
    )  # fmt: skip
    leave_out("travaux de fond de l’installation", "django_tasks_database.dbtaskresult")


def _operations(selection: Selection) -> Q:
    """Those that it reads whole; a neighbouring commune reads no more than a public summary."""
    actor = everyone_at(selection.owner)
    if actor.is_of(OrganisationKind.COMMUNE):
        return Q(owner=selection.owner.pk)
    return Q(pk__in=Operation.objects.visible_to(actor).values("pk"))


def _is_partner(selection: Selection) -> bool:
    return everyone_at(selection.owner).is_of(OrganisationKind.PARTNER)


def _appraised(selection: Selection) -> Q:
    """The département's own notes; for the others, once the funding route is decided."""
    known = Q(operation_id__in=selection.ids(Operation))
    return known & _appraisal_read(selection, "operation__")


def _appraisal_read(selection: Selection, prefix: str) -> Q:
    if everyone_at(selection.owner).is_of(OrganisationKind.DEPARTEMENT):
        return Q(**{f"{prefix}contract__in": _own_contracts(selection)})
    if _is_partner(selection):
        return Q(pk__in=[])
    return Q(**{f"{prefix}state__in": ROUTED})


def _own_contracts(selection: Selection) -> "object":
    return ContractParty.objects.filter(organisation=selection.owner.pk).values("contract")


def _messages(selection: Selection) -> Q:
    known = Q(operation_id__in=selection.ids(Operation))
    return known & (Q(organisation=selection.owner.pk) | Q(is_shared=True))


def _of_owner(selection: Selection) -> Q:
    return Q(operation_id__in=selection.ids(Operation), organisation=selection.owner.pk)


def _requests(selection: Selection) -> Q:
    known = Q(operation_id__in=selection.ids(Operation))
    return known & Q(partner=selection.owner.pk) if _is_partner(selection) else known


def _sheets(selection: Selection) -> Q:
    return Q(pk__in=[]) if _is_partner(selection) else Q(operation_id__in=selection.ids(Operation))


def _reports(selection: Selection) -> Q:
    return Q(pk__in=reports_visible_to(everyone_at(selection.owner)).values("pk"))


def _act_readable(name: str) -> Rule:
    """Of another's assembly, only what is sealed."""

    def rule(selection: Selection) -> Q:
        return Q(assembly__organisation=selection.owner.pk) | Q(**{f"{name}__sealed_at__isnull": False})

    return rule


def _interests(selection: Selection) -> Q:
    own_ones = Assembly.objects.filter(organisation=selection.owner.pk)
    return Q(item_id__in=selection.ids(ReportItem), item__report__assembly__in=own_ones)


def _sealed_texts(selection: Selection) -> Q:
    sheets = OperationSheet.objects.filter(pk__in=selection.ids(OperationSheet), sealed_at__isnull=False)
    return Q(text__in=sheets.values("text"))


def _history(selection: Selection) -> Q:
    """What the page of an operation tells the organisation of it."""
    told = Operation.objects.filter(pk__in=selection.ids(Operation))
    read = told.filter(_appraisal_read(selection, ""))
    about = Q(object_type=Operation._meta.label_lower)
    verbs = (*verbs_file.VERBS, *verbs_vote.VERBS)
    return about & (Q(object_id__in=told.values("pk"), verb__in=verbs) | Q(object_id__in=read.values("pk")))
