"""What each authority aimed at before the contract: pacts, projet de territoire, their ambitions."""

from django.db import models
from django.db.models import F, Q

from beffroi.contracts.kinds import FrameKind, PriorityKind
from beffroi.contracts.models.contract import Contract
from beffroi.organisations.models import Organisation


class StrategicFrame(models.Model):
    """A document of aims that an authority voted, in one of its versions."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contracts = models.ManyToManyField(Contract, related_name="frames")
    kind = models.CharField("nature", max_length=20, choices=FrameKind.choices)
    rank = models.PositiveSmallIntegerField("ordre")
    name = models.CharField("nom", max_length=200)
    version = models.CharField("version", max_length=60)
    starts_year = models.PositiveSmallIntegerField("première année")
    ends_year = models.PositiveSmallIntegerField("dernière année")
    adoption = models.CharField("adoption, telle que le contrat la dit", max_length=200, blank=True)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later_versions",
        verbose_name="version dont elle est tirée",
    )

    class Meta:
        verbose_name = "cadre stratégique"
        verbose_name_plural = "cadres stratégiques"
        ordering = ["owner", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "version"],
                name="frame_version_once",
                violation_error_message="Cette version du cadre est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=Q(ends_year__gte=F("starts_year")),
                name="frame_ends_after_start",
                violation_error_message="Le cadre ne peut pas finir avant de commencer.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FrameKind.values),
                name="frame_kind_known",
                violation_error_message="Un cadre est un pacte ou un projet de territoire.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.years}"

    @property
    def years(self) -> str:
        """Its period, as it is said. Example: 2022-2032."""
        return f"{self.starts_year}-{self.ends_year}"


class FramePriority(models.Model):
    """What runs through several frames (youth, environment), or a theme that one of them develops."""

    frames = models.ManyToManyField(StrategicFrame, related_name="priorities")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("nature", max_length=20, choices=PriorityKind.choices)
    rank = models.PositiveSmallIntegerField("ordre")
    title = models.CharField("priorité", max_length=200)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        verbose_name = "priorité"
        ordering = ["owner", "kind", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "title"],
                name="priority_once",
                violation_error_message="Cette priorité est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PriorityKind.values),
                name="priority_kind_known",
                violation_error_message="Une priorité est transverse, ou un thème développé.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ambition(models.Model):
    """One aim of a frame, which the axes of a contract take up or not."""

    frame = models.ForeignKey(StrategicFrame, on_delete=models.PROTECT, related_name="ambitions")
    rank = models.PositiveSmallIntegerField("ordre")
    title = models.CharField("ambition", max_length=200)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        verbose_name = "ambition"
        ordering = ["frame_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["frame", "rank"],
                name="ambition_rank_once",
                violation_error_message="Ce rang est déjà pris dans le cadre.",
            )
        ]

    def __str__(self) -> str:
        return self.title
