"""What an amendment adds to a signed contract: rows of the same tables, that say which amendment it was."""

from typing import Any

from django.db import models
from django.db.models import Q

# The rows that stood in the contract when it was signed.
ORIGINAL = Q(added_by__isnull=True)


class Addable(models.Model):
    """A row of a contract that an amendment may add: operations then point to it as to any other."""

    added_by = models.ForeignKey(
        "contracts.Amendment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ajouté par l’avenant",
    )
    # Its mark in the amendment that adds it, « a1-3 »; none for what was signed with the contract.
    reference = models.CharField("repère", max_length=20, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def mark(self) -> str:
        """How amendments name it: by the mark of what added it, else by its number."""
        return self.reference or str(self.pk)


def added_constraints(name: str) -> list[Any]:
    """Tie a row to the amendment that added it, under the name of its table."""
    return [
        models.CheckConstraint(
            condition=Q(added_by__isnull=True, reference="") | Q(added_by__isnull=False) & ~Q(reference=""),
            name=f"{name}_added_has_reference",
            violation_error_message="Ce qu’un avenant ajoute a son repère.",
        ),
        models.UniqueConstraint(
            fields=["added_by", "reference"],
            condition=Q(added_by__isnull=False),
            name=f"{name}_added_once",
            violation_error_message="Cet avenant l’a déjà ajouté.",
        ),
    ]
