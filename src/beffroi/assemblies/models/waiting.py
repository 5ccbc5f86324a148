"""What each act waits for, kept beside it: a sealed act itself never changes, and those that wait are few."""

from django.db import models
from django.db.models import Q

from beffroi.assemblies.kinds import ActStep
from beffroi.assemblies.models.deliberation import Deliberation
from beffroi.organisations.models import Organisation


class WaitingActQuerySet(models.QuerySet["WaitingAct"]):
    def longest_first(self) -> "WaitingActQuerySet":
        """In the order of their index: what has waited longest comes first."""
        return self.order_by("since_on", "pk")


class WaitingAct(models.Model):
    """The next step of an act, and since when; it proves nothing and may be rebuilt."""

    deliberation = models.OneToOneField(Deliberation, on_delete=models.PROTECT, related_name="waiting")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    step = models.CharField("étape", max_length=20, choices=ActStep.choices)
    since_on = models.DateField("depuis le")

    objects = WaitingActQuerySet.as_manager()

    class Meta:
        verbose_name = "acte en attente"
        ordering = ["since_on", "pk"]
        indexes = [models.Index(fields=["organisation", "since_on", "id"], name="waiting_act_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=ActStep.values),
                name="waiting_act_step_known",
                violation_error_message="Cette étape n’existe pas.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, depuis le {self.since_on:%d/%m/%Y}"
