"""What somebody prepares over a whole set, for one organisation: theirs alone, and kept some days."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from beffroi.organisations.models import Organisation, User

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor

KEPT = timedelta(days=7)


class OwnWorkQuerySet(models.QuerySet[Any]):
    def of(self, actor: "Actor", at: datetime) -> Self:
        """Those of this person, for the organisation they act for, that are still kept."""
        return self.filter(user=actor.user, organisation=actor.organisation, made_at__gt=at - KEPT)

    def expired(self, at: datetime) -> Self:
        """Those whose days are over."""
        return self.filter(made_at__lte=at - KEPT)


class OwnWork(models.Model):
    """A work of one person for one organisation; the moment it was made says until when it is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("préparé le", db_index=True)
    done_at = models.DateTimeField("terminé le", null=True, blank=True)

    objects = OwnWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def kept_until(self) -> datetime:
        """Until when it is kept."""
        return self.made_at + KEPT


class OperationImport(OwnWork):
    """A file of ideas as it was read, kept until it is confirmed and some days after.

    `lines` holds each row of the file: its number in the sheet and its cells; `taken` the key of the
    operation that each row became, by row number; `refused` what was said of each row that became none.
    """

    name = models.CharField("fichier", max_length=150)
    note = models.CharField("ce qui fut laissé de côté", max_length=300, blank=True)
    headers = models.JSONField("colonnes", default=list, blank=True)
    lines = models.JSONField("lignes", default=list, blank=True)
    taken = models.JSONField("opérations proposées", default=dict, blank=True)
    refused = models.JSONField("lignes refusées", default=dict, blank=True)

    class Meta:
        verbose_name = "import d’opérations"
        verbose_name_plural = "imports d’opérations"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
