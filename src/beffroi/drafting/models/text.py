"""The text and who may read, write and sign it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.drafting.kinds import Level
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import Role

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor


class TextQuerySet(models.QuerySet["Text"]):
    def visible_to(self, actor: "Actor | None") -> "TextQuerySet":
        """Those that the organisation and a role of this person give access to; the others do not exist."""
        if actor is None:
            return self.none()
        given = Access.objects.filter(organisation=actor.organisation_id, role__in=actor.roles)
        return self.filter(pk__in=given.values("text"))

    def with_access(self) -> "TextQuerySet":
        """Read at once who has access, with their organisation: what permissions ask."""
        access = Access.objects.select_related("organisation").defer("organisation__logo")
        return self.prefetch_related(models.Prefetch("access", access))


class Text(models.Model):
    """What several organisations write together, kept as whole versions; once frozen, nothing changes it."""

    kind = models.SlugField("nature", max_length=40)
    title = models.CharField("titre", max_length=200)
    # Where the text comes from: the page of a contract, of an operation. Given by who opens it.
    home_url = models.CharField("adresse d’où il vient", max_length=300, blank=True)
    home_label = models.CharField("nom de la page d’où il vient", max_length=200, blank=True)
    sections_fixed = models.BooleanField("sections imposées", default=False)
    opened_at = models.DateTimeField("ouvert le")
    frozen_at = models.DateTimeField("figé le", null=True, blank=True)

    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte"
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(kind=""),
                name="text_named",
                violation_error_message="Un texte a une nature et un titre.",
            ),
            models.CheckConstraint(
                condition=Q(home_url="") | Q(home_url__startswith="/") & ~Q(home_url__startswith="//"),
                name="text_home_is_ours",
                violation_error_message="Un texte vient d’une page de Beffroi.",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(frozen_at__gte=models.F("opened_at")),
                name="text_frozen_after_opening",
                violation_error_message="Un texte ne peut pas être figé avant d’être ouvert.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """Whether nothing changes any more."""
        return self.frozen_at is not None


class Access(models.Model):
    """What a role of an organisation may do to a text; any level reads."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="access")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("rôle", max_length=30, choices=Role.choices)
    level = models.CharField("droit", max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = "accès"
        verbose_name_plural = "accès"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "organisation", "role", "level"],
                name="access_once",
                violation_error_message="Cet accès est déjà donné.",
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="access_level_known",
                violation_error_message="Ce droit n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="access_role_known",
                violation_error_message="Ce rôle n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_role_display()} : {self.get_level_display()}"
