"""The digest of a person for a day: one row, written before the message leaves."""

from django.db import models
from django.db.models import Q

from beffroi.organisations.models import User
from beffroi.workspace.kinds import SendingState


class DigestSending(models.Model):
    """What became of the digest that was due to a person on a day; the pair is unique."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("dû le")
    state = models.CharField("état", max_length=10, choices=SendingState.choices)
    claimed_at = models.DateTimeField("pris en charge le")
    refusals = models.PositiveSmallIntegerField("refus", default=0)
    refusal = models.CharField("dernier refus", max_length=300, blank=True)

    class Meta:
        verbose_name = "récapitulatif"
        verbose_name_plural = "récapitulatifs"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "due_on"],
                name="digest_sending_once",
                violation_error_message="Cette personne a déjà son récapitulatif de ce jour.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SendingState.values),
                name="digest_sending_state_known",
                violation_error_message="Cet état n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.due_on}"
