"""The axes of a contract, their themes, and the ambitions that each takes up."""

from django.db import models
from django.db.models import F, Q

from beffroi.contracts.kinds import Strength
from beffroi.contracts.models.added import ORIGINAL, Addable, added_constraints
from beffroi.contracts.models.contract import Contract
from beffroi.contracts.models.frame import Ambition


class Axis(Addable):
    """A line of work that both authorities share."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="axes")
    rank = models.PositiveSmallIntegerField("rang")
    title = models.CharField("axe", max_length=200)
    short_title = models.CharField("axe, en deux mots", max_length=60)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        verbose_name = "axe"
        ordering = ["contract_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "rank"],
                condition=ORIGINAL,
                name="axis_rank_once",
                violation_error_message="Ce rang est déjà pris par un axe.",
            ),
            *added_constraints("axis"),
        ]

    def __str__(self) -> str:
        return f"Axe {self.rank} : {self.title}"


class AxisTheme(Addable):
    """A theme named under an axis."""

    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="themes")
    rank = models.PositiveSmallIntegerField("rang")
    title = models.CharField("thème", max_length=200)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        verbose_name = "thème"
        ordering = ["axis", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["axis", "rank"],
                condition=ORIGINAL,
                name="axis_theme_rank_once",
                violation_error_message="Ce rang est déjà pris dans l’axe.",
            ),
            *added_constraints("axis_theme"),
        ]

    def __str__(self) -> str:
        return self.title


class Crossing(models.Model):
    """An ambition that an axis takes up, how far, and why one reads it so."""

    ambition = models.ForeignKey(Ambition, on_delete=models.PROTECT, related_name="crossings")
    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="crossings")
    strength = models.CharField("reprise", max_length=10, choices=Strength.choices)
    why = models.CharField("pourquoi", max_length=300)
    is_reading = models.BooleanField("lecture, que les parties n’ont pas validée", default=True)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)
    met_ambition = models.ForeignKey(
        Ambition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="met_by",
        verbose_name="ambition de l’autre partie qu’elle rencontre",
    )
    epci_confirmed_at = models.DateTimeField("confirmé par l’intercommunalité le", null=True, blank=True)
    epci_confirmed_by = models.CharField("par", max_length=200, blank=True)
    departement_confirmed_at = models.DateTimeField("confirmé par le Département le", null=True, blank=True)
    departement_confirmed_by = models.CharField("par", max_length=200, blank=True)

    class Meta:
        verbose_name = "croisement"
        ordering = ["ambition", "axis"]
        constraints = [
            models.UniqueConstraint(
                fields=["ambition", "axis"],
                name="crossing_once",
                violation_error_message="Ce croisement est déjà enregistré.",
            ),
            models.CheckConstraint(
                condition=Q(strength__in=Strength.values),
                name="crossing_strength_known",
                violation_error_message="Une ambition est reprise, ou reprise en partie.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="crossing_explained",
                violation_error_message="Un croisement dit pourquoi.",
            ),
            models.CheckConstraint(
                condition=Q(met_ambition__isnull=True) | ~Q(met_ambition=F("ambition")),
                name="crossing_meets_another",
                violation_error_message="Une ambition ne se rencontre pas elle-même.",
            ),
            models.CheckConstraint(
                condition=Q(epci_confirmed_at__isnull=True, epci_confirmed_by="")
                | Q(epci_confirmed_at__isnull=False) & ~Q(epci_confirmed_by=""),
                name="crossing_epci_confirmation_whole",
                violation_error_message="Une confirmation a sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=Q(departement_confirmed_at__isnull=True, departement_confirmed_by="")
                | Q(departement_confirmed_at__isnull=False) & ~Q(departement_confirmed_by=""),
                name="crossing_departement_confirmation_whole",
                violation_error_message="Une confirmation a sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=Q(is_reading=False)
                | Q(epci_confirmed_at__isnull=True)
                | Q(departement_confirmed_at__isnull=True),
                name="crossing_confirmed_is_no_reading",
                violation_error_message="Un croisement confirmé par les deux parties n’est plus une lecture.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ambition} × axe {self.axis.rank}"
