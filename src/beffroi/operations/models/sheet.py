"""The fiche opération: a text of both authorities, and what is frozen of it for the vote."""

from django.db import models
from django.db.models import Q

from beffroi.operations.models.operation import Operation


class OperationSheet(models.Model):
    """The fiche of an operation; sent to the vote it is sealed, and a later one takes another number."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveSmallIntegerField("numéro")
    text = models.OneToOneField("drafting.Text", on_delete=models.PROTECT, related_name="+")
    # Money, clauses and conditions as they stood when the fiche was frozen (see canonical.py).
    facts = models.JSONField("données figées", null=True, blank=True)
    sealed_at = models.DateTimeField("scellée le", null=True, blank=True)

    class Meta:
        verbose_name = "fiche opération"
        verbose_name_plural = "fiches opération"
        ordering = ["operation_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "number"],
                name="sheet_number_once",
                violation_error_message="Cette fiche existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(facts__isnull=False),
                name="sheet_sealed_has_facts",
                violation_error_message="Une fiche scellée garde ses données.",
            ),
        ]

    def __str__(self) -> str:
        return f"Fiche opération n° {self.number} : {self.operation}"
