"""What the département's examination records: coherence, ordinary schemes, the funding route."""

from django.db import models
from django.db.models import Q

from beffroi.contracts.models import AttentionPoint, MutualCommitment, TargetPublic
from beffroi.operations.kinds import FundingRoute, SchemeVerdict, Subject, Verdict
from beffroi.operations.models.operation import Operation


def about(subject: Subject, key: str | None) -> Q:
    """Keep the rows on one kind of subject: they hold its key and no other."""
    empty = {f"{one}__isnull": one != key for one in ("public", "point", "commitment")}
    return Q(subject=subject, **empty)


class Authored(models.Model):
    """Who wrote a row, and when."""

    at = models.DateTimeField("le")
    by_id = models.BigIntegerField(null=True, blank=True)
    by_label = models.CharField("par", max_length=200)

    class Meta:
        abstract = True


class CoherenceAnswer(Authored):
    """The answer to one question of the contract: its axis, a public, an attention point, a commitment."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="coherence_answers")
    subject = models.CharField("sujet", max_length=20, choices=Subject.choices)
    public = models.ForeignKey(
        TargetPublic, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    point = models.ForeignKey(
        AttentionPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    commitment = models.ForeignKey(
        MutualCommitment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField("réponse", max_length=20, choices=Verdict.choices)
    reason = models.TextField("explication", blank=True)

    class Meta:
        verbose_name = "réponse de cohérence"
        ordering = ["operation_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=about(Subject.AXIS, None)
                | about(Subject.PUBLIC, "public")
                | about(Subject.POINT, "point")
                | about(Subject.COMMITMENT, "commitment"),
                name="coherence_one_subject",
                violation_error_message="Une réponse porte sur une question, et une seule.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[Verdict.YES, Verdict.PARTLY]) | ~Q(reason=""),
                name="coherence_no_has_reason",
                violation_error_message="« Non » et « sans objet » demandent une explication.",
            ),
            models.UniqueConstraint(
                fields=["operation"], condition=Q(subject=Subject.AXIS), name="coherence_axis_once",
                violation_error_message="L’axe a déjà sa réponse.",
            ),
            models.UniqueConstraint(
                fields=["operation", "public"], name="coherence_public_once",
                violation_error_message="Ce public a déjà sa réponse.",
            ),
            models.UniqueConstraint(
                fields=["operation", "point"], name="coherence_point_once",
                violation_error_message="Ce point d’attention a déjà sa réponse.",
            ),
            models.UniqueConstraint(
                fields=["operation", "commitment"], name="coherence_commitment_once",
                violation_error_message="Cet engagement a déjà sa réponse.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_subject_display()} : {self.get_verdict_display()}"


class SchemeExamination(Authored):
    """One recorded reason for one ordinary scheme; all of them come before the innovation fund."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="scheme_examinations")
    scheme = models.ForeignKey("schemes.Scheme", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField("conclusion", max_length=20, choices=SchemeVerdict.choices)
    reason = models.TextField("motif")
    # The pre-check as it was explained to the agent that day.
    checks = models.JSONField("pré-examen", default=list, blank=True)
    estimated_amount = models.DecimalField(
        "aide estimée", max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = "examen d’un dispositif"
        verbose_name_plural = "examens des dispositifs"
        ordering = ["operation_id", "scheme"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "scheme"],
                name="scheme_examined_once",
                violation_error_message="Ce dispositif est déjà examiné : modifiez son motif.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="scheme_examined_with_reason",
                violation_error_message="Chaque dispositif examiné a son motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} : {self.get_verdict_display()}"


class RouteDecision(Authored):
    """Where the operation's money is to come from, and why; a later one replaces it, none is deleted."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="routes")
    route = models.CharField("orientation", max_length=20, choices=FundingRoute.choices)
    fund = models.ForeignKey(
        "schemes.Scheme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_amount = models.DecimalField(
        "aide proposée", max_digits=14, decimal_places=2, null=True, blank=True
    )
    reason = models.TextField("motif")

    class Meta:
        verbose_name = "orientation"
        ordering = ["operation_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(route__in=[FundingRoute.FUND, FundingRoute.BOTH], fund__isnull=False)
                | Q(route__in=[FundingRoute.SCHEME, FundingRoute.NONE], fund__isnull=True),
                name="route_fund_named",
                violation_error_message="Une orientation vers le fonds nomme le fonds, et elle seule.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="route_has_reason",
                violation_error_message="Une orientation se motive.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_route_display())
