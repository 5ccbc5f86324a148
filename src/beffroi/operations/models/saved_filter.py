"""A list of operations that somebody keeps under a name."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.organisations.models import Organisation, User

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, actor: "Actor") -> "SavedFilterQuerySet":
        """Those of this person, for the organisation they act for."""
        return self.filter(user=actor.user, organisation=actor.organisation)


class SavedFilter(models.Model):
    """The query part of an address of the list, and its name: a person's own, for one organisation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nom", max_length=80)
    query = models.CharField("ce qui est demandé", max_length=1000, blank=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "liste enregistrée"
        verbose_name_plural = "listes enregistrées"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "name"],
                name="saved_filter_name_once",
                violation_error_message="Vous avez déjà une liste de ce nom.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="saved_filter_named",
                violation_error_message="Une liste enregistrée a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
