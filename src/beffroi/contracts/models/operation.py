"""Operations that the text of the contract names: no state, no date, no amount beyond what it says."""

from django.db import models
from django.db.models import Q

from beffroi.contracts.kinds import MentionKind
from beffroi.contracts.models.axis import Axis
from beffroi.contracts.models.commitment import Item
from beffroi.contracts.models.contract import Contract


class CitedOperation(Item):
    """An operation that the contract cites, or that an earlier one helped."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="cited_operations")
    kind = models.CharField("nature de la mention", max_length=10, choices=MentionKind.choices)
    axis = models.ForeignKey(
        Axis, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_operations"
    )
    title = models.CharField("opération", max_length=200)
    place = models.CharField("lieu, tel que le texte le dit", max_length=120, blank=True)
    commune_code = models.CharField("code de la commune", max_length=5, blank=True)
    period = models.CharField("période, telle que le texte la dit", max_length=120, blank=True)

    class Meta(Item.Meta):
        verbose_name = "opération citée"
        verbose_name_plural = "opérations citées"
        ordering = ["contract_id", "kind", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "kind", "rank"],
                name="cited_operation_rank_once",
                violation_error_message="Ce rang est déjà pris par une opération citée.",
            ),
            models.CheckConstraint(
                condition=Q(kind=MentionKind.CITED)
                | Q(kind=MentionKind.PAST, axis__isnull=True) & ~Q(period=""),
                name="cited_operation_past_has_period",
                violation_error_message="Une opération passée a sa période, et aucun axe de ce contrat.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
