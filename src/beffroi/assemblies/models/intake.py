"""A text read by a clerk, on its way into the register."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.assemblies.models.assembly import Assembly
from beffroi.assemblies.models.sitting import Sitting

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, actor: "Actor | None") -> "IntakeQuerySet":
        """Those of the assemblies of the organisation that this person acts for."""
        return self.filter(assembly__organisation=actor.organisation) if actor else self.none()

    def waiting(self) -> "IntakeQuerySet":
        """Those not yet confirmed nor dropped."""
        return self.filter(sitting__isnull=True, dropped_at__isnull=True)


class Intake(models.Model):
    """The text, what was read in it (formats.md) and what the clerk corrected; nothing is lost meanwhile."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="intakes")
    file_name = models.CharField("fichier", max_length=255)
    text = models.TextField("texte")
    text_sha256 = models.CharField(max_length=64)
    reading = models.JSONField("lecture")
    corrected = models.JSONField("lecture corrigée")
    member_choices = models.JSONField("membres reconnus", default=dict)
    version = models.PositiveIntegerField("version", default=1)
    started_at = models.DateTimeField("commencée le")
    held_by_id = models.BigIntegerField("en main de", null=True)
    held_by_label = models.CharField("en main de", max_length=200)
    sitting = models.OneToOneField(
        Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="intake"
    )
    dropped_at = models.DateTimeField("abandonnée le", null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "reprise d’un acte"
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sitting__isnull=True) | Q(dropped_at__isnull=True),
                name="intake_confirmed_or_dropped",
                violation_error_message="Une reprise est confirmée ou abandonnée, pas les deux.",
            )
        ]

    def __str__(self) -> str:
        return f"reprise de {self.file_name}"

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be corrected, confirmed or dropped."""
        return self.sitting_id is None and self.dropped_at is None
