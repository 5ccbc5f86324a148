"""An aid, and who keeps it."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.organisations.models import Organisation
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.querysets import SchemeQuerySet

if TYPE_CHECKING:
    from beffroi.schemes.models.rules import SchemeRules


class Scheme(models.Model):
    """An aid that an organisation gives, or that it follows for another funder; its rules are dated apart."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="tenue par"
    )
    slug = models.SlugField("nom dans les adresses", max_length=80)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=10, choices=SchemeKind.choices)
    summary = models.TextField("en bref", blank=True)
    # Empty: the organisation that keeps it pays it.
    funder_name = models.CharField("autre financeur", max_length=200, blank=True)
    is_fictitious = models.BooleanField("donnée de démonstration", default=False)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)
    # The numbered text that the line refers to, told to the pages by settings.SOURCE_TEXTS.
    source_key = models.CharField("texte source", max_length=60, blank=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "aide"
        ordering = ["organisation", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="scheme_slug_once",
                violation_error_message="Une aide porte déjà ce nom dans les adresses.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="scheme_name_once",
                violation_error_message="Une aide porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SchemeKind.values),
                name="scheme_kind_known",
                violation_error_message="Une aide est de droit commun, ou un fonds.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def rules_on(self, on: date) -> "SchemeRules | None":
        """Give the rules in force that day, among those already read with the scheme."""
        return next((one for one in self.rules.all() if one.holds_on(on)), None)
