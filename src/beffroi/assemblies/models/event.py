"""What happens to an act after its adoption: added one by one, never changed."""

from django.db import models
from django.db.models import Q

from beffroi.assemblies.kinds import EventKind, Extent
from beffroi.assemblies.models.deliberation import Deliberation


class ActEvent(models.Model):
    """One dated event; `received_on` is the day the other side got it, where that counts."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("événement", max_length=30, choices=EventKind.choices)
    happened_on = models.DateField("le")
    received_on = models.DateField("reçu le", null=True, blank=True)
    reference = models.CharField("référence", max_length=120, blank=True)
    reason = models.TextField("motif", blank=True)
    recorded_at = models.DateTimeField("enregistré le")
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_label = models.CharField("enregistré par", max_length=200)

    class Meta:
        verbose_name = "événement de l’acte"
        ordering = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("happened_on")),
                name="event_received_after_sent",
                violation_error_message="La réception ne peut pas précéder l’envoi.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values),
                name="event_kind_known",
                violation_error_message="Cet événement n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_on:%d/%m/%Y}"


class Publication(models.Model):
    """What a publication shows, chosen before it by the clerk.

    Source: CGCT R2131-1: the author's first name, name and capacity stand with the act.
    """

    event = models.OneToOneField(ActEvent, on_delete=models.PROTECT, related_name="publication")
    extent = models.CharField("étendue", max_length=20, choices=Extent.choices)
    with_annexes = models.BooleanField("avec les annexes")
    redactions = models.JSONField("passages masqués", default=list)
    author_first_name = models.CharField("prénom de l’auteur", max_length=80)
    author_last_name = models.CharField("nom de l’auteur", max_length=80)
    author_capacity = models.CharField("qualité de l’auteur", max_length=120)

    class Meta:
        verbose_name = "publication"
        constraints = [
            models.CheckConstraint(
                condition=Q(extent__in=Extent.values),
                name="publication_extent_known",
                violation_error_message="Cette étendue n’existe pas.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_extent_display()}"
