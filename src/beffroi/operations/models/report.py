"""What is put to the vote: a report to a sitting, with one item for each operation."""

from decimal import Decimal

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from beffroi.assemblies.models import Assembly, Deliberation, Member, Sitting
from beffroi.contracts.models import Contract
from beffroi.operations.kinds import InterestKind, ReportState
from beffroi.operations.models.appraisal import RouteDecision
from beffroi.operations.models.operation import Operation
from beffroi.operations.models.sheet import OperationSheet


class ReportQuerySet(models.QuerySet["Report"]):
    def sent(self) -> "ReportQuerySet":
        """Those that an assembly has received."""
        return self.exclude(state=ReportState.PREPARING)


class Report(models.Model):
    """A report of the département to its council or, by a cited delegation, to its standing committee."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The day before a sitting is recorded, the one that is planned.
    planned_on = models.DateField("séance prévue le")
    title = models.CharField("objet", max_length=300)
    delegation = models.TextField("délégation citée", blank=True)
    urgency_reason = models.TextField("urgence motivée", blank=True)
    state = models.CharField(
        "état", max_length=20, choices=ReportState.choices, default=ReportState.PREPARING
    )
    deliberation = models.OneToOneField(
        Deliberation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    sent_by_label = models.CharField("envoyé par", max_length=200, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "rapport"
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.PREPARING, sent_at__isnull=True)
                | ~Q(state=ReportState.PREPARING) & Q(sent_at__isnull=False),
                name="report_sent_has_date",
                violation_error_message="Un rapport envoyé a sa date d’envoi.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.VOTED) | Q(deliberation__isnull=False),
                name="report_voted_has_act",
                violation_error_message="Un rapport voté a sa délibération.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReportItemQuerySet(models.QuerySet["ReportItem"]):
    def on_the_agenda(self) -> "ReportItemQuerySet":
        """Those that were not taken off."""
        return self.filter(is_taken_off=False)

    def waiting(self) -> "ReportItemQuerySet":
        """Those whose report is not voted yet."""
        return self.on_the_agenda().exclude(report__state=ReportState.VOTED)

    def outdated(self) -> "ReportItemQuerySet":
        """Those whose fiche, or whose amount, is no longer the one that their operation has now."""
        sheets = OperationSheet.objects.filter(operation=OuterRef("operation")).order_by("-number")
        routes = RouteDecision.objects.filter(operation=OuterRef("operation")).order_by("-pk")
        found = self.annotate(
            sheet_now=Subquery(sheets.values("pk")[:1]),
            amount_now=Coalesce(Subquery(routes.values("proposed_amount")[:1]), Decimal(0)),
        )
        return found.exclude(sheet=F("sheet_now"), proposed_amount=F("amount_now"))


class ReportItem(models.Model):
    """One operation in a report: what is proposed, then what is voted."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="items")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="report_items")
    sheet = models.ForeignKey(OperationSheet, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField("ordre")
    proposed_amount = models.DecimalField("aide proposée", max_digits=14, decimal_places=2)
    voted_amount = models.DecimalField("aide votée", max_digits=14, decimal_places=2, null=True, blank=True)
    taken_off_reason = models.TextField("retirée de l’ordre du jour parce que", blank=True)
    is_taken_off = models.BooleanField("retirée de l’ordre du jour", default=False)
    # The statement of subsidies as it accompanied the report. Source: CGCT L1611-8.
    statement = models.JSONField("état des subventions", null=True, blank=True)
    impact_study = models.ForeignKey(
        "files.Piece", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportItemQuerySet.as_manager()

    class Meta:
        verbose_name = "opération au rapport"
        verbose_name_plural = "opérations au rapport"
        ordering = ["report_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "rank"],
                name="report_item_rank_once",
                violation_error_message="Ce rang est déjà pris au rapport.",
            ),
            models.UniqueConstraint(
                fields=["report", "operation"],
                condition=Q(is_taken_off=False),
                name="report_operation_once",
                violation_error_message="Cette opération est déjà au rapport.",
            ),
            models.CheckConstraint(
                condition=Q(proposed_amount__gt=0) & (Q(voted_amount__isnull=True) | Q(voted_amount__gte=0)),
                name="report_item_amounts_positive",
                violation_error_message="Un montant proposé est positif, un montant voté n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(is_taken_off=False, taken_off_reason="")
                | Q(is_taken_off=True, voted_amount__isnull=True) & ~Q(taken_off_reason=""),
                name="report_item_taken_off_says_why",
                violation_error_message="Ce qui est retiré de l’ordre du jour l’est pour un motif.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.operation)


class DeclaredInterest(models.Model):
    """An interest that a member of the assembly declared about an item; the program never decides.

    Source: CGCT L3132-5, L1111-6; law 2025-1249 of 22 December 2025.
    """

    item = models.ForeignKey(ReportItem, on_delete=models.PROTECT, related_name="interests")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("nature de l’intérêt", max_length=20, choices=InterestKind.choices)
    note = models.CharField("ce qui est déclaré", max_length=300, blank=True)
    declared_at = models.DateTimeField("déclaré le")
    recorded_by_label = models.CharField("enregistré par", max_length=200)

    class Meta:
        verbose_name = "intérêt déclaré"
        verbose_name_plural = "intérêts déclarés"
        ordering = ["item_id", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                name="interest_declared_once",
                violation_error_message="Ce membre a déjà déclaré un intérêt sur cette opération.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InterestKind.values),
                name="interest_kind_known",
                violation_error_message="Cette nature d’intérêt n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} : {self.get_kind_display()}"
