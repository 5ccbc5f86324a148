"""Messages about an operation: internal to one organisation, or shared by those who follow it."""

from django.db import models
from django.db.models import Q

from beffroi.operations.models.operation import Operation
from beffroi.organisations.models import Organisation


class Message(models.Model):
    """What somebody wrote for an organisation; nothing of it is changed or deleted."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField("partagé", default=False)
    body = models.TextField("message")
    at = models.DateTimeField("le")
    by_id = models.BigIntegerField(null=True, blank=True)
    by_label = models.CharField("par", max_length=200)
    organisation_label = models.CharField("pour", max_length=200)

    class Meta:
        verbose_name = "message"
        ordering = ["operation_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(body=""),
                name="message_says_something",
                violation_error_message="Un message vide ne s’envoie pas.",
            )
        ]

    def __str__(self) -> str:
        return self.body[:60]
